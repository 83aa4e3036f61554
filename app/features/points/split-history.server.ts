import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { lockContribution, refuseSetAside, type ContributionToSplit } from './contribution-to-split.server.ts'
import type { QuotedRange } from './quoted-range.ts'
import { differing, type Marks, type MarksPart, type PointState } from './split-history.ts'

/** How many acts of one official in one contribution can be undone, one after the other. */
const ACTS_KEPT = 50

type Place = { municipalityId: string; processId: string; contributionId: string }

/** The marks of a contribution that is held, as they are now. */
export async function marksNow(trx: Trx, { municipalityId, contributionId }: Place): Promise<Marks> {
  const { rows: points } = await sql<PointState>`
    select point.id, number, quote_start as start, quote_end as "end", summary, shows_quotation, theme_id, chapter, step,
      assignee_id, due_on, campaign_id, is_released, changed_since_answer
    from point
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    where point.municipality_id = ${municipalityId} and contribution_id = ${contributionId} order by point.id`.execute(
    trx,
  )
  const nonPoints = await trx
    .selectFrom('nonPoint')
    .select(['quoteStart as start', 'quoteEnd as end'])
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .execute()
  return { points, nonPoints, skipped: await skippedIn(trx, { municipalityId }, contributionId) }
}

/** What a later room keeps with an act. */
type More = { before: object; after: object }

/**
 * Does something to the marks of a contribution, and keeps what that changed for as long as it is one of the last acts of this
 * official there. `alsoKeep` keeps with it what rooms after this one need to undo their part. Whoever calls it holds the process.
 */
export async function undoable<Result>(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { contributionId, act, now }: { contributionId: string; act: string; now: Date },
  run: (contribution: ContributionToSplit, alsoKeep: (more: More) => void) => Promise<Result>,
): Promise<Result> {
  const contribution = await lockContribution(trx, process, contributionId)
  refuseSetAside(contribution)
  const place = { municipalityId: process.municipalityId, processId: process.id, contributionId: contribution.id }
  const before = by.id === null ? null : await marksNow(trx, place)
  let more: More = { before: {}, after: {} }
  const result = await run(contribution, (given) => {
    more = given
  })
  // A command leaves nothing to undo: nobody is at a screen.
  if (before === null || by.id === null) return result
  const changed = differing(before, await marksNow(trx, place))
  if (!changed) return result
  await trx
    .insertInto('splitAct')
    .values({
      ...place,
      ...{ id: uuid(), at: now, byId: by.id, act },
      before: JSON.stringify({ ...changed.before, ...more.before }),
      after: JSON.stringify({ ...changed.after, ...more.after }),
    })
    .execute()
  await sql`
    delete from split_act where municipality_id = ${place.municipalityId} and id in (
      select id from split_act
      where municipality_id = ${place.municipalityId} and contribution_id = ${place.contributionId} and by_id = ${by.id}
      order by at desc, id desc offset ${ACTS_KEPT})`.execute(trx)
  return result
}

/** What changed of a point: the history goes with the point, and comes back with it. */
export type KeptHistory = {
  pointId: string
  eventId: string
  field: string
  fromValue: string | null
  toValue: string | null
}[]

/** The history of points. */
export async function historyOf(
  trx: Trx,
  { municipalityId }: ProcessRef,
  pointIds: readonly string[],
): Promise<KeptHistory> {
  const { rows } = await sql<KeptHistory[number]>`
    select point_id, event_id, field, from_value, to_value from point_history
    where municipality_id = ${municipalityId} and point_id = any(${[...pointIds]}::uuid[])`.execute(trx)
  return rows
}

/** Puts the history of points back that went and came back. */
export async function putHistoryBack(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  history: KeptHistory,
): Promise<void> {
  const columns = { pointId: 'uuid', eventId: 'uuid', field: 'text', fromValue: 'text', toValue: 'text' }
  await sql`
    insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
    select ${municipalityId}, ${processId}, point_id, event_id, field, from_value, to_value
    from ${givenRows(columns, history)} order by place on conflict do nothing`.execute(trx)
}

/** An act that can be undone; `Extra` is what rooms after this one kept with it. */
export type KeptAct<Extra> = { id: string; act: string; before: MarksPart & Extra; after: MarksPart & Extra }

/** The last act of this official in a contribution; null when there is none left to undo. */
export async function lastSplitAct<Extra>(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  contributionId: string,
  accountId: string,
): Promise<KeptAct<Extra> | null> {
  const row = await db
    .selectFrom('splitAct')
    .select(['id', 'act', 'before', 'after'])
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .where('byId', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Only `undoable` writes these columns.
  return (row as KeptAct<Extra> | undefined) ?? null
}

/** Forgets an act that was undone. */
export async function forgetSplitAct(trx: Trx, { municipalityId }: ProcessRef, id: string): Promise<void> {
  await trx.deleteFrom('splitAct').where('municipalityId', '=', municipalityId).where('id', '=', id).execute()
}

/** The pieces of a contribution that were proposed and skipped. */
export async function skippedIn(
  db: Db | Trx,
  { municipalityId }: { municipalityId: string },
  contributionId: string,
): Promise<QuotedRange[]> {
  return db
    .selectFrom('skippedSuggestion')
    .select(['quoteStart as start', 'quoteEnd as end'])
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .execute()
}

/** Stores which suggestions were skipped, in place of what was there. */
export async function replaceSkipped(
  trx: Trx,
  by: Doer,
  { municipalityId, processId, contributionId }: Place,
  skipped: readonly QuotedRange[],
  now: Date,
): Promise<void> {
  await trx
    .deleteFrom('skippedSuggestion')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .execute()
  if (skipped.length === 0) return
  await trx
    .insertInto('skippedSuggestion')
    .values(
      skipped.map(({ start, end }) => ({
        ...{ municipalityId, processId, contributionId, quoteStart: start, quoteEnd: end, at: now, byId: by.id },
      })),
    )
    .execute()
}
