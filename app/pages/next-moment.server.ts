import { sql } from 'kysely'
import { addDays, startOfDay, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/**
 * The first moment after `now` at which time alone changes a public page of a municipality: midnight, for days are counted on pages;
 * the end of a term; the beginning or end of a meeting.
 */
export async function nextMoment(db: Db, municipalityId: string, now: Date): Promise<Date> {
  const midnight = startOfDay(addDays(today(now), 1))
  const { rows } = await sql<{ at: Date | null }>`
    select min(at) as at from (
      select closes_at as at from process where municipality_id = ${municipalityId} and closes_at > ${now} and closes_at < ${midnight}
      union all
      select second_closes_at from process
        where municipality_id = ${municipalityId} and second_closes_at > ${now} and second_closes_at < ${midnight}
      union all
      select moment as at from meeting cross join lateral (values (starts_at), (ends_at)) as moments (moment)
      where municipality_id = ${municipalityId} and moment > ${now} and moment < ${midnight}
    ) as moments`.execute(db)
  return rows[0]?.at ?? midnight
}
