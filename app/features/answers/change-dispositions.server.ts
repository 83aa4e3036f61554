import { sql, type RawBuilder } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import { dispositionOf, ownDispositionIn, type Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { isApproved } from '#app/features/workflow/approved.server.ts'
import type { Trx } from '#db/client.server.ts'

/** What the history calls who gave a point its answer or its decision; the desk shows the event instead. */
const GIVER = 'giver'

/**
 * Gives the answers of points of a process that is held another decision, one or very many in one statement, and keeps from what to
 * what in the history of each point under this event. Where four eyes are on they bind whoever gives the decision, beside whoever wrote the
 * answer. Whoever calls it checks that each answer fits the decision, that all points which share one are among these, and records the event.
 * Gives how many points it was for.
 */
export async function changeDispositions(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  { eventId, points, disposition: decision }: { eventId: string; points: RawBuilder<unknown>; disposition: Decision },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with chosen as materialized (
      select answer_point.point_id, answer.id, answer.decision, answer_point.given_by, coalesce(${by.id}::uuid, answer_point.given_by) as giver
      from answer_point
      join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
      where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${processId}
        and answer_point.point_id in (${points}) and answer.decision <> ${decision}
      order by answer.id for no key update of answer
    ),
    changed as (
      update answer set disposition = ${dispositionOf(decision)}, own_disposition_id = ${ownDispositionIn(decision)}, updated_at = greatest(${now}, updated_at + interval '1 millisecond')
      where municipality_id = ${municipalityId} and id in (select id from chosen)
    ),
    given as (
      update answer_point set given_by = giver from chosen
      where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = chosen.point_id
        and answer_point.given_by is distinct from giver
    ),
    kept as (
      insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
      select ${municipalityId}, ${processId}, point_id, ${eventId}, each.field, each.from_value, each.to_value
      from chosen cross join lateral (
        values ('disposition', decision, ${decision}::text), (${GIVER}, given_by::text, giver::text)) as each (field, from_value, to_value)
      where each.from_value is distinct from each.to_value
    )
    select count(*)::int as count from chosen`.execute(trx)
  return rows[0]?.count ?? 0
}

/**
 * Gives answers back the decision that they had before this event, those that have the decision which it gave. One that a
 * public or approved point has stays as it is. Four eyes bind whom they bound before the event. Gives how many points it was for.
 */
export async function restoreDispositions(
  trx: Trx,
  process: ProcessRef,
  { eventId, of }: { eventId: string; of: string },
  now: Date,
): Promise<number> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<{ count: number }>`
    with chosen as materialized (
      select past.point_id, answer.id, past.from_value, past.to_value, answer_point.given_by,
        case when gave.point_id is null then answer_point.given_by else gave.from_value::uuid end as giver
      from point_history as past
      join answer_point on answer_point.municipality_id = past.municipality_id and answer_point.point_id = past.point_id
      join answer on answer.municipality_id = past.municipality_id and answer.id = answer_point.answer_id
      left join point_history as gave on gave.municipality_id = past.municipality_id and gave.point_id = past.point_id
        and gave.event_id = past.event_id and gave.field = ${GIVER} and gave.to_value = answer_point.given_by::text
      where past.municipality_id = ${municipalityId} and past.process_id = ${processId} and past.event_id = ${of}
        and past.field = 'disposition' and answer.decision = past.to_value
        and not exists (
          select from answer_point as other
          join point_work on point_work.municipality_id = other.municipality_id and point_work.point_id = other.point_id
          where other.municipality_id = answer.municipality_id and other.answer_id = answer.id and (is_public or ${isApproved(process)}))
      order by answer.id for no key update of answer
    ),
    changed as (
      update answer set disposition = split_part(earlier.from_value, '.', 1), own_disposition_id = nullif(split_part(earlier.from_value, '.', 2), '')::uuid,
        updated_at = greatest(${now}, updated_at + interval '1 millisecond')
      from (select distinct id, from_value from chosen) as earlier
      where answer.municipality_id = ${municipalityId} and answer.id = earlier.id
    ),
    given as (
      update answer_point set given_by = chosen.giver from chosen
      where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = chosen.point_id
        and answer_point.given_by is distinct from chosen.giver
    ),
    kept as (
      insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
      select ${municipalityId}, ${processId}, point_id, ${eventId}, each.field, each.from_value, each.to_value
      from chosen cross join lateral (
        values ('disposition', chosen.to_value, chosen.from_value), (${GIVER}, given_by::text, giver::text)) as each (field, from_value, to_value)
      where each.from_value is distinct from each.to_value
    )
    select count(*)::int as count from chosen`.execute(trx)
  return rows[0]?.count ?? 0
}
