import { sql, type RawBuilder } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { today, type LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { hasOwnAnswer } from './own-answer.server.ts'
import { stepsOf } from './steps-of.server.ts'
import { doneAt, dueOf, moveFrom, stepAt, stepName, type Obstacle, type Step, type Target } from './steps.ts'
import { tellColleague } from './tell-colleague.server.ts'

/** The points that an act is about, as a subquery of ids or as ids. */
type PointSet = readonly string[] | RawBuilder<unknown>

/** `point_id` is one of these. */
const among = (points: PointSet): RawBuilder<boolean> =>
  Array.isArray(points) ? sql`point_work.point_id = any(${points}::uuid[])` : sql`point_work.point_id in (${points})`

/**
 * Why someone may not move a row of `point_work`, as an expression: a code of `obstacleWords`, or null. A point that already is where
 * it should go has none.
 */
export function obstacleTo(steps: readonly Step[], by: Doer, target: Target): RawBuilder<Obstacle | null> {
  const each = positionsOf(steps).map((from) => {
    const { obstacle, fourEyes, needsAnswer } = moveFrom(steps, by, from, target)
    const says = obstacle
      ? sql`${obstacle}::text`
      : sql`case ${needsAnswer ? sql`when disposition is null then 'noAnswer'` : sql``}
          ${fourEyes ? sql`when ${hasOwnAnswer(by)} then 'fourEyes'` : sql``}
          when false then '' end`
    return sql`when ${from} then ${says}`
  })
  return sql`case when is_public then 'public' when is_set_aside then 'setAside' else case step ${sql.join(each, sql` `)} end end`
}

type ToMove = {
  eventId: string
  /** A set that stays the same while points move. */
  points: PointSet
  steps: readonly Step[]
  target: Target
  /** Who gets them; left out: whoever sent them back, or whoever did the step that they go back to, or by rule. */
  assigneeId?: string | null
  /** Left out: as the step says. */
  dueOn?: LocalDate | null
  /** Why; for who gets back what lies further. */
  reason?: string
}

/**
 * Moves points to a step, those that nothing keeps (`obstacleTo`), gives each to who should have it then, and tells whoever gets
 * something back. The caller holds the process and the points, and records the event. Gives how many moved.
 */
export async function movePoints(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { eventId, points, steps, target, assigneeId, dueOn, reason = '' }: ToMove,
  now: Date,
): Promise<number> {
  const { municipalityId, id: processId } = process
  const moves = positionsOf(steps)
    .map((from) => ({ from, ...moveFrom(steps, by, from, target) }))
    .filter(({ from, to, obstacle }) => obstacle === null && to !== from)
  if (moves.length === 0) return 0
  const each = (value: (move: (typeof moves)[number]) => RawBuilder<unknown>) =>
    sql`case step ${sql.join(
      moves.map((move) => sql`when ${move.from} then ${value(move)}`),
      sql` `,
    )} end`
  const day = today(now)
  const change = {
    step: each(({ to }) => sql`${to}::smallint`),
    dueOn: dueOn === undefined ? each(({ to }) => sql`${dueOf(steps, to, day)}::date`) : dueOn,
    assigneeId: assigneeId === undefined ? each(({ from, to }) => receiverAt(steps, process, from, to)) : assigneeId,
    returnId: each(({ from, to }) => (to < from ? sql`${eventId}::uuid` : sql`null::uuid`)),
  }
  const some = sql`
    select point_id from point_work
    where municipality_id = ${municipalityId} and process_id = ${processId} and ${among(points)}
      and step = any(${moves.map(({ from }) => from)}::smallint[]) and (${obstacleTo(steps, by, target)}) is null`
  // Whoever sends something back says why; without it these points only go on.
  const isBack = reason !== '' && moves.some(({ from, to }) => to < from)
  if (isBack) await keepReason(trx, by, process, { eventId, reason }, now)
  const moved = await changeWork(trx, process, { eventId, points: some, change }, now)
  if (isBack) await tellReturned(trx, by, process, { eventId, reason }, now)
  return moved
}

/**
 * Moves those of these points that went through all steps back to the last one, to whoever completed it there, whoever it is that
 * changed them. Points of a process that is held, which are not public. Gives which moved, and the name of that step.
 */
export async function backToLastStep(
  trx: Trx,
  process: ProcessRef,
  { eventId, points }: { eventId: string; points: readonly string[] },
  now: Date,
): Promise<{ points: string[]; step: string }> {
  const { municipalityId, id: processId } = process
  const steps = await stepsOf(trx, process)
  const [last, done] = [steps.length, doneAt(steps)]
  const { rows } = await sql<{ id: string }>`
    select point_id as id from point_work
    where municipality_id = ${municipalityId} and process_id = ${processId} and ${among(points)} and step = ${done} and not is_public
    order by point_id for no key update`.execute(trx)
  const moved = rows.map(({ id }) => id)
  const change = {
    step: last,
    dueOn: dueOf(steps, last, today(now)),
    assigneeId: receiverAt(steps, process, done, last),
  }
  if (moved.length > 0) await changeWork(trx, process, { eventId, points: moved, change }, now)
  return { points: moved, step: stepName(steps, last) }
}

const positionsOf = (steps: readonly Step[]) => Array.from({ length: doneAt(steps) }, (_, index) => index + 1)

/**
 * Who should have a point after a move, as an expression: forward, whoever sent it back from there; back, whoever last completed the
 * step, or else wrote the answer. Null when they are gone or may not do the step: then a rule gives it to someone, or nobody has it.
 */
function receiverAt(steps: readonly Step[], { municipalityId }: ProcessRef, from: number, to: number) {
  const mine = sql`past.municipality_id = ${municipalityId} and past.point_id = point_work.point_id and past.field = 'step'`
  const earlier =
    to > from
      ? sql`case when return_id is not null then (
          select step_return.returned_by from step_return
          join point_history as past on past.event_id = step_return.event_id and ${mine} and past.from_value::int = ${to}
          where step_return.municipality_id = ${municipalityId} and step_return.event_id = point_work.return_id) end`
      : sql`coalesce((
          select event.actor_id from point_history as past
          join event on event.municipality_id = ${municipalityId} and event.id = past.event_id
          where ${mine} and past.from_value::int <= ${to} and past.to_value::int > ${to} and event.actor_id is not null
          order by past.event_id desc limit 1), answered_by)`
  return sql`(
    select account.id from account
    join membership on membership.municipality_id = ${municipalityId} and membership.account_id = account.id
      and membership.role = 'official' and membership.inner_roles && array[${stepAt(steps, to)?.role ?? ''}, 'administrator']::text[]
    where account.municipality_id = ${municipalityId} and account.id = ${earlier} and account.blocked_at is null)`
}

async function keepReason(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  { eventId, reason }: { eventId: string; reason: string },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('stepReturn')
    .values({ municipalityId, processId, eventId, reason, returnedBy: by.id, returnedAt: now })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'eventId']).doNothing())
    .execute()
}

/** Tells everyone who got points back by this event how many, and why. */
async function tellReturned(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { eventId, reason }: { eventId: string; reason: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = process
  const { rows } = await sql<{ to: string; points: number; pointId: string }>`
    select assignee_id as to, count(*)::int as points, min(point_work.point_id::text) as point_id
    from point_history
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.point_id = point_history.point_id
    where point_history.municipality_id = ${municipalityId} and event_id = ${eventId} and field = 'return' and assignee_id is not null
    group by assignee_id`.execute(trx)
  for (const { to, points, pointId } of rows) {
    const about = points === 1 ? pointId : null
    await tellColleague(
      trx,
      process,
      { kind: 'returned', to: [to], from: by.id, pointId: about, points, says: reason },
      now,
    )
  }
}
