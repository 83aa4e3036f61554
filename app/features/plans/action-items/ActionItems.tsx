import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import { SectionName } from '#app/features/plans/SectionName.tsx'
import type { ActionItem } from './action-items.server.ts'
import { countedItems } from './counted-items.ts'

/** The action items of a plan by chapter, each with the way to where it stands. */
export function ActionItems({ slug, items }: { slug: string; items: readonly ActionItem[] }) {
  return [...Map.groupBy(items, ({ chapter }) => chapter.number).values()].map((own) => {
    const chapter = own[0]?.chapter
    return (
      chapter && (
        <section key={chapter.number} className="sec" aria-labelledby={`hoofdstuk-${chapter.number}`}>
          <h2 id={`hoofdstuk-${chapter.number}`}>
            <SectionName {...chapter} />
          </h2>
          <p className="soft small">{countedItems(own.length)}</p>
          <ol className="act-list">
            {own.map((item) => (
              <li key={item.id}>
                <span className="an">A{item.number}</span>
                <div>
                  <a href={planPath(slug, chapter, anchors.action(item.number))}>
                    <span className="vh">Actiepunt A{item.number}: </span>
                    {item.name}
                  </a>
                  {item.isNamed && (
                    <p className="soft small act-list__words">{beginOf(item.paragraphs[0]?.text ?? '')}</p>
                  )}
                </div>
              </li>
            ))}
          </ol>
        </section>
      )
    )
  })
}

/** Characters of what an item says that stand below its name. */
const SHOWN = 160

const beginOf = (text: string) =>
  text.length > SHOWN ? `${text.slice(0, text.lastIndexOf(' ', SHOWN)).trimEnd()}…` : text
