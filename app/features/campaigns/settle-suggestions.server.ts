import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { isTooSeldomRight, LAST_SUGGESTIONS, type HitRate } from './hit-rate.ts'

export const suggestionKinds = ['theme', 'place'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

/** What the point of a suggestion has of its kind; of its place in the plan the chapter. */
export const given = sql`case suggestion.kind when 'theme' then theme_id::text else chapter end`

/** Whether the point has what was suggested; a paragraph in the section that was suggested is right too. */
const isTaken = sql`(${given} = value or exists (
  select from point_place where suggestion.kind = 'place' and point_place.municipality_id = suggestion.municipality_id
    and point_place.point_id = suggestion.point_id and value in (section_id::text, lineage_id::text)))`

/**
 * Notes what became of suggestions that officials saw: taken when the point has what was suggested, by whatever act, changed when it
 * has something else. A kind that was right less than half the time is switched off.
 */
export async function settleSuggestions(trx: Trx, process: ProcessRef, now: Date): Promise<void> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<{ kind: SuggestionKind }>`
    update suggestion set settled_at = ${now}, outcome = case when ${isTaken} then 'taken' else 'changed' end
    from point_work
    where suggestion.municipality_id = ${municipalityId} and suggestion.process_id = ${processId}
      and outcome is null and shown_at is not null
      and point_work.municipality_id = suggestion.municipality_id and point_work.point_id = suggestion.point_id and ${given} is not null
    returning suggestion.kind`.execute(trx)
  for (const kind of new Set(rows.map((row) => row.kind))) await switchOffWhenWrong(trx, process, kind, now)
}

/** Switches a kind off that is right too seldom; it stays off until an official switches it on. */
export async function switchOffWhenWrong(
  trx: Trx,
  process: ProcessRef,
  kind: SuggestionKind,
  now: Date,
): Promise<void> {
  if (!isTooSeldomRight(await hitRateOf(trx, process, kind))) return
  await sql`
    insert into suggestion_kind (municipality_id, process_id, kind, off_at)
    values (${process.municipalityId}, ${process.id}, ${kind}, ${now})
    on conflict (municipality_id, process_id, kind) do update set off_at = coalesce(suggestion_kind.off_at, excluded.off_at)`.execute(
    trx,
  )
}

/** Of the last suggestions of a kind, how many were taken; those from before it was switched on again do not count. */
export async function hitRateOf(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  kind: SuggestionKind,
): Promise<HitRate> {
  const { rows } = await sql<HitRate>`
    select count(*) filter (where outcome = 'taken')::int as taken, count(*)::int as of from (
      select outcome from suggestion
      where municipality_id = ${municipalityId} and process_id = ${id} and kind = ${kind} and outcome is not null
        and settled_at >= coalesce((
          select counts_from from suggestion_kind
          where suggestion_kind.municipality_id = ${municipalityId} and suggestion_kind.process_id = ${id} and suggestion_kind.kind = ${kind}
        ), '-infinity')
      order by settled_at desc limit ${LAST_SUGGESTIONS}
    ) as last`.execute(db)
  return rows[0] ?? { taken: 0, of: 0 }
}

/** Whether a kind is switched off in a process. */
export async function isOff(db: Db | Trx, { municipalityId, id }: ProcessRef, kind: SuggestionKind): Promise<boolean> {
  const row = await db
    .selectFrom('suggestionKind')
    .select('offAt')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row !== undefined && row.offAt !== null
}
