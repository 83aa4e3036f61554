import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { tellColleague } from './tell-colleague.server.ts'

/**
 * An event is named before its act is done, so that one with an earlier name can be stored after one with a later name. No act takes
 * so long.
 */
const SETTLED_MS = 90_000

/**
 * Tells officials how many points came on their name since the last time, whoever did that and by whatever door: by hand, in bulk or by
 * a rule. What someone took for themselves, or got back with a reason, is not told. A job runs it every minute.
 */
export async function tellAssigned(db: Db, now: Date): Promise<void> {
  const municipalities = await db.selectFrom('municipality').select('id').orderBy('id').execute()
  await eachByItself(municipalities, ({ id }) => inTransaction(db, (trx) => tellOf(trx, id, now)))
}

async function tellOf(trx: Trx, municipalityId: string, now: Date): Promise<void> {
  const until = firstIdAt(new Date(now.getTime() - SETTLED_MS))
  await trx
    .insertInto('assignmentsTold')
    .values({ municipalityId, untilEvent: until })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const told = await trx
    .selectFrom('assignmentsTold')
    .select('untilEvent')
    .where('municipalityId', '=', municipalityId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (told.untilEvent >= until) return
  const { rows } = await sql<{ to: string; processId: string; points: number; pointId: string }>`
    select past.to_value as to, past.process_id, count(*)::int as points, min(past.point_id::text) as point_id
    from point_history as past
    join event on event.municipality_id = past.municipality_id and event.id = past.event_id
    where past.municipality_id = ${municipalityId} and past.event_id > ${told.untilEvent} and past.event_id <= ${until}
      and past.field = 'assignee' and past.to_value is not null and event.actor_id is distinct from past.to_value::uuid
      and not exists (
        select from step_return where step_return.municipality_id = past.municipality_id and step_return.event_id = past.event_id)
    group by 1, 2 order by 1, 2`.execute(trx)
  for (const { to, processId, points, pointId } of rows) {
    const about = points === 1 ? pointId : null
    const process = { municipalityId, id: processId }
    await tellColleague(trx, process, { kind: 'assigned', to: [to], from: null, pointId: about, points }, now)
  }
  await trx
    .updateTable('assignmentsTold')
    .set({ untilEvent: until })
    .where('municipalityId', '=', municipalityId)
    .execute()
}

/** The first id (uuid v7) that a row made at this moment could have. */
function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
