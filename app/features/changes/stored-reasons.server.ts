import { sql } from 'kysely'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { StoredPoint, StoredReason } from './reasons.ts'

/** What is stored about why paragraphs changed, in all versions that a comparison goes through. An amendment counts while it is adopted. */
export async function storedReasons(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  { steps }: Pick<Comparison, 'steps'>,
  { withPoints = true }: { withPoints?: boolean } = {},
): Promise<{ reasons: StoredReason[]; points: StoredPoint[] }> {
  const versions = steps.map(({ versionId }) => versionId)
  const reasons = await sql<{
    versionId: string
    paragraphId: string
    sentence: string | null
    amendmentId: string | null
    amendmentNumber: number | null
    amendmentTitle: string | null
  }>`
    select change_reason.plan_version_id as version_id, paragraph_id, sentence,
      amendment.id as amendment_id, amendment.number as amendment_number, amendment.title as amendment_title
    from change_reason
    left join amendment on amendment.municipality_id = change_reason.municipality_id and amendment.id = change_reason.amendment_id
      and amendment.outcome = 'adopted'
    where change_reason.municipality_id = ${municipalityId} and change_reason.plan_version_id = any(${versions}::uuid[])
    order by set_at, paragraph_id`.execute(db)
  const points = withPoints ? await pointsOf(db, municipalityId, versions) : []
  return {
    reasons: reasons.rows.map(({ amendmentId: id, amendmentNumber: number, amendmentTitle: title, ...reason }) => ({
      ...reason,
      amendment: id === null || number === null || title === null ? null : { id, number, title },
    })),
    points,
  }
}

async function pointsOf(db: Db | Trx, municipalityId: string, versions: readonly string[]): Promise<StoredPoint[]> {
  const { rows } = await sql<StoredPoint>`
    select change_point.plan_version_id as version_id, change_point.paragraph_id, point.id as point_id, contributor.number || '.' || point.number as number
    from change_point
    join point on point.municipality_id = change_point.municipality_id and point.id = change_point.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where change_point.municipality_id = ${municipalityId} and change_point.plan_version_id = any(${[...versions]}::uuid[])`.execute(
    db,
  )
  return rows
}
