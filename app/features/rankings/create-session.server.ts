import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { asSession, type SessionRow } from './queries.server.ts'
import { needClerk } from './session-to-change.server.ts'

/** Makes the ranking session of a process, in preparation. Refused when there is one, or when the answers are public. */
export async function createSession(
  db: Db | Trx,
  by: Doer,
  { processId }: { processId: string },
  now: Date,
): Promise<SessionRow> {
  needClerk(by)
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, processId)
    if (!processAllows.answer(process.state)) {
      throw new Refused(
        'De antwoorden van dit traject zijn al openbaar, of het is ingetrokken. Een ranglijst kan er niet meer bij.',
      )
    }
    const { municipalityId } = process
    const made = await trx
      .insertInto('rankingSession')
      .values({ municipalityId, id: uuid(), processId, createdAt: now })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'processId']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!made) throw new Refused('Dit traject heeft al een ranglijst.')
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'createRanking',
      subject: { kind: 'rankingSession', id: made.id },
      processId,
    })
    return asSession(made)
  })
}
