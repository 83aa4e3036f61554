import { sql } from 'kysely'
import { fullName, type ContributorKind, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { insideWords } from './inside-words.server.ts'
import { isOfDecision, matchingPoints } from './matching-points.server.ts'
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
  disposition: Decision | null
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
