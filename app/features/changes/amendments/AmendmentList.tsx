import { Empty } from '#app/ui/Marks.tsx'
import type { ShownAmendment } from './amendment-view.server.ts'
import { OutcomeTag, AmendedWords, placeInWords } from './AmendmentParts.tsx'

/** Amendments with their words, by number. */
export function AmendmentList({
  amendments,
  hrefOf,
  level,
}: {
  amendments: readonly ShownAmendment[]
  hrefOf: (id: string) => string
  level: 3 | 4
}) {
  const Heading = level === 3 ? 'h3' : 'h4'
  if (amendments.length === 0)
    return (
      <Empty title="Er zijn geen amendementen" level={3}>
        De griffier voert ze in. Daarna staan zij hier, ook als de raad ze nog niet behandelde.
      </Empty>
    )
  return (
    <ul className="df-ams">
      {amendments.map((amendment) => (
        <li key={amendment.id} className="df-am" id={`amendement-${amendment.number}`}>
          <Heading className="df-am__title">
            <a href={hrefOf(amendment.id)}>
              Amendement {amendment.number}: {amendment.title}
            </a>{' '}
            <OutcomeTag outcome={amendment.outcome} on={amendment.decidedOn} />
          </Heading>
          <p className="small soft">Ingediend door {amendment.movers}</p>
          {amendment.parts.map((part) => (
            <div key={part.id} className="df-am__part">
              <p className="small">{placeInWords(part)}</p>
              <AmendedWords part={part} />
            </div>
          ))}
          {amendment.parts.length === 0 && <p className="soft">De tekst is nog niet ingevoerd.</p>}
          <p className="small lines">{amendment.reason}</p>
          {amendment.outcome === 'proposed' && (
            <p className="df-boxes on-paper" aria-hidden="true">
              <span>□ aangenomen</span> <span>□ verworpen</span> <span>□ ingetrokken</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
