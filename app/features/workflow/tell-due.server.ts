import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import { isMailingHour } from '#app/features/notifications/mailing-hours.ts'
import { startOfDay, today, weekday, type LocalDate } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { tellColleague } from './tell-colleague.server.ts'

/**
 * Tells every official on a working day, once, how many of their points are due today or late, in place of what they were told before
 * and did not read.
 */
export async function tellDue(db: Db, now: Date): Promise<void> {
  const day = today(now)
  const saturday = 6
  if (weekday(day) >= saturday || !isMailingHour(now)) return
  const municipalities = await db.selectFrom('municipality').select('id').orderBy('id').execute()
  await eachByItself(municipalities, ({ id }) => inTransaction(db, (trx) => tellDueOf(trx, id, day, now)))
}

async function tellDueOf(trx: Trx, municipalityId: string, day: LocalDate, now: Date): Promise<void> {
  const { rows } = await sql<{ processId: string; to: string; points: number }>`
    with due as (
      select process_id, assignee_id, count(*)::int as points
      from point_work
      where municipality_id = ${municipalityId} and due_on <= ${day}::date and assignee_id is not null and state not in ('public', 'setAside')
        and step <= (select count(*) from process_step
          where process_step.municipality_id = point_work.municipality_id and process_step.process_id = point_work.process_id)
      group by 1, 2
    ),
    gone as (
      delete from desk_message
      where municipality_id = ${municipalityId} and kind = 'due' and read_at is null and created_at < ${startOfDay(day)}
    )
    select process_id, assignee_id as to, points from due
    where not exists (
      select from desk_message
      where desk_message.municipality_id = ${municipalityId} and account_id = assignee_id and kind = 'due'
        and desk_message.process_id = due.process_id and created_at >= ${startOfDay(day)})
    order by 1, 2`.execute(trx)
  for (const { processId, to, points } of rows) {
    const process = { municipalityId, id: processId }
    await tellColleague(trx, process, { kind: 'due', to: [to], from: null, pointId: null, points }, now)
  }
}
