import { sql } from 'kysely'
import type { Db, Trx } from '#db/client.server.ts'
import { nearestSettled } from './near-points.server.ts'
import type { SuggestionKind } from './settle-suggestions.server.ts'

/** The part of the nearness that must speak for one value, and how many points. */
const PART = 0.6
const LEAST_POINTS = 2

/** A point with the kinds that something is suggested of: those that it has nothing of. */
export type PointToSuggestFor = {
  municipalityId: string
  processId: string
  pointId: string
  kinds: readonly SuggestionKind[]
}

/**
 * Looks what the points near these suggest, one or a thousand in one statement, in place of what was suggested before. What was settled
 * stays. Suggested is what most of the nearness speaks for: a theme, and a place in the plan as exactly as the nearest points agree, a
 * paragraph by its lineage, else a section by its id, else a chapter by its number. Nothing when they do not agree, or are too few.
 */
export async function suggestFor(db: Db | Trx, points: readonly PointToSuggestFor[], now: Date): Promise<void> {
  const asked = points.filter(({ kinds }) => kinds.length > 0)
  if (asked.length === 0) return
  const has = (kind: SuggestionKind) => asked.map(({ kinds }) => kinds.includes(kind))
  await sql`
    with asked as materialized (
      select * from unnest(
        ${asked.map(({ municipalityId }) => municipalityId)}::uuid[], ${asked.map(({ processId }) => processId)}::uuid[],
        ${asked.map(({ pointId }) => pointId)}::uuid[], ${has('theme')}::boolean[], ${has('place')}::boolean[]
      ) as given (municipality_id, process_id, point_id, asks_theme, asks_place)
    ),
    ${nearestSettled},
    vote as (
      select point_id, each.kind, each.level, each.value, id, score
      from asked join said_by using (municipality_id, point_id) join nearest using (said_id)
      cross join lateral (values
        ('theme', 0, theme, asks_theme and theme is not null),
        -- Who said less exactly where speaks for no other part of the plan, but not for this one either.
        ('place', 1, paragraph, asks_place and chapter is not null),
        ('place', 2, section, asks_place and chapter is not null),
        ('place', 3, chapter, asks_place and chapter is not null)
      ) as each (kind, level, value, counts)
      where each.counts
    ),
    counted as (
      select point_id, kind, level, value, count(*) as points, sum(score) as score, array_agg(id order by score desc, id) as like_points,
        sum(sum(score)) over (partition by point_id, kind, level) as whole
      from vote group by point_id, kind, level, value
    ),
    found as materialized (
      select distinct on (point_id, kind) point_id, kind, value, like_points from counted
      where value is not null and points >= ${LEAST_POINTS} and score >= ${PART}::float8 * whole
      order by point_id, kind, level
    ),
    gone as (
      delete from suggestion using asked cross join lateral (values ('theme', asks_theme), ('place', asks_place)) as each (kind, is_asked)
      where suggestion.municipality_id = asked.municipality_id and suggestion.point_id = asked.point_id and suggestion.kind = each.kind
        and each.is_asked and outcome is null
        and not exists (select from found where found.point_id = asked.point_id and found.kind = each.kind)
    )
    insert into suggestion (municipality_id, process_id, point_id, kind, value, like_points, made_at)
    select municipality_id, process_id, point_id, kind, value, like_points, ${now} from found join asked using (point_id)
    on conflict (municipality_id, point_id, kind) do update
    set value = excluded.value, like_points = excluded.like_points, made_at = excluded.made_at
    where suggestion.outcome is null`.execute(db)
}
