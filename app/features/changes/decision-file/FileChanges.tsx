import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import { DiffWords } from '#app/features/plans/versions/DiffWords.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import type { FilePoint } from './file-points.server.ts'
import type { FileChange } from './file-view.server.ts'
import { MatchForms } from './MatchForms.tsx'
import type { Motivation } from './motivations.server.ts'

type Links = {
  /** Where the clerk begins an amendment on a paragraph; null for who may not. */
  amendment: ((number: string) => string) | null
  /** Where an amendment is read. */
  amendmentOf: (id: string) => string
  point: ((id: string) => string) | null
}

/** The changes of a chapter: old and new text, who asked, and what the council wrote that fits. */
export function FileChanges({
  changes,
  caption,
  links,
  motivations,
}: {
  changes: readonly FileChange[]
  caption: string
  links: Links
  /** What may be linked, for officials who may; null for all others. */
  motivations: readonly Motivation[] | null
}) {
  return (
    <table className="df-table">
      <caption className="df-caption">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="df-nr">
            Alinea
          </th>
          <th scope="col">Oude en nieuwe tekst</th>
          <th scope="col" className="df-who">
            Wie vroeg het
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.key} id={`w-${change.key}`}>
            <th scope="row" className="df-nr">
              {change.number}
              <span className="df-kind">
                <Icon name={changeNames[change.kind].icon} /> {changeNames[change.kind].name}
              </span>
            </th>
            <td>
              <Words change={change} />
              {links.amendment && change.kind !== 'new' && change.kind !== 'gone' && (
                <p className="df-links">
                  <a href={links.amendment(change.number.split(/\D/)[0] ?? '')}>
                    Maak een amendement<span className="vh"> op alinea {change.number}</span>
                  </a>
                </p>
              )}
            </td>
            <td className="df-who">
              <Reason change={change} links={links} />
              {change.matches.map((match) => (
                <p key={match.motivation} className="df-match" title={match.says}>
                  <Icon name="landmark" /> Past bij {match.group}{' '}
                  <span className="df-match__who">
                    over {match.topic}. {match.says}.
                  </span>
                </p>
              ))}
              {motivations && <MatchForms change={change} motivations={motivations} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Words({ change }: { change: FileChange }) {
  const { says, pieces, old, now } = change
  return (
    <>
      {says && <p className="df-says">{says}</p>}
      {pieces && pieces.length > 0 && (
        <p className="df-words lines" dir="auto">
          <DiffWords pieces={pieces} />
        </p>
      )}
      {pieces === null && old !== '' && (
        <p className="df-words lines" dir="auto">
          <DiffWords pieces={[{ kind: 'gone', text: old }]} />
        </p>
      )}
      {pieces === null && now !== '' && (
        <p className="df-words lines" dir="auto">
          <DiffWords pieces={[{ kind: 'new', text: now }]} />
        </p>
      )}
    </>
  )
}

function Reason({ change: { reason }, links }: { change: FileChange; links: Links }) {
  const { who, points, hidden, ownInitiative, amendments } = reason
  const isNothing = points.length + hidden + ownInitiative.length + amendments.length === 0
  return (
    <>
      {points.length > 0 && (
        <>
          <p className="df-asked">{who}</p>
          <p className="small">
            {points.map(({ id, number, who }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                {links.point ? <a href={links.point(id)}>{number}</a> : number} {who}
              </span>
            ))}
          </p>
        </>
      )}
      {hidden > 0 && (
        <p className="small soft">
          {points.length > 0 ? 'En ' : ''}
          {hidden === 1 ? '1 punt dat nog niet openbaar is' : `${hidden} punten die nog niet openbaar zijn`}
        </p>
      )}
      {ownInitiative.length > 0 && (
        <>
          <p className="df-asked">Eigen initiatief van het college</p>
          {ownInitiative.map((sentence) => (
            <p key={sentence} className="small">
              ‘{sentence}’
            </p>
          ))}
        </>
      )}
      {amendments.map(({ id, number, title }) => (
        <p key={id} className="df-asked">
          <a href={links.amendmentOf(id)}>Amendement {number}</a>: {title}
        </p>
      ))}
      {isNothing && (
        <p className="df-gap">
          <Icon name="alert-triangle" /> Er staat nog geen reden bij
        </p>
      )}
    </>
  )
}

/** What people asked and the executive did not do, or not in full, with the reply they get. */
export function FileRefused({ points, caption }: { points: readonly FilePoint[]; caption: string }) {
  const words = useDecisionWords()
  return (
    <table className="df-table">
      <caption className="df-caption">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="df-nr">
            Nr.
          </th>
          <th scope="col" className="df-ask">
            Gevraagd
          </th>
          <th scope="col">Waarom niet</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.id}>
            <th scope="row" className="df-nr">
              {point.number}
            </th>
            <td className="df-ask">
              <p className="lines" dir="auto">
                {point.words}
              </p>
              <p className="small soft">
                {point.who}
                {point.decision && `. ${words.of(point.decision).short}`}
              </p>
            </td>
            <td className="lines" dir="auto">
              {point.reply || <span className="soft">Er staat nog geen antwoord bij.</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
