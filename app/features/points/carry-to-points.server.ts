import { sql } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { carryRedactions, type SamePoint, type SayTheSame } from './carry-redactions.server.ts'
import { goesAlong } from './goes-along.server.ts'
import { leaveOutOfOthers } from './leave-out-of-others.server.ts'
import { placesAlike, wordsLeftOut, type WordsLeftOut } from './places-alike.ts'
import type { QuotedRange } from './quoted-range.ts'

/**
 * Leaves out of these points, which are new or have other words, what is left out already of others that say the same in contributions of the
 * same kind, together with it; and out of those others what is left out of these, whose words were left out before they were a point. What is
 * public stays. In what groups of the council wrote words are left out by themselves. Whoever calls it holds the contributions.
 */
export async function carryToPoints(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  pointIds: readonly string[],
  now: Date,
): Promise<void> {
  if (pointIds.length === 0) return
  const before = await leftOutOf(trx, process, pointIds)
  const known = await leftOutOfSame(trx, process, pointIds)
  if (known.length > 0) {
    const points = await quotedPoints(trx, process, pointIds)
    const textOf = await textsOf(
      trx,
      process,
      [...known, ...points].map(({ contributionId }) => contributionId),
    )
    const leftOut = [...Map.groupBy(known, ({ pointId }) => pointId).values()].flatMap((ofPoint): WordsLeftOut[] => {
      const [first] = ofPoint
      if (!first) return []
      const { contributionId, of, start, end } = first
      const redactions = ofPoint.map((row) => ({ id: row.redactionId, start: row.from, end: row.until }))
      return wordsLeftOut(textOf(contributionId), [{ of, start, end }], redactions)
    })
    const pieces = points.map((point) => ({ ...point, text: textOf(point.contributionId) }))
    await carryRedactions(trx, process, placesAlike(leftOut, pieces), now)
  }
  const together = new Set(known.map(({ sharedId }) => sharedId))
  const fresh = before.filter(({ sharedId }) => !together.has(sharedId))
  if (fresh.length === 0) return
  const from = {
    contributionIds: [...new Set(fresh.map(({ contributionId }) => contributionId))],
    ids: fresh.map(({ redactionId }) => redactionId),
  }
  await leaveOutOfOthers(trx, by, process, { ...from, sayTheSame: sayIt, alikePublic: 'stays' }, now)
}

/** What is left out of the words of these points already, once for each that says the same and was left out together. */
async function leftOutOf(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
): Promise<{ contributionId: string; redactionId: string; sharedId: string }[]> {
  const { rows } = await sql<{ contributionId: string; redactionId: string; sharedId: string }>`
    select distinct on (said, shared_id) point.contribution_id, redaction.id as redaction_id, shared_id from point
    join redaction on redaction.municipality_id = ${municipalityId} and redaction.contribution_id = point.contribution_id
      and range_start < quote_end and range_end > quote_start
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${[...pointIds]}::uuid[])
    order by said, shared_id, point.contribution_id, range_start`.execute(trx)
  return rows
}

/** Points of other contributions of the same kind with the same words; which of a campaign say the same is known to later rooms. */
const sayIt: SayTheSame = async (db, { municipalityId, id: processId }, pointIds) => {
  const { rows } = await sql<SamePoint>`
    select source.id as of, other.id as point_id, other.contribution_id from point as source
    join contribution on contribution.municipality_id = source.municipality_id and contribution.id = source.contribution_id
    join point as other on other.municipality_id = ${municipalityId} and other.process_id = ${processId} and other.said = source.said
      and other.contribution_id <> source.contribution_id and other.quote_start is not null
    join contribution as letter on letter.municipality_id = other.municipality_id and letter.id = other.contribution_id
      and ${goesAlong('contribution', 'letter')}
    where source.municipality_id = ${municipalityId} and source.process_id = ${processId} and source.id = any(${[...pointIds]}::uuid[])`.execute(
    db,
  )
  return rows
}

type LeftOutOfPoint = QuotedRange & {
  /** What the point says, with the kind of its contribution. */
  of: string
  pointId: string
  contributionId: string
  redactionId: string
  sharedId: string
  from: number
  until: number
}

/** What is left out of points that say the same as these, of each that was left out together from one point. */
async function leftOutOfSame(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
): Promise<LeftOutOfPoint[]> {
  const { rows } = await sql<LeftOutOfPoint>`
    with fresh as materialized (
      select distinct point.said, contribution.kind from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${[...pointIds]}::uuid[])
        and point.quote_start is not null and point.said is not null
        and exists (select from redaction where redaction.municipality_id = ${municipalityId} and redaction.process_id = ${processId})
    )
    select of, point_id, contribution_id, "start", "end", redaction_id, shared_id, "from", until from (
      select fresh.said || ' ' || fresh.kind as of, same.id as point_id, same.contribution_id, quote_start as start, quote_end as "end",
        redaction.id as redaction_id, shared_id, range_start as "from", range_end as until,
        first_value(same.id) over (partition by fresh.said, fresh.kind, redaction.shared_id order by same.id) as chosen
      from fresh
      -- One step after the other: right after words were left out of many letters the database believes that they are few.
      cross join lateral (
        select point.id, point.contribution_id, quote_start, quote_end from point
        join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
        where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.said = fresh.said
          and point.quote_start is not null and ${goesAlong('fresh', 'contribution')} and point.id <> all(${[...pointIds]}::uuid[])
        offset 0
      ) as same
      cross join lateral (
        select id, shared_id, range_start, range_end from redaction
        where redaction.municipality_id = ${municipalityId} and redaction.contribution_id = same.contribution_id
          and range_start < quote_end and range_end > quote_start
        offset 0
      ) as redaction
    ) as found
    where point_id = chosen
    order by of, point_id, "from"`.execute(trx)
  return rows
}

async function quotedPoints(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
): Promise<(QuotedRange & { of: string; contributionId: string })[]> {
  const { rows } = await sql<QuotedRange & { of: string; contributionId: string }>`
    select point.said || ' ' || contribution.kind as of, point.contribution_id, quote_start as start, quote_end as "end" from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${[...pointIds]}::uuid[])
      and quote_start is not null and said is not null
    order by point.contribution_id, quote_start`.execute(trx)
  return rows
}

async function textsOf(trx: Trx, { municipalityId }: ProcessRef, contributionIds: readonly string[]) {
  const rows = await trx
    .selectFrom('contribution')
    .select(['id', 'text'])
    .where('municipalityId', '=', municipalityId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val([...new Set(contributionIds)]))))
    .execute()
  const texts = new Map(rows.map(({ id, text }) => [id, text]))
  return (contributionId: string) => texts.get(contributionId) ?? ''
}
