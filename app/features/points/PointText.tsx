import { Fragment } from 'react'
import { findingLabels, type Finding } from '#app/features/contributions/personal-data.ts'
import { overlaps, type QuotedRange } from './quoted-range.ts'
import { readingLines, shownText } from './reading-pieces.ts'

/** Where the point that is answered begins, for a link. */
export const CURRENT_POINT = 'dit-punt'

const looks = { point: 'sm-pt', nonPoint: 'sm-no', open: undefined, gap: undefined }

/** A reaction to read, with its points marked and numbered, under the questions it answers; the others lead to their own page. */
export function PointText({
  text,
  sentences,
  points,
  nonPoints,
  findings,
  questions,
  headings = [],
  currentId,
  hrefOf,
}: {
  text: string
  sentences: QuotedRange[]
  points: { id: string; label: string; isProvisional: boolean; range: QuotedRange | null }[]
  nonPoints: QuotedRange[]
  /** What may tell who someone is. */
  findings: readonly Finding[]
  /** Where the answer to each question begins. */
  questions: { start: number; words: string }[]
  /** What the sender put above parts of the text. */
  headings?: readonly QuotedRange[]
  currentId: string
  hrefOf: (id: string) => string
}) {
  const lines = readingLines({ text, sentences, points, nonPoints, findings })
  return (
    <div className="sm-doc sm-lines">
      {lines.map((line) => {
        const first = line.groups.find(({ begins }) => begins)
        const question = questions.find(({ start }) => start === line.start)
        return (
          <Fragment key={line.start}>
            {question && <h3 className="wk-question">{question.words}</h3>}
            <p dir="auto" className={headings.some((heading) => overlaps(heading, line)) ? 'sm-heading' : undefined}>
              {line.groups.map((group) => {
                const point = points.find(({ id }) => id === group.pointId)
                const isCurrent = group.pointId === currentId
                const look = looks[group.standing]
                const words = (
                  <span className={look && (isCurrent ? `${look} is-current` : look)}>
                    {group.pieces.some(({ found }) => found)
                      ? group.pieces.map((piece) => (
                          <span
                            key={piece.start}
                            className={piece.found && 'wk-found'}
                            data-found={piece.found && findingLabels[piece.found]}
                          >
                            {shownText(text.slice(piece.start, piece.end))}
                          </span>
                        ))
                      : shownText(text.slice(group.start, group.end))}
                  </span>
                )
                if (!point || !group.begins) return <span key={group.start}>{words}</span>
                const place = `sm-mn${isCurrent ? ' is-current' : ''}${point.isProvisional ? ' is-provisional' : ''}${group === first ? '' : ' sm-mn--in'}`
                return (
                  <span key={group.start} id={isCurrent ? CURRENT_POINT : undefined}>
                    <a
                      className={place}
                      href={hrefOf(point.id)}
                      aria-current={isCurrent ? 'true' : undefined}
                      dir="ltr"
                    >
                      {point.label}
                    </a>
                    {words}
                  </span>
                )
              })}
            </p>
          </Fragment>
        )
      })}
    </div>
  )
}
