import { topWord } from '#app/features/rankings/session.ts'
import type { Said } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { confirmPath } from './ConfirmStep.tsx'
import { Decides } from './Decides.tsx'
import { LevelTopics } from './LevelTopics.tsx'
import { RevealControl } from './RevealControl.tsx'
import { StandingsTable } from './StandingsTable.tsx'
import { TogetherTopics } from './TogetherTopics.tsx'
import type { ClerkView, OutcomeView } from './clerk-view.server.ts'

/** After closing: the outcome and how firm it is, what the meeting decides, the projector, and making it public. */
export function ClerkOutcome({ view, outcome, said }: { view: ClerkView; outcome: OutcomeView; said: Said | null }) {
  const isClosed = view.state === 'closed'
  if (!outcome.hasPlaces) {
    return (
      <div className="gap-4">
        <Notice
          kind="warn"
          title="Er is geen uitslag"
          actions={
            <ButtonLink small href={confirmPath(view.process.slug, 'heropenen')}>
              Open opnieuw
            </ButtonLink>
          }
        >
          Geen enkele groep gaf een onderwerp een plaats.
        </Notice>
      </div>
    )
  }
  const done = said?.code ?? ''
  return (
    <div className="ck-cols">
      <div className="ck-main">
        <section className="sm-sec" aria-labelledby="uitslag">
          <div className="sm-sec__head">
            <h2 id="uitslag" className="read">
              De {topWord(view.k)}
            </h2>
            <span className="small soft">Gesloten op {outcome.closedAt}</span>
          </div>
          <StandingsTable outcome={outcome} unrankedRank={view.unrankedRank} />
        </section>
        <section className="sm-sec" aria-labelledby="stevig">
          <h2 id="stevig" className="read">
            Hoe stevig is deze uitslag?
          </h2>
          <ul className="sm-bullets ck-firm gap-1">
            {outcome.firm.map(({ title, says }) => (
              <li key={title}>
                {title && <b>{title}: </b>}
                {says}
              </li>
            ))}
          </ul>
        </section>
        <LevelTopics outcome={outcome} mayDecide={isClosed} saved={done === 'decideTie'} k={view.k} />
        <TogetherTopics outcome={outcome} mayMark={isClosed} done={done} />
        <Decides lines={view.decides} />
      </div>
      <div className="ck-aside">
        {!isClosed && <Published view={view} outcome={outcome} />}
        <RevealControl slug={view.process.slug} reveal={outcome.reveal} leads={isClosed} />
        {isClosed && <Publish view={view} outcome={outcome} />}
      </div>
    </div>
  )
}

function Publish({ view, outcome }: { view: ClerkView; outcome: OutcomeView }) {
  const { slug } = view.process
  const isAsking = view.confirm === 'openbaar' || view.confirm === 'heropenen'
  const isShown = outcome.reveal.next === null
  return (
    <aside className="sm-sign" aria-labelledby="openbaar">
      <h2 id="openbaar">Openbaar maken</h2>
      <ul>
        <li>
          <Icon name="eye" />
          <span>Iedereen kan de uitslag en de motivaties lezen.</span>
        </li>
        <li>
          <Icon name="message-square" />
          <span>
            {outcome.motivations === 1
              ? '1 motivatie wordt een punt'
              : `${outcome.motivations} motivaties worden punten`}{' '}
            die ambtenaren beantwoorden.
          </span>
        </li>
      </ul>
      {!isAsking && (
        <ButtonLink wide variant={isShown ? 'primary-action' : 'secondary'} href={confirmPath(slug, 'openbaar')}>
          Maak de uitslag openbaar
        </ButtonLink>
      )}
      <p className="small">
        Klopt een lijst niet? <a href={confirmPath(slug, 'heropenen')}>Open opnieuw</a>
        {outcome.decisions.length > 0 && '. Besluiten van de vergadering vervallen dan.'}
      </p>
    </aside>
  )
}

function Published({ view, outcome }: { view: ClerkView; outcome: OutcomeView }) {
  const { slug } = view.process
  return (
    <aside className="sm-sign" aria-labelledby="openbaar">
      <h2 id="openbaar">Openbaar</h2>
      <ul>
        <li>
          <Icon name="check-circle" />
          <span>Sinds {view.published}. Lijsten en uitslag liggen vast.</span>
        </li>
        <li>
          <Icon name="message-square" />
          <span>
            {outcome.motivations === 1
              ? '1 motivatie werd een punt'
              : `${outcome.motivations} motivaties werden punten`}
            . Ambtenaren geven elk punt een antwoord.
          </span>
        </li>
      </ul>
      <ButtonLink wide variant="primary-action" href={paths.public.topList(slug)}>
        Bekijk wat iedereen ziet
      </ButtonLink>
    </aside>
  )
}
