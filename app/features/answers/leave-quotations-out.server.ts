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

type Said = { contributionId: string; text: string; said: string | null }
type OpenFinding = StoredFinding & Said

function saidOf(said: ReadonlyMap<string, Said>, { pointId }: StoredFinding): Said {
  const found = said.get(pointId ?? '')
  if (!found) throw new NotFound()
  return found
}

async function saidByPoints(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  findings: readonly StoredFinding[],
): Promise<Map<string, Said>> {
  const pointIds = [...new Set(findings.flatMap(({ pointId }) => pointId ?? []))]
  const { rows } = await sql<Said & { pointId: string }>`
    select point.id as point_id, point.contribution_id, contribution.text, point.said::text as said from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${pointIds}::uuid[])`.execute(
    trx,
  )
  return new Map(rows.map(({ pointId, ...said }) => [pointId, said]))
}

/** One point first: it may be of a campaign, and say the same as all others. Then so many times as many. */
const GROWTH = 10

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
  const firstOf = new Map<string, string | null>()
  for (const { pointId, said } of open) if (said !== null && !firstOf.has(said)) firstOf.set(said, pointId)
  const isFirst = ({ pointId, said }: OpenFinding) => said === null || firstOf.get(said) === pointId
  let left = [...new Set(open.filter(isFirst).flatMap(({ pointId }) => pointId ?? []))]
  const [chosen, reached] = [new Set<string | null>(), new Set<string>()]
  for (let size = 1, places = 0; left.length > 0; size *= GROWTH) {
    const some = left.slice(0, size)
    const same = await sayTheSame(trx, process, some, most?.places)
    places += same.length
    if (chosen.size > 0 && most && places > most.places) break
    const alike = Map.groupBy(same, ({ of }) => of)
    for (const pointId of some) {
      if (reached.has(pointId)) continue
      chosen.add(pointId)
      for (const other of alike.get(pointId) ?? []) reached.add(other.pointId)
    }
    left = left.slice(size).filter((id) => !reached.has(id))
  }
  return open.filter(({ pointId }) => chosen.has(pointId))
}
