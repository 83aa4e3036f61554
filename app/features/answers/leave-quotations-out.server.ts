import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { FindingKind } from '#app/features/contributions/personal-data.ts'
import type { LeaveOutEverywhere } from '#app/features/points/leave-out.server.ts'
import type { Redaction } from '#app/features/points/public-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { StoredFinding } from './finding-to-decide.server.ts'
import { leaveOutBefore } from './redact-range.server.ts'

/** Why what was found is left out: what is left out elsewhere, for the reason that it has there. */
export type WhyOf = (kind: FindingKind, words: string) => Pick<Redaction, 'reason' | 'otherReason'>

type QuotationsToLeaveOut = { findings: readonly StoredFinding[]; why: WhyOf } & Omit<LeaveOutEverywhere, 'pieces'>

/**
 * Leaves out what was found in what people wrote, also of letters that say the same; what goes with an earlier finding is not left out by
 * itself. When very many places went, the rest stays to be decided about. Gives how many of the findings.
 */
export async function leaveQuotationsOut(
  trx: Trx,
  by: Doer,
  process: Process,
  { findings, why, ...parts }: QuotationsToLeaveOut,
  now: Date,
): Promise<number> {
  const said = await saidByPoints(trx, process, findings)
  let open = findings.map((finding) => ({ ...finding, ...saidOf(said, finding) }))
  let places = 0
  while (open.length > 0 && places <= (parts.most?.places ?? Infinity)) {
    const chosen = await together(trx, process, open, parts)
    const pieces = chosen.map(({ contributionId, text, kind, start, end }) => ({
      ...{ contributionId, range: { start, end }, ...why(kind, text.slice(start, end)) },
    }))
    const { others } = await leaveOutBefore(trx, by, process, { pieces, ...parts }, now)
    places += others.length
    const gone = Map.groupBy([...others, ...chosen], ({ contributionId }) => contributionId)
    open = open.filter(
      ({ contributionId, start, end }) =>
        !gone.get(contributionId)?.some((place) => place.start <= start && end <= place.end),
    )
  }
  return findings.length - open.length
}

type SaidByPoint = {
  pointId: string
  contributionId: string
  text: string
  /** By which points that say the same are known at a glance. */
  keys: string[]
}
type OpenFinding = StoredFinding & SaidByPoint

function saidOf(said: ReadonlyMap<string, SaidByPoint>, { pointId }: StoredFinding): SaidByPoint {
  const found = said.get(pointId ?? '')
  if (!found) throw new NotFound()
  return found
}

async function saidByPoints(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  findings: readonly StoredFinding[],
): Promise<Map<string, SaidByPoint>> {
  const pointIds = [...new Set(findings.flatMap(({ pointId }) => pointId ?? []))]
  const { rows } = await sql<SaidByPoint>`
    select point.id as point_id, point.contribution_id, contribution.text, array_remove(array[point.said::text, shared_id::text], null) as keys
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    left join campaign_point on campaign_point.municipality_id = point.municipality_id and campaign_point.point_id = point.id
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${pointIds}::uuid[])`.execute(
    trx,
  )
  return new Map(rows.map((row) => [row.pointId, row]))
}

/**
 * The findings that are left out in one go: of points that say the same those of the first only, and no more than fit in the places that one
 * act may reach. The first is always among them: it is refused when it stands in too many places by itself.
 */
async function together(
  trx: Trx,
  process: Process,
  open: readonly OpenFinding[],
  { sayTheSame, most }: Pick<QuotationsToLeaveOut, 'sayTheSame' | 'most'>,
): Promise<OpenFinding[]> {
  const firstOf = new Map<string, string>()
  const isFirst = ({ pointId, keys }: OpenFinding) => {
    const isNew = keys.every((key) => (firstOf.get(key) ?? pointId) === pointId)
    for (const key of keys) if (!firstOf.has(key)) firstOf.set(key, pointId)
    return isNew
  }
  let pointIds = [...new Set(open.filter(isFirst).map(({ pointId }) => pointId))]
  let same = await sayTheSame(trx, process, pointIds, most?.places)
  while (pointIds.length > 1 && same.length > (most?.places ?? Infinity)) {
    pointIds = pointIds.slice(0, Math.ceil(pointIds.length / 2))
    same = await sayTheSame(trx, process, pointIds, most?.places)
  }
  // Further away some of these say the same as well, as one of a campaign does.
  const alike = Map.groupBy(same, ({ of }) => of)
  const chosen = new Set(pointIds)
  for (const pointId of pointIds)
    if (chosen.has(pointId)) for (const other of alike.get(pointId) ?? []) chosen.delete(other.pointId)
  return open.filter(({ pointId }) => chosen.has(pointId))
}
