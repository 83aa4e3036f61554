import { sql } from 'kysely'

/** How many steps the process of a message has. */
export const stepsOfIt = sql`select count(*) from process_step
  where process_step.municipality_id = desk_message.municipality_id and process_step.process_id = desk_message.process_id`

/**
 * Joins to `desk_message` as `still.points` for how many of its points it is still so: they are on the name of who was told, not done,
 * and due or sent back where the message says that. 0 once all were handed over, completed or made public. A mention and
 * advice stay what they are. It never counts beyond what was told.
 */
export const stillSo = sql`
  cross join lateral (
    select case when desk_message.kind in ('mentioned', 'adviceAnswered') then desk_message.points else (
      select count(*)::int from (
        select 1 from point_work
        where point_work.municipality_id = desk_message.municipality_id and point_work.process_id = desk_message.process_id
          and point_work.assignee_id = desk_message.account_id and point_work.state not in ('public', 'setAside')
          and point_work.step <= (${stepsOfIt})
          and (desk_message.point_id is null or point_work.point_id = desk_message.point_id)
          and (desk_message.kind <> 'due' or point_work.due_on <= (desk_message.created_at at time zone 'Europe/Amsterdam')::date)
          and (desk_message.kind <> 'returned' or point_work.return_id is not null)
        limit desk_message.points) as counted) end as points
  ) as still`
