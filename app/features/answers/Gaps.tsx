import { NO_NUMBER } from '#app/features/points/point-number.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import type { PublicationGaps } from './publication-gate.server.ts'

type Props = { gaps: PublicationGaps; slug: string; publicationId: string; mayRelease: boolean }
type Gap = {
  key: string
  href: string
  number: string
  words: string
  problems: string[]
  /** Who works on it; null for nobody, left out where that is not asked. */
  assignee?: string | null
}
type Named = PublicationGaps['unanswered']

/** What is missing, each with the way to mend it; what is ready is released at once. */
export function Gaps({ gaps, slug, publicationId, mayRelease }: Props) {
  const points = (named: Named, one: string, more: string) => ({
    count: named.count,
    title: named.count === 1 ? one : more,
    gaps: named.first.map(({ id, number, text, problems, assignee }) => ({
      ...{ key: id, href: paths.official.process.answer(slug, id), number: number ?? NO_NUMBER },
      ...{ words: short(text), problems, assignee },
    })),
    act: null,
  })
  const groups = [
    {
      count: gaps.unsplit.count,
      title: 'nog te splitsen',
      gaps: gaps.unsplit.first.map(({ id, number, points: made, beginning }) => ({
        ...{
          key: id,
          href: paths.official.process.split(slug, id),
          number: number === null ? NO_NUMBER : String(number),
          words: short(beginning),
        },
        problems:
          made === 0 ? [] : [`${made} ${made === 1 ? 'punt' : 'punten'} gemaakt, splitsing nog niet klaar gemeld`],
      })),
      act: null,
    },
    points(gaps.unanswered, 'punt zonder antwoord', 'punten zonder antwoord'),
    points(gaps.incomplete, 'antwoord dat niet compleet is', 'antwoorden die niet compleet zijn'),
    {
      ...points(gaps.unreleased, 'punt klaar, nog niet vrijgegeven', 'punten klaar, nog niet vrijgegeven'),
      act: mayRelease ? <Release publicationId={publicationId} /> : null,
    },
  ].filter(({ count }) => count > 0)
  const first = groups[0]?.gaps[0]
  return (
    <section className="sm-sec" aria-labelledby="ontbreekt">
      <div className="sm-sec__head">
        <h2 id="ontbreekt">Wat ontbreekt</h2>
        {first && (
          <ButtonLink variant="primary-action" href={first.href}>
            Begin bij {first.number.includes('.') ? 'punt' : 'inbreng'} {first.number}
          </ButtonLink>
        )}
      </div>
      <ol className="sm-gaps">
        {groups.map(({ count, title, gaps: named, act }) => (
          <li key={title}>
            <b>{count}</b>
            <h3>{title}</h3>
            {act}
            <GapList gaps={named} more={count - named.length} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Releases all that is ready: an answer that is complete, and nothing of a person that waits for a decision. */
function Release({ publicationId }: { publicationId: string }) {
  return (
    <form method="post" className="sm-gaps__act">
      <input type="hidden" name="publicationId" value={publicationId} />
      <Button name="act" value="releasePoints">
        Geef vrij wat klaar is
      </Button>
    </form>
  )
}

/** As much as fits, in characters, without half a word. */
const LONGEST = 140
const short = (text: string) => {
  if (text.length <= LONGEST) return text
  const room = text.slice(0, LONGEST)
  return `${room
    .slice(0, Math.max(room.lastIndexOf(' '), LONGEST / 2))
    .toWellFormed()
    .trimEnd()}…`
}

/** How many are in sight before one has to ask for the rest. */
const IN_SIGHT = 12

function GapList({ gaps, more }: { gaps: Gap[]; more: number }) {
  const rest = gaps.slice(IN_SIGHT)
  return (
    <ul>
      {gaps.slice(0, IN_SIGHT).map((gap) => (
        <GapRow key={gap.key} gap={gap} />
      ))}
      {rest.length > 0 && (
        <li>
          <details>
            <summary>Toon er nog {rest.length}</summary>
            <ul>
              {rest.map((gap) => (
                <GapRow key={gap.key} gap={gap} />
              ))}
            </ul>
          </details>
        </li>
      )}
      {more > 0 && <li className="soft">En nog {more} meer.</li>}
    </ul>
  )
}

function GapRow({ gap: { href, number, words, problems, assignee } }: { gap: Gap }) {
  return (
    <li>
      <a href={href}>
        <b>{number}</b>
        <span dir="auto">{words}</span>
      </a>
      {assignee !== undefined && <span className="sm-gaps__who">{assignee ?? <Tag tone="amber">niemand</Tag>}</span>}
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </li>
  )
}
