import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole } from '#app/features/processes/lock-process.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { registeredByHand } from './origin-queries.server.ts'

/**
 * Erases a source file, in whatever state the process is: who put a file with names there by mistake must be able to take it
 * away, and no public page has it. Throws NotAllowed or NotFound.
 */
export async function removeSourceFile(
  db: Db | Trx,
  by: Doer,
  { processId, contributionId, fileId }: { processId: string; contributionId: string; fileId: string },
  now: Date,
): Promise<void> {
  needRole(by, 'processor')
  await inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, processId)
    const { id } = await registeredByHand(trx, process, contributionId)
    const { municipalityId } = process
    const gone = await trx
      .deleteFrom('contributionFile')
      .where('municipalityId', '=', municipalityId)
      .where('contributionId', '=', id)
      .where('id', '=', asId(fileId))
      .returning(['type', 'size'])
      .executeTakeFirst()
    if (!gone) throw new NotFound()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'removeSourceFile',
      subject: { kind: 'contribution', id },
      processId: process.id,
      detail: gone,
    })
  })
}
