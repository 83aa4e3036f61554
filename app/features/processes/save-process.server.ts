import type { Doer } from '#app/features/accounts/account.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { changeProcess, type PartOfProcess } from './change-process.server.ts'

/** Saves title, question, summary, purposes and decision. Refused at a field that is fixed since the release. */
export async function saveProcess(
  db: Db | Trx,
  by: Doer,
  input: { processId: string; fields: PartOfProcess<'details'>; seen?: string },
  now: Date,
): Promise<{ changed: boolean }> {
  return inTransaction(db, async (trx) => {
    const { changed } = await changeProcess(trx, by, { ...input, part: 'details', act: 'saveProcess', now })
    return { changed }
  })
}
