import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { visitAgain, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { pointFeeds, pointScreen, tellPoints } from '#app/features/points/point-notice.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { ticked } from '#app/forms/typed.ts'
import { clockFrom } from '#app/live/clock.ts'
import { liveResponse } from '#app/live/live-response.server.ts'
import { HERE_FOR_MS } from '#app/live/presence.ts'
import { log } from '#app/log.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { PointLive } from './point-live.ts'

/** Tells colleagues who have the point open that someone types at its answer, or stopped. It passes, and the record says nothing of it. */
export const tellWriting = act({
  name: 'tellWriting',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string(), isWriting: ticked }),
  refusals: {},
  async run({ trx, by, now, process }, { pointId, isWriting }) {
    const { municipalityId, id: accountId } = by
    await contributionIdOf(trx, { municipalityId, id: process.id }, pointId)
    if (accountId === null) return changedNothing(undefined)
    const kept = { writesAt: isWriting ? now : null, seenAt: now }
    await trx
      .insertInto('pointPresence')
      .values({ municipalityId, pointId, accountId, ...kept })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'pointId', 'accountId']).doUpdateSet(kept))
      .execute()
    await tellEveryoneAt(trx, municipalityId, pointId)
    return changedNothing(undefined)
  },
})

/** At most so many points that share an answer are told of who writes at it. */
const MOST_TOLD = 50

/** Who writes at an answer is seen at each open point that shares it. */
async function tellEveryoneAt(trx: Trx, municipalityId: string, pointId: string) {
  const { rows } = await sql<{ pointId: string }>`
    select distinct other.point_id from answer_point as own
    join answer_point as other on other.municipality_id = own.municipality_id and other.answer_id = own.answer_id
    join point_presence on point_presence.municipality_id = other.municipality_id and point_presence.point_id = other.point_id
    where own.municipality_id = ${municipalityId} and own.point_id = ${pointId} limit ${MOST_TOLD}`.execute(trx)
  await tellPoints(trx, municipalityId, [pointId, ...rows.map((row) => row.pointId)])
}

/** What happens at a point that someone has open, as it happens; meanwhile colleagues see that this person is there. */
export async function pointStream(visit: MemberVisit): Promise<Response> {
  const { db, pool, actor, municipality, params, now: arrivedAt } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const pointId = params.pointId ?? ''
  await contributionIdOf(db, process, pointId)
  const now = clockFrom(arrivedAt)
  const here = { municipalityId: municipality.id, pointId, accountId: actor.id }
  const present = (isNews: boolean) => void markThere(db, here, now(), isNews).catch(report)
  return liveResponse(
    visit,
    (send) => {
      present(true)
      const stop = pointFeeds(pool).follow(
        pointScreen(pointId, () => pointLive(db, process, pointId, now())),
        send,
      )
      return () => {
        stop()
        markGone(db, here).catch(() => {})
      }
    },
    async () => {
      await visitAgain(visit, 'official')
      present(false)
    },
    actor.id,
  )
}

type Here = { municipalityId: string; pointId: string; accountId: string }

async function markThere(db: Db, here: Here, seenAt: Date, isNews: boolean): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('pointPresence')
      .values({ ...here, writesAt: null, seenAt })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'pointId', 'accountId']).doUpdateSet({ seenAt }))
      .execute()
    if (isNews) await tellPoints(trx, here.municipalityId, [here.pointId])
  })
}

async function markGone(db: Db, { municipalityId, pointId, accountId }: Here): Promise<void> {
  await inTransaction(db, async (trx) => {
    // Before it goes: who else is there hears that this one left.
    await tellPoints(trx, municipalityId, [pointId])
    await trx
      .deleteFrom('pointPresence')
      .where('municipalityId', '=', municipalityId)
      .where('pointId', '=', pointId)
      .where('accountId', '=', accountId)
      .execute()
  })
}

/** Who has this point open, or another that shares its answer, who of them writes, and the mark of the answer that is stored now. */
export async function pointLive(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
  now: Date,
): Promise<PointLive> {
  const { rows: people } = await sql<PointLive['people'][number]>`
    with alike as (
      select ${pointId}::uuid as point_id
      union
      select presence.point_id from answer_point as own
      join answer_point as other on other.municipality_id = own.municipality_id and other.answer_id = own.answer_id
      join point_presence as presence on presence.municipality_id = other.municipality_id and presence.point_id = other.point_id
      where own.municipality_id = ${municipalityId} and own.point_id = ${pointId}
    )
    select account.id, account.name, bool_or(coalesce(writes_at > ${new Date(now.getTime() - WRITES_FOR_MS)}, false)) as is_writing
    from point_presence
    join alike on alike.point_id = point_presence.point_id
    join account on account.municipality_id = point_presence.municipality_id and account.id = point_presence.account_id
    where point_presence.municipality_id = ${municipalityId} and seen_at > ${new Date(now.getTime() - HERE_FOR_MS)}
    group by account.id, account.name order by account.name, account.id`.execute(db)
  const { rows } = await sql<{ id: string; updatedAt: Date; by: string | null; notes: number }>`
    select answer.id, answer.updated_at, account.name as by
    from answer_point
    join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    left join account on account.municipality_id = answer.municipality_id and account.id = answer.updated_by
    where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${processId}
      and answer_point.point_id = ${pointId}`.execute(db)
  const notes = await db
    .selectFrom('pointNote')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('municipalityId', '=', municipalityId)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  const work = await db
    .selectFrom('pointWork')
    .select('changedAt')
    .where('municipalityId', '=', municipalityId)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  const [answer] = rows
  return {
    version: now.getTime(),
    people,
    answer: answer ? { mark: `${answer.id}.${answer.updatedAt.getTime()}`, by: answer.by } : null,
    notes: Number(notes?.count ?? 0),
    changedAt: work?.changedAt.getTime() ?? 0,
  }
}

/** Who typed longer ago than this reads or thinks. */
const WRITES_FOR_MS = 20_000

/** A failure to mark presence does not end the screen. */
const report = (error: unknown) => log.error('presence at a point was not kept', error)
