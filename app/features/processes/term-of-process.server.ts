import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { formatDateLong } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Process } from './queries.server.ts'
import type { Holiday } from './holidays.ts'
import { secondTerm, type SecondTerm } from './second-term.ts'
import { inspraakTerm, type InspraakTerm } from './term.ts'
import type { ProcessRef } from './process.ts'

/** The term as the dates of the process and the municipality's own days say it. */
export async function termOfProcess(db: Db | Trx, process: Process): Promise<InspraakTerm> {
  return inspraakTerm({ ...process, designatedDays: await designatedDays(db, process.municipalityId) })
}

/** The term to explain on a screen; null when days were designated after the release, for then the announced last day holds. */
export async function explainableTerm(db: Db | Trx, process: Process): Promise<InspraakTerm | null> {
  const term = await termOfProcess(db, process)
  return process.state === 'draft' || term.lastDay === process.lastDay ? term : null
}

/** The term of the second inspraak to explain on a screen; null while it has none. */
export function explainableSecond(process: Process, days: readonly Holiday[]): SecondTerm | null {
  const { secondStartsOn: startsOn, secondLastDay: lastDay } = process
  if (startsOn === null || lastDay === null) return null
  const term = secondTerm({ startsOn, lastDay }, { ...process, designatedDays: days })
  // Days that were designated since move nothing that was announced.
  return term?.lastDay === lastDay ? term : null
}

/** What the database keeps of a term. */
export function storedTerm(term: InspraakTerm) {
  const { startsOn, lastDay, closesAt } = term
  return { startsOn, lastDay, closesAt, movedBecause: whyMoved(term) }
}

/** One Dutch sentence for residents about a last day that moved; null when it did not. */
export function whyMoved({ moved }: InspraakTerm): string | null {
  if (moved === null) return null
  return `De laatste dag zou ${formatDateLong(moved.from)} zijn. Dat is ${moved.because}. Daarom is de laatste dag ${formatDateLong(moved.to)}.`
}

/** Gives the phase of the consultation the days of the term: nobody types them twice. */
export async function putTermInPhase(
  trx: Trx,
  process: ProcessRef,
  { startsOn, lastDay }: InspraakTerm,
): Promise<void> {
  await trx
    .updateTable('phase')
    .set({ opensOn: startsOn, closesOn: lastDay })
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('kind', '=', 'inspraak')
    .execute()
}
