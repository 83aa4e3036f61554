import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { outcome } from '#app/features/rankings/counting/outcome.ts'
import { ballotsOf } from '#app/features/rankings/counting/ranking-lists.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { rankingOf, type RankingSession } from './queries.server.ts'
import { sessionToChange } from './session-to-change.server.ts'

const LONGEST_REASON = 1000

/** Topics that share a place after the chain: what the meeting may decide about. In blocks, from the first place on. */
export function levelTopics(session: RankingSession): string[][] {
  const standings = outcome(ballotsOf(session), { tieChain: session.tieChain, decisions: session.decisions })
  const shared = standings.filter((standing) => standing.shared)
  return [...new Set(shared.map(({ place }) => place))].map((place) =>
    shared.filter((one) => one.place === place).map(({ topic }) => topic),
  )
}

/** Records what the meeting decided about topics on one shared place: their order, and why. */
export async function decideTie(
  db: Db | Trx,
  by: Doer,
  { processId, order, reason }: { processId: string; order: readonly string[]; reason: string },
  now: Date,
): Promise<void> {
  const why = reason.trim()
  if (why === '') throw new Refused('Schrijf op waarom de vergadering dit besloot.', 'reden')
  if (why.length > LONGEST_REASON)
    throw new Refused(`Gebruik hooguit ${LONGEST_REASON} tekens. Het zijn er nu ${why.length}.`, 'reden')
  await inTransaction(db, async (trx) => {
    const { municipalityId, id: sessionId } = await sessionToChange(trx, by, processId, 'decide')
    const session = await rankingOf(trx, { id: processId, municipalityId })
    if (!session) throw new NotFound()
    const chosen = new Set(order)
    const block = levelTopics(session).find(
      (topics) => topics.length === chosen.size && topics.every((topic) => chosen.has(topic)),
    )
    if (!block || chosen.size < order.length) {
      throw new Refused('Geef alle onderwerpen die deze plaats delen een eigen plaats, elk één keer.', 'volgorde')
    }
    const id = uuid()
    await trx
      .insertInto('tieDecision')
      .values({ municipalityId, id, sessionId, topicOrder: [...order], reason: why, decidedAt: now })
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'decideTie',
      subject: { kind: 'tieDecision', id },
      processId,
    })
    await notice(trx, { sessionId })
  })
}
