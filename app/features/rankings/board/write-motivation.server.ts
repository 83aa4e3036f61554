import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { MAX_MOTIVATION_LENGTH, stateRefusal } from '#app/features/rankings/session.ts'
import { typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Clash } from './board-view.ts'
import { listToChange, recordMove } from './list-to-change.server.ts'

const motivation = typed.refine((text) => text.length <= MAX_MOTIVATION_LENGTH, {
  error: ({ input }) =>
    `Uw motivatie heeft ${String(input).length} tekens. Het mogen er ${MAX_MOTIVATION_LENGTH} zijn.`,
})

/**
 * Writes why a topic is on the list. `seen` is the text that the writer began from: when it is another by now, nothing is
 * stored and both texts come back, so that nobody writes over another unseen. The board keeps its own record of what is written.
 */
export const writeMotivation = act({
  name: 'writeMotivation',
  by: { audience: 'council' },
  on: 'process',
  input: z.object({ groupId: z.string(), topicId: z.string(), motivation, seen: typed }),
  refusals: {
    ...stateRefusal,
    /** Someone else changed the text meanwhile: both are kept, and who writes chooses. */
    stale: { says: (_: Clash) => 'Iemand anders schreef hier ook. Kies welke tekst blijft.', at: 'motivation' },
  },
  async run({ trx, by, process, now, refuse }, { groupId, topicId, motivation, seen }) {
    const open = await listToChange(trx, by, process, { groupId })
    const { municipalityId } = open.session
    const entry = await trx
      .selectFrom('rankingEntry')
      .select(['motivation', 'rank'])
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', open.groupId)
      .where('topicId', '=', asId(topicId))
      .executeTakeFirst()
    if (!entry) throw new NotFound()
    if (entry.motivation === motivation) return changedNothing({ version: open.version })
    if (entry.motivation !== seen) refuse('stale', { topicId, theirs: entry.motivation, yours: motivation })
    await trx
      .updateTable('rankingEntry')
      .set({ motivation })
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', open.groupId)
      .where('topicId', '=', topicId)
      .execute()
    const move = { kind: 'motivate' as const, topicId, toRank: entry.rank }
    return changedNothing({ version: await recordMove(trx, by, open, move, now) })
  },
})
