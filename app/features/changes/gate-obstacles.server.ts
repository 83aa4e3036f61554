import { refusedBy } from '#app/acts/act.server.ts'
import type { Refused } from '#app/errors.server.ts'
import { whyGoesOn, type PublicationParts } from '#app/features/answers/publication-parts.server.ts'
import { postUntil } from '#app/features/answers/publication.ts'
import { publicRounds } from '#app/features/answers/publications.server.ts'
import { adoptedRefusal, adoptionOf } from '#app/features/processes/adoption.server.ts'
import { withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, formatDateLong, type LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { numbersInWords } from './amendments/amendment.ts'
import type { AdoptionGate, PlanGate } from './plan-gate.server.ts'
import { runningUntil } from './round-runs.ts'

const shared = {
  ...withdrawnRefusal,
  notReleased: { says: 'Het concept is nog niet vrijgegeven. Dat komt eerst.' },
  /** From then on old addresses and reactions lead to where it says that their words went. */
  doubtful: {
    says: (count: number) =>
      `${count === 1 ? 'Van 1 alinea is' : `Van ${count} alinea’s is`} nog niet bevestigd uit welke tekst die komt. Bewoners die de oude tekst ` +
      'lezen of erop reageerden, komen anders misschien op de verkeerde plek uit. Kijk die eerst na.',
  },
  /** WCAG 1.1.1, as for the first release. */
  undescribed: {
    says: ({ count, isFixed }: { count: number; isFixed: boolean }) =>
      `${count === 1 ? '1 afbeelding in deze versie is' : `${count} afbeeldingen in deze versie zijn`} nog niet beschreven. ` +
      'Ook wie een afbeelding niet ziet, moet weten wat erin staat. ' +
      (isFixed
        ? 'Deze versie ligt vast. Maak er een volgende versie van, en beschrijf ze daarin.'
        : 'Beschrijf ze eerst.'),
  },
}

/** An approver signs for what does not fit. */
export const gapsRefusal = {
  gaps: {
    says: 'Antwoorden en wijzigingen passen nog niet op elkaar. Vink aan dat u dat hebt gezien, of werk ze eerst bij.',
    at: 'gapsSigned',
  },
}

/** And for what words that become public may tell of a person. */
export const personRefusal = {
  personInPlan: {
    says: 'In de gewijzigde tekst staat misschien iets van een persoon. Kijk dat na. Vink aan dat het openbaar mag, of wijzig de tekst eerst.',
    at: 'personSigned',
  },
}

export const releaseRefusals = {
  ...shared,
  ...adoptedRefusal,
  noRevision: { says: 'Er is geen herzien plan om vrij te geven: bewoners lezen de nieuwste versie al.' },
  isDecision: {
    says: 'Deze versie is gemaakt als vastgesteld plan. Leg het besluit vast: dan wordt zij openbaar.',
  },
  nothingChanged: { says: 'Er is niets veranderd ten opzichte van wat bewoners nu lezen.' },
  roundRuns: {
    says: (lastDay: LocalDate) =>
      `Tot en met ${formatDateLong(lastDay)} reageren bewoners op de tekst die er nu staat. Daarna kunt u een andere versie vrijgeven.`,
  },
}

/** Why the version that officials work on cannot be released now, or null. Doubts forbid it: settling them takes minutes, and what they lead to is public. */
export async function revisionObstacle(
  db: Db | Trx,
  process: Process,
  gate: PlanGate | null,
  now: Date,
): Promise<Refused | null> {
  if (process.state === 'withdrawn') return refusedBy(releaseRefusals, 'withdrawn')
  if (await adoptionOf(db, process)) return refusedBy(releaseRefusals, 'adopted')
  if (process.releasedAt === null || process.lastDay === null) return refusedBy(releaseRefusals, 'notReleased')
  // A version that was handed over to the council is fixed, and may be released as it is.
  if (!gate?.compared) return refusedBy(releaseRefusals, 'noRevision')
  if (gate.version.kind === 'adopted') return refusedBy(releaseRefusals, 'isDecision')
  const runs = runningUntil(process, now)
  if (runs !== null) return refusedBy(releaseRefusals, 'roundRuns', runs)
  if (gate.doubtful > 0) return refusedBy(releaseRefusals, 'doubtful', gate.doubtful)
  if (gate.changes === 0) return refusedBy(releaseRefusals, 'nothingChanged')
  return gate.undescribed > 0 ? refusedBy(releaseRefusals, 'undescribed', picturesToDescribe(gate)) : null
}

const picturesToDescribe = ({ undescribed, version }: PlanGate) => ({
  count: undescribed,
  isFixed: version.fixedAt !== null,
})

/** An approver signs for amendments of which nobody entered what became of them. */
export const undecidedRefusal = {
  undecided: {
    says: (numbers: readonly number[]) =>
      `Er is nog geen uitkomst ingevuld: ${numbersInWords(numbers).toLowerCase()}. Vink aan dat u dat hebt gezien, of vraag de griffier om de uitkomst.`,
    at: 'gapsSigned',
  },
}

export const adoptionRefusals = {
  ...shared,
  alreadyAdopted: {
    says: (decidedOn: LocalDate) =>
      `Het plan is al vastgesteld, op ${formatDate(decidedOn)}. Er verandert niets meer aan.`,
  },
  roundRuns: {
    says: (lastDay: LocalDate) =>
      `De inspraak loopt nog, tot en met ${formatDateLong(lastDay)}. Daarna kan het plan worden vastgesteld.`,
  },
  postMayArrive: {
    says: (until: LocalDate) =>
      `Tot en met ${formatDateLong(until)} kan er nog post komen die meetelt. Daarna kan het plan worden vastgesteld.`,
  },
  notNow: { says: (why: string) => why },
  /** What the council adopted is the plan with its amendments. */
  unwritten: {
    says: (numbers: readonly number[]) =>
      `Aangenomen, maar nog niet in het plan: ${numbersInWords(numbers).toLowerCase()}. Open ${numbers.length === 1 ? 'het amendement' : 'elk amendement'} ` +
      'vanuit het besluitdossier en kies ‘Schrijf het amendement in het plan’. Daarna kunt u de vaststelling vastleggen.',
  },
}

/** Why the plan cannot be adopted now, or null: people may still give something that counts, as for the end of a process. */
export async function adoptionObstacle(
  db: Db | Trx,
  process: Process,
  gate: AdoptionGate | null,
  { now, parts }: { now: Date; parts: PublicationParts },
): Promise<Refused | null> {
  if (process.state === 'withdrawn') return refusedBy(adoptionRefusals, 'withdrawn')
  const adoption = await adoptionOf(db, process)
  if (adoption) return refusedBy(adoptionRefusals, 'alreadyAdopted', adoption.decidedOn)
  if (process.releasedAt === null || gate === null) return refusedBy(adoptionRefusals, 'notReleased')
  const runs = runningUntil(process, now)
  if (runs !== null) return refusedBy(adoptionRefusals, 'roundRuns', runs)
  const published = await publicRounds(db, process)
  const until = published.has('inspraak') ? null : postUntil(process, ['inspraak'], now)
  if (until !== null) return refusedBy(adoptionRefusals, 'postMayArrive', until)
  const goesOn = await whyGoesOn(db, process, published, now, parts)
  if (goesOn) return refusedBy(adoptionRefusals, 'notNow', goesOn.says)
  const { unwritten } = gate.amendments
  if (unwritten.length > 0)
    return refusedBy(
      adoptionRefusals,
      'unwritten',
      unwritten.map(({ number }) => number),
    )
  if (gate.doubtful > 0) return refusedBy(adoptionRefusals, 'doubtful', gate.doubtful)
  return gate.undescribed > 0 ? refusedBy(adoptionRefusals, 'undescribed', picturesToDescribe(gate)) : null
}
