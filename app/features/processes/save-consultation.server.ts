import type { Doer } from '#app/features/accounts/account.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { changeProcess, type PartOfProcess } from './change-process.server.ts'
import type { Channel } from './queries.server.ts'
import { saveChannels } from './save-channels.server.ts'
import { inspraakTerm, type InspraakTerm } from './term.ts'
import { putTermInPhase, storedTerm } from './term-of-process.server.ts'

/**
 * Saves the rules, dates, reading place and who may react. In a draft the term follows from them and is stored, also in the
 * phase of the consultation; after the release only the two texts can still change. `channels` are saved with it.
 */
export async function saveConsultation(
  db: Db | Trx,
  by: Doer,
  input: {
    processId: string
    fields: PartOfProcess<'consultation'>
    seen?: string
    channels?: { list: readonly Channel[]; seen?: string }
  },
  now: Date,
): Promise<{ changed: boolean; term: InspraakTerm }> {
  return inTransaction(db, async (trx) => {
    const days = await designatedDays(trx, by.municipalityId)
    const { processId, channels } = input
    const { changed, process } = await changeProcess(
      trx,
      by,
      { ...input, part: 'consultation', act: 'saveConsultation', now },
      (saved) => (saved.state === 'draft' ? storedTerm(inspraakTerm({ ...saved, designatedDays: days })) : {}),
    )
    const term = inspraakTerm({ ...process, designatedDays: days })
    if (changed && process.state === 'draft') await putTermInPhase(trx, process, term)
    const other =
      channels && (await saveChannels(trx, by, { processId, channels: channels.list, seen: channels.seen }, now))
    return { changed: changed || other?.changed === true, term }
  })
}
