import { sql } from 'kysely'
import { isMailingHour } from '#app/features/notifications/mailing-hours.ts'
import { startOfDay, today, weekday } from '#app/local-date.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { tellColleague } from './tell-colleague.server.ts'

/**
 * Tells every official on a working day, once, how many of their points are due today or late, in place of what they were told before
 * and did not read.
 */
export async function tellDue(db: Db, now: Date): Promise<void> {
  const day = today(now)
  const saturday = 6
  if (weekday(day) >= saturday || !isMailingHour(now)) return
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ municipalityId: string; processId: string; to: string; points: number }>`
      with due as (
        select municipality_id, process_id, assignee_id, count(*)::int as points
        from point_work
        where due_on <= ${day}::date and assignee_id is not null and state not in ('public', 'setAside')
          and step <= (select count(*) from process_step
            where process_step.municipality_id = point_work.municipality_id and process_step.process_id = point_work.process_id)
        group by 1, 2, 3
      ),
      gone as (
        delete from desk_message where kind = 'due' and read_at is null and created_at < ${startOfDay(day)}
      )
      select municipality_id, process_id, assignee_id as to, points from due
      where not exists (
        select from desk_message
        where desk_message.municipality_id = due.municipality_id and account_id = assignee_id and kind = 'due'
          and desk_message.process_id = due.process_id and created_at >= ${startOfDay(day)})
      order by 1, 2, 3`.execute(trx)
    for (const { municipalityId, processId, to, points } of rows) {
      const process = { municipalityId, id: processId }
      await tellColleague(trx, process, { kind: 'due', to: [to], from: null, pointId: null, points }, now)
    }
  })
}
