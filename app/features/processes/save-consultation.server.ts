import type { Actor, CommandActor } from '#app/features/accounts/account.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { changeProcess, type PartOfProcess } from './change-process.server.ts'
import { inspraakTerm, type InspraakTerm } from './term.ts'
import { putTermInPhase, storedTerm } from './term-of-process.server.ts'

/**
 * Saves the rules, dates, reading place and who may react. In a draft the term follows from them and is stored, also in the
 * phase of the consultation; after the release only the two texts can still change.
 */
export async function saveConsultation(
  db: Db | Trx,
  by: Actor | CommandActor,
  input: { processId: string; fields: PartOfProcess<'consultation'>; seen?: string },
  now: Date,
): Promise<{ changed: boolean; term: InspraakTerm }> {
  return inTransaction(db, async (trx) => {
    const days = await designatedDays(trx, by.municipalityId)
    const { changed, process } = await changeProcess(
      trx,
      by,
      { ...input, part: 'consultation', act: 'saveConsultation', now },
      (saved) => (saved.state === 'draft' ? storedTerm(inspraakTerm({ ...saved, designatedDays: days })) : {}),
    )
    const term = inspraakTerm({ ...process, designatedDays: days })
    if (changed && process.state === 'draft') await putTermInPhase(trx, process, term)
    return { changed, term }
  })
}
