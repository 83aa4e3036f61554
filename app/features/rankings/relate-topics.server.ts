import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { RankingSession } from './queries.server.ts'
import { byClerk, rankingToChange } from './ranking-to-change.server.ts'
import { stateRefusal } from './session.ts'

const twoTopics = z
  .object({ topicId: z.string().min(1, 'Kies het eerste onderwerp.'), otherId: z.string() })
  .refine(({ topicId, otherId }) => otherId !== '' && otherId !== topicId, {
    path: ['otherId'],
    message: 'Kies twee verschillende onderwerpen.',
  })

const contract = { by: byClerk, on: 'process', input: twoTopics, refusals: stateRefusal } as const

/** Marks that two topics belong together. It changes no outcome: it is shown beside it. */
export const relateTopics = act({
  name: 'relateTopics',
  ...contract,
  async run({ trx, by, process }, topics) {
    const pair = pairOf(await rankingToChange(trx, by, process, 'relate'), topics)
    const added = await trx
      .insertInto('topicRelation')
      .values(pair)
      .onConflict((conflict) => conflict.doNothing())
      .returning('topicId')
      .execute()
    return added.length === 0 ? changedNothing(undefined) : did(undefined, eventOf(pair))
  },
})

/** Takes the mark away that two topics belong together. */
export const unrelateTopics = act({
  name: 'unrelateTopics',
  ...contract,
  async run({ trx, by, process }, topics) {
    const pair = pairOf(await rankingToChange(trx, by, process, 'relate'), topics)
    const removed = await deletePair(trx, pair)
    return removed.length === 0 ? changedNothing(undefined) : did(undefined, eventOf(pair))
  },
})

type Pair = { municipalityId: string; sessionId: string; topicId: string; otherId: string }

/** Two topics of a ranking, whichever was named first. Throws NotFound. */
function pairOf({ municipalityId, id: sessionId, topics }: RankingSession, chosen: z.output<typeof twoTopics>): Pair {
  const [topicId = '', otherId = ''] = [chosen.topicId, chosen.otherId].sort()
  if (![topicId, otherId].every((id) => topics.some((topic) => topic.id === id))) throw new NotFound()
  return { municipalityId, sessionId, topicId, otherId }
}

const deletePair = (trx: Trx, pair: Pair) =>
  trx
    .deleteFrom('topicRelation')
    .where((eb) => eb.and(pair))
    .returning('topicId')
    .execute()

const eventOf = ({ topicId, otherId }: Pair) => ({ subject: { kind: 'topic', id: topicId }, detail: { otherId } })
