import { sql } from 'kysely'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions, type Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { placeChanges, type PlacedChange, type PlacedChapter, type Tick } from './place-changes.ts'
import { reasonsOf, type ChangeReason } from './reasons.ts'
import { storedReasons } from './stored-reasons.server.ts'
import { whyOf, type Asker, type Why } from './why.ts'

export type PublicChange = PlacedChange & { reason: ChangeReason; why: Why }

export type PublicChanges = Comparison & {
  chapters: { chapter: PlacedChapter; ticks: Tick[] }[]
  changes: PublicChange[]
  /** Whether any answers of the process are public; before, nothing is said of the points behind changes. */
  isAnswered: boolean
  /** Who gave the points behind them, by the id of the point. */
  askers: ReadonlyMap<string, Asker>
}

/**
 * What changed in the version that people read since the first one, or since one by its id, each change with its reason as everyone may know it.
 * Null while people read the first version. Drafts are never in it: it goes back from what people read.
 */
export async function publicChanges(
  db: Db,
  process: ProcessRef,
  since: 'first' | { id: string } = 'first',
): Promise<PublicChanges | null> {
  const version = await db
    .selectFrom('planVersion')
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'planVersion.municipalityId')
        .onRef('process.id', '=', 'planVersion.processId'),
    )
    .select(['previousId', 'publishedAt'])
    .where('planVersion.municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('isForReaders', '=', true)
    .executeTakeFirst()
  // Most plans have one version, and then nothing of it needs to be read.
  if (!version?.previousId) return null
  const now = await storedPlan(db, process, 'forReaders')
  return now && (await changesSince(db, process, now, { since, isAnswered: version.publishedAt !== null }))
}

async function changesSince(
  db: Db,
  process: ProcessRef,
  now: StoredPlan,
  { since, isAnswered }: { since: 'first' | { id: string }; isAnswered: boolean },
): Promise<PublicChanges | null> {
  const compared = await compareVersions(db, process, now, since)
  if (!compared) return null
  const changes = changesOf(compared.lines)
  const stored = await storedReasons(db, process, compared, { withPoints: isAnswered })
  const askers = await askersOf(db, process, [...new Set(stored.points.map(({ pointId }) => pointId))])
  const reasons = reasonsOf(changes, compared, stored)
  const placed = placeChanges(compared, compared.lines, changes)
  return {
    ...{ ...compared, isAnswered },
    chapters: placed.chapters,
    changes: placed.changes.map((change, at): PublicChange => {
      const reason = reasons.get(changes[at] ?? change) ?? { points: [], ownInitiative: [], amendments: [] }
      return { ...change, reason, why: whyOf(reason, askers) }
    }),
    askers,
  }
}

/** Who gave these points, with the numbers of those that are public. */
export async function askersOf(
  db: Db,
  { municipalityId }: ProcessRef,
  pointIds: readonly string[],
): Promise<Map<string, Asker>> {
  if (pointIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; contributorId: string; kind: ContributorKind; number: string | null }>`
    select point.id, contributor.id as contributor_id, contributor.kind,
      published_point.contributor_number || '.' || published_point.point_number as number
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    left join published_point on published_point.municipality_id = point.municipality_id and published_point.point_id = point.id
    where point.municipality_id = ${municipalityId} and point.id = any(${[...pointIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...asker }) => [id, asker]))
}
