import type { Doer } from '#app/features/accounts/account.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { changeProcess, type PartOfProcess } from './change-process.server.ts'

/** Saves what happens after the consultation and when the answers are expected; possible until the process is withdrawn. */
export async function saveNextSteps(
  db: Db | Trx,
  by: Doer,
  input: { processId: string; fields: PartOfProcess<'nextSteps'>; seen?: string },
  now: Date,
): Promise<{ changed: boolean }> {
  return inTransaction(db, async (trx) => {
    const { changed } = await changeProcess(trx, by, { ...input, part: 'nextSteps', act: 'saveNextSteps', now })
    return { changed }
  })
}
