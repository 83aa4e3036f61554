import { sql } from 'kysely'
import { fullName, type ContributorKind, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import type { Disposition } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { insideWords } from './inside-words.server.ts'
import { isOfDecision, matchingPoints, openPoints } from './matching-points.server.ts'
import type { ProcessedFilter } from './processed-filter.ts'
import { countedMatching, orderedByDecision, type Counted, type DecisionCounts } from './queries.server.ts'

type PointRow = {
  id: string
  number: string
  /** As officials know who it was. */
  name: string
  receivedAt: Date
  words: string
  theme: string | null
  disposition: Disposition | null
}

export type PointList = { rows: PointRow[]; total: number; counts: DecisionCounts }

type Found = NamedContributor & {
  id: string
  kind: ContributorKind
  contributorNumber: number | null
  pointNumber: number | null
  receivedAt: Date
}

/** One page of the points of a process for who answers them: open ones first, then by number. */
export async function pointList(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<PointList> {
  const { rows: counted } = await sql<Counted & { [Key in keyof Found]: Found[Key] | null }>`
    with ${matchingPoints(process, filter)},
    page as (
      select id, contribution_id, contributor_id, contributor_number, point_number, place, disposition is not null as is_answered
      from matching where ${isOfDecision(filter)}
      order by disposition is not null, place, id limit ${limit} offset ${offset}
    ),
    shown as (
      select page.id, contributor_number, point_number, place, is_answered, received_at, contributor.kind, name, organisation, named_in_public, number, resident_number
      from page
      join contributor on contributor.municipality_id = ${process.municipalityId} and contributor.id = page.contributor_id
      join contribution on contribution.municipality_id = ${process.municipalityId} and contribution.id = page.contribution_id
    )
    select counted.counts, shown.* from ${countedMatching} left join shown on true
    order by is_answered, place, id`.execute(db)
  const counts = orderedByDecision(counted[0]?.counts ?? [])
  const found = counted.filter((row): row is Counted & Found => row.id !== null)
  const texts = await insideWords(
    db,
    process,
    found.map(({ id }) => id),
  )
  const rows = found.flatMap(({ id, contributorNumber, pointNumber: ownNumber, receivedAt, ...person }) => {
    const point = texts.get(id)
    if (!point) return []
    const { theme, disposition } = point
    return [
      {
        id,
        number: pointNumber(contributorNumber, ownNumber),
        name: fullName(person),
        receivedAt,
        theme,
        disposition,
        words: point.words,
      },
    ]
  })
  const total = counts
    .filter(({ disposition }) =>
      filter.unanswered ? disposition === null : !filter.disposition || filter.disposition === disposition,
    )
    .reduce((sum, { count }) => sum + count, 0)
  return { rows, total, counts }
}

/** The open points before and behind this one by number, and the first of all; null where there is none. */
export async function openNeighbours(
  db: Db,
  process: ProcessRef,
  pointId: string,
): Promise<{ previous: string | null; next: string | null }> {
  const { rows } = await sql<{ previous: string | null; next: string | null }>`
    with ${openPoints(process)},
    here as (
      select point_id as id, place from point_work
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} and point_id = ${pointId}
    )
    select
      (select id from open where id <> ${pointId} and (place, id) < (select place, id from here)
        order by place desc, id desc limit 1) as previous,
      (select id from open where id <> ${pointId}
        order by (place, id) < (select place, id from here), place, id limit 1) as next`.execute(db)
  return rows[0] ?? { previous: null, next: null }
}

type OtherPoint = {
  id: string
  number: string
  /** As officials know who it was. */ name: string
  words: string
  theme: string | null
  shared: boolean
}

/** How many other points are offered to be answered at the same time. */
const OFFERED = 60

/** The points with the theme of this one that have no answer, or only this one; none when it has no theme. */
export async function openOfTheme(
  db: Db,
  process: ProcessRef,
  pointId: string,
  answerId: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with ${openPoints(process, answerId)}
    select id from open
    where theme_id = (select theme_id from point_work where municipality_id = ${process.municipalityId} and process_id = ${process.id} and point_id = ${pointId})
    order by place, id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Points that can share an answer with this one: all those that do already, then open ones, of its theme first. */
export async function pointsToShare(
  db: Db,
  process: ProcessRef,
  point: { id: string; theme: string | null; answerId: string | null },
) {
  const { rows } = await sql<
    NamedContributor & {
      id: string
      contributorNumber: number | null
      pointNumber: number | null
      shared: boolean
      total: number
    }
  >`
    with ${openPoints(process, point.answerId)},
    offered as (
      select open.id, contributor_number, point_number, answer_point.point_id is not null as shared, count(*) over ()::int as total,
        row_number() over (order by answer_point.point_id is null, theme.name is distinct from ${point.theme}, open.place, open.id) as nth
      from open
      left join answer_point on answer_point.municipality_id = ${process.municipalityId} and answer_point.point_id = open.id
      left join theme on theme.municipality_id = ${process.municipalityId} and theme.id = open.theme_id
      where open.id <> ${point.id}
      order by nth
      limit greatest(${OFFERED}, (select count(*) from answer_point where municipality_id = ${process.municipalityId} and answer_id = ${point.answerId}::uuid))
    )
    select offered.*, giver.kind, giver.name, giver.organisation, giver.named_in_public, giver.number, giver.resident_number
    from offered
    join point on point.municipality_id = ${process.municipalityId} and point.id = offered.id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor as giver on giver.municipality_id = contribution.municipality_id and giver.id = contribution.contributor_id
    order by nth`.execute(db)
  const texts = await insideWords(
    db,
    process,
    rows.map(({ id }) => id),
  )
  const points = rows.flatMap(({ id, contributorNumber, pointNumber: ownNumber, shared, ...giver }): OtherPoint[] => {
    const found = texts.get(id)
    if (!found) return []
    return [
      {
        id,
        number: pointNumber(contributorNumber, ownNumber),
        name: fullName(giver),
        words: found.words,
        theme: found.theme,
        shared,
      },
    ]
  })
  return { points, left: (rows[0]?.total ?? 0) - points.length }
}
