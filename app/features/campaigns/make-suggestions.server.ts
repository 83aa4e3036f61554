import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { workInMemory } from '#db/many-rows.server.ts'
import { settleSuggestions, suggestionKinds } from './settle-suggestions.server.ts'
import { suggestFor } from './suggest-for-points.server.ts'

/** How many points a transaction looks at: it holds these for some two seconds, and nothing that residents send. */
const AT_ONCE = 1000
/** After so long a turn ends: the next one begins each minute. */
const TURN_MS = 50_000

/**
 * Looks what is near new points, and what became of the suggestions that were shown. The worker asks it every minute. A point that
 * has a theme and a place already needs no suggestion.
 */
export async function makeSuggestions(db: Db, now: Date): Promise<void> {
  const { rows: shown } = await sql<ProcessRef>`
    select distinct municipality_id, process_id as id from suggestion where outcome is null and shown_at is not null`.execute(
    db,
  )
  await eachByItself(shown, (process) => inTransaction(db, (trx) => settleSuggestions(trx, process, now)))
  const began = performance.now()
  while (performance.now() - began < TURN_MS)
    if ((await inTransaction(db, (trx) => suggestForSome(trx, now))) < AT_ONCE) return
}

/** Gives how many new points were looked at. A point that someone removes is passed over: waiting for it, both would wait for each other. */
async function suggestForSome(trx: Trx, now: Date): Promise<number> {
  const { rows } = await sql<{
    municipalityId: string
    processId: string
    pointId: string
    theme: string | null
    place: string | null
  }>`
    with held as materialized (
      select suggestion_due.municipality_id, suggestion_due.point_id from suggestion_due
      join point on point.municipality_id = suggestion_due.municipality_id and point.id = suggestion_due.point_id
      limit ${AT_ONCE} for update of suggestion_due skip locked for key share of point skip locked
    ),
    taken as (
      delete from suggestion_due where (municipality_id, point_id) in (select municipality_id, point_id from held)
      returning municipality_id, process_id, point_id
    )
    select taken.*, theme_id as theme, chapter as place from taken
    join point_work on point_work.municipality_id = taken.municipality_id and point_work.point_id = taken.point_id`.execute(
    trx,
  )
  // Sorting a thousand points with all that is near them.
  await workInMemory(trx)
  const points = rows.map(({ municipalityId, processId, pointId, ...has }) => ({
    ...{ municipalityId, processId, pointId },
    kinds: suggestionKinds.filter((kind) => has[kind] === null),
  }))
  await suggestFor(trx, points, now)
  return rows.length
}
