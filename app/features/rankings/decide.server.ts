import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { outcome } from '#app/features/rankings/counting/outcome.ts'
import { ballotsOf } from '#app/features/rankings/counting/ranking-lists.ts'
import { notice } from './notice.server.ts'
import type { RankingSession } from './queries.server.ts'
import { byClerk, rankingToChange } from './ranking-to-change.server.ts'
import { stateRefusal } from './session.ts'

const LONGEST_REASON = 1000

/** Topics that share a place after the chain: what the meeting may decide about. In blocks, from the first place on. */
export function levelTopics(session: RankingSession): string[][] {
  const standings = outcome(ballotsOf(session), { tieChain: session.tieChain, decisions: session.decisions })
  const shared = standings.filter((standing) => standing.shared)
  return [...new Set(shared.map(({ place }) => place))].map((place) =>
    shared.filter((one) => one.place === place).map(({ topic }) => topic),
  )
}

const EACH_A_PLACE = 'Geef elk onderwerp een plaats.'

/** Topics with the place that the meeting gave each, which makes their order. */
const decidedPlaces = z
  .array(z.object({ topicId: z.string(), place: z.number({ error: EACH_A_PLACE }).min(1, EACH_A_PLACE) }))
  .refine(
    (places) => new Set(places.map(({ place }) => place)).size === places.length,
    'Twee onderwerpen kregen dezelfde plaats. Geef elk een eigen plaats.',
  )
  .transform((places) => places.toSorted((one, other) => one.place - other.place).map(({ topicId }) => topicId))

const reason = z
  .string()
  .trim()
  .min(1, 'Schrijf op waarom de vergadering dit besloot.')
  .refine((text) => text.length <= LONGEST_REASON, {
    error: ({ input }) => `Gebruik hooguit ${LONGEST_REASON} tekens. Het zijn er nu ${String(input).length}.`,
  })

/** Records what the meeting decided about topics on one shared place: their order, and why. Sent twice it is one decision. */
export const decideTie = act({
  name: 'decideTie',
  by: byClerk,
  on: 'process',
  input: z.object({ places: decidedPlaces, reason }),
  refusals: {
    ...stateRefusal,
    decided: { says: 'Deze onderwerpen delen geen plaats meer: er is al over besloten.' },
    notWhole: {
      says: 'Geef alle onderwerpen die deze plaats delen een eigen plaats, elk één keer.',
      at: 'places',
    },
  },
  async run({ trx, by, process, now, refuse }, { places: order, reason }) {
    // Held, so that of two forms at once the second sees what the first decided.
    const ranking = await rankingToChange(trx, by, process, 'decide')
    const isDone = ranking.decisions.some(
      (decision) => decision.reason === reason && decision.order.join() === order.join(),
    )
    if (isDone) return changedNothing(undefined)
    const block = levelTopics(ranking).find((topics) => topics.some((topic) => order.includes(topic)))
    if (!block) return refuse('decided')
    const chosen = new Set(order)
    const isWhole = block.length === order.length && block.every((topic) => chosen.has(topic))
    if (!isWhole) refuse('notWhole')
    const { municipalityId, id: sessionId } = ranking
    const id = uuid()
    await trx
      .insertInto('tieDecision')
      .values({ municipalityId, id, sessionId, topicOrder: order, reason, decidedAt: now })
      .execute()
    await notice(trx, { sessionId })
    return did(undefined, { subject: { kind: 'tieDecision', id } })
  },
})
