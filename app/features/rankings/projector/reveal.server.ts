import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { byClerk, rankingToChange } from '#app/features/rankings/ranking-to-change.server.ts'
import { MOST_TOPICS, stateRefusal } from '#app/features/rankings/session.ts'

/** Shows so many topics of the outcome on the projector, from the last of the top up; what is not shown is not sent to it. */
export const revealRanking = act({
  name: 'revealRanking',
  by: byClerk,
  on: 'process',
  input: z.object({ topics: z.number().int().min(0) }),
  refusals: stateRefusal,
  async run({ trx, by, process }, { topics }) {
    const { municipalityId, id } = await rankingToChange(trx, by, process, 'reveal')
    const revealed = Math.min(topics, MOST_TOPICS)
    await trx
      .updateTable('rankingSession')
      .set({ revealed })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await notice(trx, { sessionId: id })
    return did(undefined, { subject: { kind: 'rankingSession', id }, detail: { topics: revealed } })
  },
})
