import type { ChapterEntry } from './contents.ts'
import { readingMinutes } from './reading-time.ts'
import { SectionName } from './SectionName.tsx'

/** Deepest headings that the column beside the text still shows. */
const deepest = 3

const countedNames = { points: ['punt', 'punten'], changes: ['verandering', 'veranderingen'] } as const

/** The contents beside or above the text: all chapters, and of the one being read the headings in it. */
export function PlanContents({
  chapters,
  current,
  counts,
  counted = 'points',
}: {
  chapters: readonly ChapterEntry[]
  /** Number of the chapter on this page; null on a page with the whole plan. */
  current: string | null
  /** Public points, or changes, per section number. */
  counts: Record<string, number> | null
  counted?: 'points' | 'changes'
}) {
  const at = chapters.findIndex(({ number }) => number === current)
  const count = (number: string) => {
    const points = counts?.[number] ?? 0
    return points > 0 ? (
      <span className="n">
        {points}
        <span className="vh"> {countedNames[counted][points === 1 ? 0 : 1]}: </span>
      </span>
    ) : null
  }
  return (
    <ol>
      {chapters.map((chapter, place) => (
        <li key={chapter.number}>
          <a
            href={chapter.href}
            className={place < at ? 'is-read' : undefined}
            aria-current={place === at ? 'page' : undefined}
          >
            {count(chapter.number)}
            <span>
              <SectionName {...chapter} />
            </span>
          </a>
          {place === at && chapter.sections.length > 0 && (
            <ol>
              {chapter.sections
                .filter(({ level }) => level <= deepest)
                .map((section) => (
                  <li key={section.number} className={`sub sub--${section.level}`}>
                    {/* On the page itself already: only the place on it. */}
                    <a href={section.href.slice(section.href.indexOf('#'))}>
                      {count(section.number)}
                      <span>
                        <SectionName {...section} />
                      </span>
                    </a>
                  </li>
                ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Under this many minutes for the whole, rounded minutes for each chapter would say more than the whole takes. */
const worthTiming = 10

/** A page of its own for the contents: every chapter with its headings and, of a long plan, the time it takes. */
export function ContentsList({ chapters }: { chapters: readonly ChapterEntry[] }) {
  const timed = readingMinutes(chapters.reduce((sum, { words }) => sum + words, 0)) >= worthTiming
  return (
    <ol className="rows contents">
      {chapters.map((chapter) => {
        const minutes = readingMinutes(chapter.words)
        return (
          <li key={chapter.number} id={`deel-${chapter.number}`}>
            <h2>
              <a href={chapter.href}>
                <SectionName {...chapter} />
              </a>
            </h2>
            {timed && (
              <p className="small soft num">
                {minutes}&nbsp;{minutes === 1 ? 'minuut' : 'minuten'}
              </p>
            )}
            {chapter.sections.length > 0 && (
              <ul>
                {chapter.sections
                  .filter(({ level }) => level === 2)
                  .map((section) => (
                    <li key={section.number}>
                      <a href={section.href}>
                        <span>
                          <SectionName {...section} />
                        </span>
                      </a>
                    </li>
                  ))}
              </ul>
            )}
          </li>
        )
      })}
    </ol>
  )
}
