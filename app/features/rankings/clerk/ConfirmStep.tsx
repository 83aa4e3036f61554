import type { ReactNode } from 'react'
import { listed } from '#app/features/rankings/publication/counts-in-words.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/Button.tsx'
import type { ClerkView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

/** Addresses of the steps that ask to be confirmed first, on the page as it then stands. */
export const confirmPath = (slug: string, step: 'sluiten' | 'heropenen' | 'openbaar'): string =>
  `${paths.council.ranking(slug)}?stap=${step}#bevestig`

/** Says what an act does, as things stand at this moment, and asks to go on or back. */
export function ConfirmStep({ view, step }: { view: ClerkView; step: string }) {
  if (step === 'sluiten' && view.run) return <Closing view={view} run={view.run} />
  if (step === 'heropenen' && view.state === 'closed' && view.outcome)
    return <Reopening view={view} decisions={view.outcome.decisions.length} />
  if (step === 'openbaar' && view.state === 'closed' && view.outcome?.hasPlaces)
    return <Publishing view={view} points={view.outcome.motivations} />
  return null
}

function Closing({ view, run }: { view: ClerkView; run: NonNullable<ClerkView['run']> }) {
  const { k, unrankedRank } = view
  const short = run.groups.filter(({ placed }) => placed < k)
  const silent = run.groups.filter(({ placed, motivated }) => motivated < placed)
  return (
    <Ask view={view} title="De ranglijst sluiten?" act="closeRanking" yes="Sluit de ranglijst">
      {short.length === 0 && silent.length === 0 && (
        <p>Alle groepen zijn klaar: alle plaatsen zijn gevuld, met een motivatie.</p>
      )}
      {short.length > 0 && (
        <>
          <p>
            <b>{short.length === 1 ? '1 groep heeft' : `${short.length} groepen hebben`} nog vrije plaatsen:</b>{' '}
            {listed(short.map(({ name, placed }) => `${name} (${placed} van ${k})`))}.
          </p>
          <p>
            Een vrije plaats telt niet mee. Elk onderwerp dat zo’n groep geen plaats gaf, telt bij die groep als plaats{' '}
            {unrankedRank}.
          </p>
        </>
      )}
      {silent.length > 0 && (
        <p>
          <b>{listed(silent.map(({ name }) => name))}</b> {silent.length === 1 ? 'schreef' : 'schreven'} nog niet bij
          elke plaats waarom. De plaats telt wel. Zonder motivatie komt er geen punt dat een antwoord krijgt.
        </p>
      )}
      <p>
        Daarna kan niemand zijn lijst nog wijzigen, en ziet u de uitslag. U kunt de ranglijst weer openen zolang de
        uitslag niet openbaar is.
      </p>
    </Ask>
  )
}

function Reopening({ view, decisions }: { view: ClerkView; decisions: number }) {
  return (
    <Ask view={view} title="De ranglijst opnieuw openen?" act="reopenRanking" yes="Open opnieuw">
      <p>De groepen kunnen hun lijst weer wijzigen. De uitslag verdwijnt van het grote scherm.</p>
      {decisions > 0 && (
        <p>
          <b>{count(decisions, 'besluit', 'besluiten')} van de vergadering over een gedeelde plaats</b>{' '}
          {decisions === 1 ? 'vervalt' : 'vervallen'}: na het sluiten kan de uitslag anders zijn.
        </p>
      )}
    </Ask>
  )
}

function Publishing({ view, points }: { view: ClerkView; points: number }) {
  const { process } = view
  return (
    <Ask view={view} title="De uitslag openbaar maken?" act="publishRanking" yes="Maak de uitslag openbaar">
      <ul className="sm-bullets">
        <li>
          Iedereen kan de uitslag, de lijsten en de motivaties lezen op {paths.public.topList(process.slug)}
          {process.isDraft && ', ook nu het traject nog een concept is'}.
        </li>
        <li>
          {points === 0
            ? 'Er zijn geen motivaties, dus er komen geen punten bij.'
            : `${motivations(points)} die ambtenaren beantwoorden, net als reacties van inwoners.`}
        </li>
        <li>De lijsten, de uitslag en de besluiten van de vergadering liggen vast.</li>
      </ul>
      <p>
        <b>U kunt dit niet ongedaan maken.</b>
      </p>
    </Ask>
  )
}

const motivations = (points: number) =>
  points === 1 ? 'De motivatie wordt een punt' : `De ${points} motivaties worden ${points} punten`

function Ask({
  view,
  title,
  act,
  yes,
  children,
}: {
  view: ClerkView
  title: string
  act: string
  yes: string
  children: ReactNode
}) {
  const here = paths.council.ranking(view.process.slug)
  return (
    <section className="ck-ask" id="bevestig" aria-labelledby="bevestig-kop">
      <h2 id="bevestig-kop">{title}</h2>
      {children}
      {/* Without the step, so that the page comes back without the question. */}
      <form method="post" action={here}>
        <Buttons>
          <Button variant="primary-action" name="act" value={act}>
            {yes}
          </Button>
          <ButtonLink variant="quiet" href={here}>
            Nee, ga terug
          </ButtonLink>
        </Buttons>
      </form>
    </section>
  )
}
