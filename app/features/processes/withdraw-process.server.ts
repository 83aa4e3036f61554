import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { lockProcess, needRole } from './lock-process.server.ts'
import { isRefused, transition } from './process.ts'

/** Longest reason, in characters. */
const MAX_REASON = 2000

/** Withdraws a released process; residents read the reason. Refused at 'reason' when that is empty or too long. */
export async function withdrawProcess(
  db: Db | Trx,
  by: Doer,
  input: { processId: string; reason: string },
  now: Date,
): Promise<void> {
  needRole(by, 'approver')
  const reason = input.reason.replace(/\r\n?/g, '\n').trim()
  await inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, input.processId, 'close')
    const to = transition(process.state, 'withdraw')
    if (isRefused(to)) throw new Refused(to.why)
    if (reason === '') throw new Refused('Vul in waarom u het traject intrekt. Bewoners lezen deze tekst.', 'reason')
    if (reason.length > MAX_REASON) throw new Refused(`Gebruik niet meer dan ${MAX_REASON} tekens.`, 'reason')
    const { municipalityId, id } = process
    await trx
      .updateTable('process')
      .set({ state: to, withdrawnAt: now, withdrawnBecause: reason, updatedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    const detail = { from: process.state, to }
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'withdraw',
      subject: { kind: 'process', id },
      processId: id,
      detail,
    })
  })
}
