import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { sessionToChange } from './session-to-change.server.ts'

/** Marks that two topics belong together, or takes the mark away. It changes no outcome: it is shown beside it. */
export async function relateTopics(
  db: Db | Trx,
  by: Doer,
  { processId, topicIds, together }: { processId: string; topicIds: readonly [string, string]; together: boolean },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { municipalityId, id: sessionId } = await sessionToChange(trx, by, processId, 'relate')
    const [one, two] = topicIds
    const [topicId, otherId] = one < two ? [one, two] : [two, one]
    const known = await trx
      .selectFrom('topic')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('sessionId', '=', sessionId)
      .execute()
    if (topicId === otherId || ![topicId, otherId].every((id) => known.some((topic) => topic.id === id)))
      throw new NotFound()
    const pair = { municipalityId, sessionId, topicId, otherId }
    const changed = together
      ? await trx
          .insertInto('topicRelation')
          .values(pair)
          .onConflict((conflict) => conflict.doNothing())
          .returning('topicId')
          .execute()
      : await trx
          .deleteFrom('topicRelation')
          .where((eb) => eb.and(pair))
          .returning('topicId')
          .execute()
    if (changed.length === 0) return
    const act = together ? 'relateTopics' : 'unrelateTopics'
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act,
      subject: { kind: 'topic', id: topicId },
      processId,
      detail: { otherId },
    })
  })
}
