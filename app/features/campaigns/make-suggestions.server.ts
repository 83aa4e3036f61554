import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { nearSettledPoints } from './near-points.server.ts'
import { settleSuggestions } from './settle-suggestions.server.ts'
import { suggestedValue } from './suggested-value.ts'

/** How many points a transaction looks at, and how many in one turn of the job: others are looked at in its next turn. */
const AT_ONCE = 50
const IN_ONE_TURN = 2000

/**
 * Looks what is near new points, and what became of the suggestions that were shown. The worker asks it every minute. A point that
 * has a theme already needs no suggestion.
 */
export async function makeSuggestions(db: Db, now: Date): Promise<void> {
  const { rows: shown } = await sql<ProcessRef>`
    select distinct municipality_id, process_id as id from suggestion where outcome is null and shown_at is not null`.execute(
    db,
  )
  await eachByItself(shown, (process) => inTransaction(db, (trx) => settleSuggestions(trx, process, now)))
  for (let looked = 0; looked < IN_ONE_TURN; looked += AT_ONCE)
    if ((await inTransaction(db, (trx) => suggestForSome(trx, now))) < AT_ONCE) return
}

/** Gives how many new points were looked at. */
async function suggestForSome(trx: Trx, now: Date): Promise<number> {
  const { rows } = await sql<{ municipalityId: string; processId: string; pointId: string; needsTheme: boolean }>`
    with taken as (
      delete from suggestion_due where (municipality_id, point_id) in (
        select municipality_id, point_id from suggestion_due limit ${AT_ONCE} for update skip locked)
      returning municipality_id, process_id, point_id
    )
    select taken.*, theme_id is null as needs_theme from taken
    join point_work on point_work.municipality_id = taken.municipality_id and point_work.point_id = taken.point_id`.execute(
    trx,
  )
  for (const { municipalityId, processId, pointId, needsTheme } of rows)
    if (needsTheme) await suggest(trx, { municipalityId, id: processId }, pointId, now)
  return rows.length
}

/** Looks what the points near this one suggest, in place of what was suggested before. What was settled stays. */
export async function suggest(trx: Trx, process: ProcessRef, pointId: string, now: Date): Promise<void> {
  const { municipalityId, id: processId } = process
  const near = await nearSettledPoints(trx, process, pointId)
  const found = suggestedValue(
    near.flatMap(({ themeId, ...point }) => (themeId === null ? [] : [{ ...point, value: themeId }])),
  )
  if (!found) {
    await sql`
      delete from suggestion
      where municipality_id = ${municipalityId} and point_id = ${pointId} and kind = 'theme' and outcome is null`.execute(
      trx,
    )
    return
  }
  await sql`
    insert into suggestion (municipality_id, process_id, point_id, kind, value, like_points, made_at)
    values (${municipalityId}, ${processId}, ${pointId}, 'theme', ${found.value}, ${found.pointIds}::uuid[], ${now})
    on conflict (municipality_id, point_id, kind) do update
    set value = excluded.value, like_points = excluded.like_points, made_at = excluded.made_at
    where suggestion.outcome is null`.execute(trx)
}
