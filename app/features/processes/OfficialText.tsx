import type { LocalDate } from '#app/local-date.ts'
import { formatDate, formatPeriod } from '#app/local-date.ts'
import { asStart } from './important-days.ts'
import type { SecondScope } from './process.schema.ts'
import type { Regime } from './process.ts'
import type { Term } from './term.ts'

const grounds: Record<Regime, string> = {
  uov: 'Op de voorbereiding is de uniforme openbare voorbereidingsprocedure van toepassing (afdeling 3.4 van de Algemene wet bestuursrecht). U kunt een zienswijze geven, schriftelijk of mondeling.',
  ordinance: 'Grondslag: de verordening van de gemeente over inspraak en participatie.',
  informal: 'De gemeente vraagt deze reacties uit eigen beweging. Er geldt geen termijn uit een wet of verordening.',
}

/** The formal announcement, for whoever looks for it. */
export function OfficialText({
  process,
}: {
  process: {
    decidingBody: string
    decidedOn: LocalDate | null
    regime: Regime
    noticeOn: LocalDate | null
    startsOn: LocalDate | null
    lastDay: LocalDate | null
    movedBecause: string | null
    second: Term | null
    secondScope: SecondScope
    adoption: { body: string; decidedOn: LocalDate; decision: string } | null
    secondMovedBecause: string | null
    readingPlace: string
    whoMayReact: string
  }
}) {
  const { decidingBody, decidedOn, regime, noticeOn, startsOn, lastDay, movedBecause, readingPlace, whoMayReact } =
    process
  const { second, secondScope, secondMovedBecause, adoption } = process
  return (
    <section aria-labelledby="jur">
      <h2 id="jur" className="vh">
        Juridisch
      </h2>
      <details className="fold">
        <summary>Lees de officiële tekst</summary>
        <div className="stack small">
          {decidingBody !== '' && decidedOn && (
            <p>
              {asStart(decidingBody)} heeft op {formatDate(decidedOn)} ingestemd met het concept en het vrijgegeven voor
              inspraak en advies.
            </p>
          )}
          <p>{grounds[regime]}</p>
          {startsOn && lastDay && (
            <p>
              Het concept ligt ter inzage van {formatPeriod(startsOn, lastDay)}, online
              {readingPlace !== '' && ` en op papier: ${readingPlace}`}.
            </p>
          )}
          {movedBecause && <p>{movedBecause}</p>}
          {second && (
            <p>
              Tweede inspraak{secondScope === 'changed' && ' over wat er is veranderd'}: het plan ligt opnieuw ter
              inzage van {formatPeriod(second.startsOn, second.lastDay)}, online
              {readingPlace !== '' && ` en op papier: ${readingPlace}`}.
            </p>
          )}
          {second && secondMovedBecause && <p>{secondMovedBecause}</p>}
          {adoption && (
            <p>
              {asStart(adoption.body)} heeft het plan op {formatDate(adoption.decidedOn)} vastgesteld (
              {adoption.decision}).
            </p>
          )}
          {noticeOn && <p>Kennisgeving: {formatDate(noticeOn)}.</p>}
          {whoMayReact !== '' && <p>Wie mag reageren: {whoMayReact}.</p>}
        </div>
      </details>
    </section>
  )
}
