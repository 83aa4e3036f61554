import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { nearSettledPoints } from './near-points.server.ts'
import { settleSuggestions, suggestionKinds, type SuggestionKind } from './settle-suggestions.server.ts'
import { suggestedPlace, suggestedValue } from './suggested-value.ts'

/** How many points a transaction looks at, and how many in one turn of the job: others are looked at in its next turn. */
const AT_ONCE = 50
const IN_ONE_TURN = 2000

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
  for (let looked = 0; looked < IN_ONE_TURN; looked += AT_ONCE)
    if ((await inTransaction(db, (trx) => suggestForSome(trx, now))) < AT_ONCE) return
}

/** Gives how many new points were looked at. */
async function suggestForSome(trx: Trx, now: Date): Promise<number> {
  const { rows } = await sql<{
    municipalityId: string
    processId: string
    pointId: string
    theme: string | null
    place: string | null
  }>`
    with taken as (
      delete from suggestion_due where (municipality_id, point_id) in (
        select municipality_id, point_id from suggestion_due limit ${AT_ONCE} for update skip locked)
      returning municipality_id, process_id, point_id
    )
    select taken.*, theme_id as theme, chapter as place from taken
    join point_work on point_work.municipality_id = taken.municipality_id and point_work.point_id = taken.point_id`.execute(
    trx,
  )
  for (const { municipalityId, processId, pointId, ...has } of rows) {
    const kinds = suggestionKinds.filter((kind) => has[kind] === null)
    if (kinds.length > 0) await suggest(trx, { municipalityId, id: processId }, { pointId, kinds }, now)
  }
  return rows.length
}

/** Looks what the points near this one suggest of these kinds, in place of what was suggested before. What was settled stays. */
export async function suggest(
  trx: Trx,
  process: ProcessRef,
  { pointId, kinds }: { pointId: string; kinds: readonly SuggestionKind[] },
  now: Date,
): Promise<void> {
  const { municipalityId } = process
  const near = await nearSettledPoints(trx, process, pointId)
  for (const kind of kinds) {
    const found =
      kind === 'place'
        ? suggestedPlace(near)
        : suggestedValue(
            near.flatMap(({ pointId: id, score, theme }) =>
              theme === null ? [] : [{ pointId: id, score, value: theme }],
            ),
          )
    if (found) await store(trx, process, { pointId, kind, ...found }, now)
    else
      await sql`
        delete from suggestion
        where municipality_id = ${municipalityId} and point_id = ${pointId} and kind = ${kind} and outcome is null`.execute(
        trx,
      )
  }
}

type Found = { pointId: string; kind: SuggestionKind; value: string; pointIds: readonly string[] }

async function store(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  { pointId, kind, value, pointIds }: Found,
  now: Date,
): Promise<void> {
  await sql`
    insert into suggestion (municipality_id, process_id, point_id, kind, value, like_points, made_at)
    values (${municipalityId}, ${id}, ${pointId}, ${kind}, ${value}, ${[...pointIds]}::uuid[], ${now})
    on conflict (municipality_id, point_id, kind) do update
    set value = excluded.value, like_points = excluded.like_points, made_at = excluded.made_at
    where suggestion.outcome is null`.execute(trx)
}
