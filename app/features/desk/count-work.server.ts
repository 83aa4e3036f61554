import { sql } from 'kysely'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { addWorkingDays } from '#app/features/processes/working-days.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { startOfDay, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { CountedDay } from './forecast.ts'
import { STUCK_AFTER, type WorkShare } from './work-shares.ts'

/** How far the work on a process is at a moment, and how it is divided. */
export type CountedWork = { countedAt: Date; day: CountedDay; shares: WorkShare[] }

type Counts = Pick<CountedDay, 'points' | 'answered' | 'checked' | 'approved'>

/** Counts the work on a process; reads all its points once, so that only a job does it for very many. */
export async function countWork(db: Db | Trx, process: ProcessRef, now: Date): Promise<CountedWork> {
  const { municipalityId, id } = process
  const day = today(now)
  const last = (await stepsOf(db, process)).length
  const still = startOfDay(addWorkingDays(day, -STUCK_AFTER, await designatedDays(db, municipalityId)))
  const underWay = sql`step <= ${last}::int and not is_public`
  const { rows } = await sql<Omit<WorkShare, 'kind'> & { kind: WorkShare['kind'] | 'all' }>`
    select case when grouping(theme_id) = 0 then 'theme' when grouping(answered_by) = 0 then 'writer'
        when grouping(step) = 0 then 'person' else 'all' end as kind,
      coalesce(theme_id, answered_by, assignee_id)::text as value, coalesce(step, 0)::int as step,
      count(*)::int as points, count(disposition)::int as answered,
      count(*) filter (where step >= ${last}::int or is_public)::int as checked,
      count(*) filter (where step > ${last}::int or is_public)::int as approved,
      count(*) filter (where due_on < ${day} and ${underWay})::int as late,
      count(*) filter (where changed_at < ${still} and ${underWay})::int as stuck,
      min(changed_at) filter (where changed_at < ${still} and ${underWay}) as unchanged_since
    from point_work
    where municipality_id = ${municipalityId} and process_id = ${id} and not is_set_aside
    group by grouping sets ((), (theme_id), (assignee_id, step), (answered_by))`.execute(db)
  const { rows: contributions } = await sql<{ received: number; split: number }>`
    select count(*)::int as received, count(*) filter (where split_done_at is not null or formal_state is not null)::int as split
    from contribution where municipality_id = ${municipalityId} and process_id = ${id}`.execute(db)
  const all: Counts = rows.find(({ kind }) => kind === 'all') ?? NONE
  const { points, answered, checked, approved } = all
  return {
    countedAt: now,
    day: { day, ...(contributions[0] ?? { received: 0, split: 0 }), points, answered, checked, approved },
    shares: rows.flatMap(({ kind, ...share }) =>
      kind === 'all' || (kind === 'writer' && share.value === null) ? [] : [{ kind, ...share }],
    ),
  }
}

const NONE: Counts = { points: 0, answered: 0, checked: 0, approved: 0 }

/**
 * How far the work was at the end of each day before this one on which something changed, as far as the record says it: when
 * something came, was split and got the answer that it has; from which step to which points went. What went through the
 * steps before there was a history of it, did so with its answer.
 */
export async function pastDays(db: Db | Trx, process: ProcessRef, before: string): Promise<CountedDay[]> {
  const { municipalityId, id } = process
  const last = (await stepsOf(db, process)).length
  const own = (table: string) =>
    sql`${sql.ref(`${table}.municipalityId`)} = ${municipalityId} and ${sql.ref(`${table}.processId`)} = ${id}`
  const dayOf = (moment: string) => sql`(${sql.ref(moment)} at time zone 'Europe/Amsterdam')::date`
  const reached = (step: number) => sql`(from_value::int < ${step}::int and to_value::int >= ${step}::int)::int
    - (from_value::int >= ${step}::int and to_value::int < ${step}::int)::int`
  const { rows } = await sql<CountedDay>`
    with moved as (select distinct point_id from point_history where ${own('pointHistory')} and field = 'step'),
    changed (day, received, split, points, answered, checked, approved) as (
      select ${dayOf('contribution.receivedAt')}, count(*), 0, 0, 0, 0, 0 from contribution where ${own('contribution')} group by 1
      union all
      select ${dayOf('contribution.splitDoneAt')}, 0, count(*), 0, 0, 0, 0
      from contribution where ${own('contribution')} and split_done_at is not null group by 1
      union all
      select ${dayOf('point.createdAt')}, 0, 0, count(*), 0, 0, 0
      from point join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id and not is_set_aside
      where ${own('point')} group by 1
      union all
      select ${dayOf('answer.updatedAt')}, 0, 0, 0, count(*),
        count(*) filter (where moved.point_id is null and (step >= ${last}::int or is_public)),
        count(*) filter (where moved.point_id is null and (step > ${last}::int or is_public))
      from answer
      join answer_point on answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id
      join point_work on point_work.municipality_id = answer.municipality_id and point_work.point_id = answer_point.point_id and not is_set_aside
      left join moved on moved.point_id = answer_point.point_id
      where ${own('answer')} group by 1
      union all
      select ${dayOf('event.at')}, 0, 0, 0, 0, sum(${reached(last)}), sum(${reached(last + 1)})
      from point_history
      join event on event.municipality_id = point_history.municipality_id and event.id = point_history.event_id
      join point_work on point_work.municipality_id = point_history.municipality_id and point_work.point_id = point_history.point_id and not is_set_aside
      where ${own('pointHistory')} and field = 'step' group by 1
    )
    select day::text, (sum(sum(received)) over so_far)::int as received, (sum(sum(split)) over so_far)::int as split,
      (sum(sum(points)) over so_far)::int as points, (sum(sum(answered)) over so_far)::int as answered,
      (sum(sum(checked)) over so_far)::int as checked, (sum(sum(approved)) over so_far)::int as approved
    from changed where day < ${before} group by day window so_far as (order by day) order by day`.execute(db)
  return rows
}
