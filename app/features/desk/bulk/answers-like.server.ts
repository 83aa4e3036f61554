import { sql } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { walkAlong } from '#app/features/desk/desk-order.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { Choice } from './bulk-preview.server.ts'

/** An answer to choose from, with a point that has it. */
export type AnswerLike = { pointId: string; number: string | null; disposition: Decision; reply: string }

/** Answers to choose from. */
const SHOWN = 8
/** The first of the chosen points say which themes these are about. */
const SAMPLE = 1000
/** So many answers are looked at, the last given first, and so many points of each that shares one. */
const LATEST = 500
const SHARING = 20
/** Of each theme so many points are looked at, for answers that were given before those. */
const OF_A_THEME = 100

/**
 * The answers last given to points with the themes of the chosen ones, and those of the chosen ones: of the last answers of the process and
 * of the first points of each theme, whatever the number of points.
 */
export async function answersLike(
  db: Db,
  process: ProcessRef,
  { choice, by, now }: { choice: Choice; by: Actor; now: Date },
): Promise<AnswerLike[]> {
  const { municipalityId, id } = process
  const work = sql`point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id}`
  const answered = sql`answer_point.municipality_id = ${municipalityId}`
  const { rows } = await sql<AnswerLike>`
    with sample as materialized (
      select work.* from unnest(${await firstOf(db, process, { choice, by, now })}::uuid[]) as chosen (id)
      cross join lateral (select point_id, theme_id, place, is_public from point_work where ${work} and point_id = chosen.id offset 0) as work
    ),
    theme as materialized (select distinct theme_id from sample where theme_id is not null),
    latest as materialized (
      select id from answer where municipality_id = ${municipalityId} and process_id = ${id} order by updated_at desc, id limit ${LATEST}
    ),
    given as (
      select latest.id as answer_id, work.* from latest
      cross join lateral (
        select point_id from answer_point where ${answered} and answer_id = latest.id limit ${SHARING}) as shared
      cross join lateral (
        select point_id, place, theme_id, is_public from point_work where ${work} and point_id = shared.point_id offset 0) as work
      where theme_id in (select theme_id from theme)
      union all
      select own.answer_id, work.* from (
        select point_id, place, theme_id, is_public from sample
        union all
        select first.point_id, first.place, first.theme_id, first.is_public from theme cross join lateral (
          select * from point_work where ${work} and theme_id = theme.theme_id order by place limit ${OF_A_THEME}) as first
        where disposition is not null
      ) as work
      cross join lateral (select answer_id from answer_point where ${answered} and point_id = work.point_id offset 0) as own
    ),
    found as materialized (
      select distinct on (answer_id) answer_id, point_id from given where not is_public order by answer_id, place
    ),
    shown as materialized (
      select found.point_id, answer.* from found cross join lateral (
        select id, decision, reply, updated_at from answer
        where answer.municipality_id = ${municipalityId} and answer.id = found.answer_id offset 0) as answer
      order by updated_at desc, id limit ${SHOWN}
    )
    select shown.point_id, contributor.number || '.' || point.number as number, decision as disposition, left(reply, 240) as reply
    from shown
    join point on point.municipality_id = ${municipalityId} and point.id = shown.point_id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    order by updated_at desc, shown.id`.execute(db)
  return rows
}

/** The first of the chosen points, as the list has them. */
async function firstOf(
  db: Db,
  process: ProcessRef,
  { choice: { filter, pointIds }, by, now }: { choice: Choice; by: Actor; now: Date },
): Promise<string[]> {
  if (pointIds !== null || filter === null) return (pointIds ?? []).slice(0, SAMPLE)
  const looking = { accountId: by.id, today: today(now) }
  const walk = await walkAlong(db, process, deskFilterFrom(new URLSearchParams(filter)), looking)
  return (await walk({ from: null, direction: 'forward', limit: SAMPLE })).map(({ pointId }) => pointId)
}
