import type { Doer } from '#app/features/accounts/account.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { sessionToChange } from '#app/features/rankings/session-to-change.server.ts'
import { MOST_TOPICS } from '#app/features/rankings/session.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'

/** Shows so many topics of the outcome on the projector, from the last of the top up; what is not shown is not sent to it. */
export async function reveal(
  db: Db | Trx,
  by: Doer,
  { processId, topics }: { processId: string; topics: number },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { municipalityId, id } = await sessionToChange(trx, by, processId, 'reveal')
    const revealed = Math.min(Math.max(0, Math.trunc(topics)), MOST_TOPICS)
    await trx
      .updateTable('rankingSession')
      .set({ revealed })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'revealRanking', subject: { kind: 'rankingSession', id }, processId },
      detail: { topics: revealed },
    })
    await notice(trx, { sessionId: id })
  })
}
