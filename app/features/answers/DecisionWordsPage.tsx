import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import type { Decision } from '#app/features/points/disposition.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { inAnswers } from './in-answers.ts'
import type { EightWording, OwnWording } from './decision-wordings.server.ts'

export type DecisionWordsView = {
  eight: EightWording[]
  own: OwnWording[]
  mostCounted: number
  /** Who may change this, when whoever looks may not; null when they may. */
  askOf: string[] | null
  said: string | null
}

/** 'Woorden voor besluiten': what the municipality calls each of the eight, with its own ones under the one that they count as. */
export function DecisionWordsPage({ view }: { view: DecisionWordsView }) {
  const { eight, own, mostCounted, askOf, said } = view
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <Crumbs items={[{ href: paths.official.municipality(), label: 'Gemeente' }]} />
        <h1>Woorden voor besluiten</h1>
        {said && <StatusMessage>{said}</StatusMessage>}
        <p className="lede">
          Er zijn acht besluiten. U kunt ze noemen zoals uw gemeente dat doet, en er eigen besluiten onder zetten. Zo’n
          eigen besluit telt mee als het besluit waar het onder staat. De woorden gelden overal, ook voor wat al
          openbaar is.
        </p>
        {askOf === null ? (
          <p>
            <ButtonLink variant="quiet" href={paths.official.newDecision()}>
              Voeg een eigen besluit toe
            </ButtonLink>
          </p>
        ) : (
          <Notice kind="info">
            {askOf.length === 0
              ? 'Alleen een beheerder kan dit wijzigen. Er is nu geen beheerder.'
              : `Alleen een beheerder kan dit wijzigen. Vraag het aan ${askOf.join(' of ')}.`}
          </Notice>
        )}
      </div>
      <ol className="dw-list">
        {eight.map((one) => (
          <li key={one.disposition}>
            <Words
              decision={one.disposition}
              words={one}
              note={one.isOurs ? 'zoals Saomen het noemt' : 'eigen woorden'}
              href={askOf === null ? paths.official.decisionWord(one.disposition) : null}
            />
            <ul>
              {own
                .filter(({ disposition }) => disposition === one.disposition)
                .map((each) => (
                  <li key={each.id} className={each.isRetired ? 'dw-retired' : undefined}>
                    <Words
                      decision={`${each.disposition}.${each.id}`}
                      words={each}
                      note={[
                        inAnswers(each.answers, mostCounted),
                        ...(each.isRetired ? ['niet meer in gebruik'] : []),
                      ].join(', ')}
                      href={askOf === null ? paths.official.decisionWord(each.id) : null}
                    />
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </Page>
  )
}

function Words({
  decision,
  words: { label, short, plain, explanation },
  note,
  href,
}: {
  decision: Decision
  words: { label: string; short: string; plain: string; explanation: string }
  note: string
  href: string | null
}) {
  return (
    <div className="dw-words">
      <p className="dw-head">
        <span>
          <DispositionBadge disposition={decision} />
          <span className="small soft">{note}</span>
        </span>
        {href !== null && (
          <a href={href}>
            Wijzig<span className="vh"> {label}</span>
          </a>
        )}
      </p>
      <p className="small">{explanation}</p>
      {(plain !== '' || short !== label) && (
        <p className="small soft">
          {[
            ...(plain === '' ? [] : [`Voor inwoners: ${plain}`]),
            ...(short === label ? [] : [`In lijsten: ${short}`]),
          ].join('. ')}
        </p>
      )}
    </div>
  )
}
