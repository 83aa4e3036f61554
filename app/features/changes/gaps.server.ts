import { sql, type RawBuilder } from 'kysely'
import { isDisposition, type Disposition } from '#app/features/points/disposition.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf, type Change } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions, type Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { partIdsOf } from './change-at.server.ts'
import { changeGaps, promising, type Gaps, type UnansweredPart } from './gaps.ts'
import { reasonsOf, type ChangeReason } from './reasons.ts'
import { storedReasons } from './stored-reasons.server.ts'

/** A change in the version that brings it. `part` is the paragraph that it is named by, of that version or gone from it. */
export type VersionChange = { versionId: string; ordinal: number; part: string; number: string; kind: Change['kind'] }

/**
 * The gaps between answers and the changes up to the version that officials work on: its own changes, and those of versions before it that people did
 * not read yet. Null where there is no version before it, for then nothing changed yet.
 */
export async function gapsOfVersion(db: Db | Trx, process: ProcessRef): Promise<Gaps<VersionChange> | null> {
  const steps = await stepsToRead(db, process)
  if (steps === null) return null
  const changes: VersionChange[] = []
  const reasons = new Map<VersionChange, ChangeReason>()
  for (const compared of steps) {
    const { now, old } = compared
    const own = changesOf(compared.lines)
    const found = reasonsOf(own, compared, await storedReasons(db, process, compared))
    for (const change of own) {
      const [part = ''] = partIdsOf(change, compared)
      const paragraph = [...now.paragraphs, ...old.paragraphs].find(({ id }) => id === part)
      const placed = {
        ...{ versionId: now.plan.versionId, ordinal: now.plan.ordinal },
        ...{ part, number: paragraph?.number ?? '', kind: change.kind },
      }
      changes.push(placed)
      const reason = found.get(change)
      if (reason) reasons.set(placed, reason)
    }
  }
  const idle = await idleLinks(db, process)
  const linked = await linkedPoints(db, process, idle)
  return changeGaps({
    ...{ changes, reasons },
    dispositions: new Map(linked.map(({ id, disposition }) => [id, disposition])),
    promised: await countPromised(db, process),
    kept: countKept(linked),
    unanswered: await unansweredParts(db, process),
  })
}

const countKept = (linked: readonly LinkedPoint[]) =>
  linked.filter(({ disposition, isSetAside, isInConcept }) => promises(disposition) && !isSetAside && !isInConcept)
    .length
const promises = (disposition: Disposition | null) => disposition !== null && promising.includes(disposition)

/** The steps to the version that officials work on from the one that people read, the last first; at least its own. Null without a second version. */
async function stepsToRead(db: Db | Trx, process: ProcessRef): Promise<Comparison[] | null> {
  const [last, readers] = [await storedPlan(db, process), await storedPlan(db, process, 'forReaders')]
  if (!last || last.previousId === null) return null
  const steps: Comparison[] = []
  let plan: StoredPlan | null = last
  do {
    const compared: Comparison | null = await compareVersions(db, process, plan)
    if (!compared) break
    steps.push(compared)
    plan = compared.old.plan
  } while (readers && plan.ordinal > readers.ordinal)
  return steps
}

type LinkedPoint = { id: string; disposition: Disposition | null; isSetAside: boolean; isInConcept: boolean }

/** Points behind changes with their dispositions; those that only hang on a paragraph that did not change are left out. */
async function linkedPoints(db: Db | Trx, process: ProcessRef, idle: readonly IdleLink[]): Promise<LinkedPoint[]> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<Omit<LinkedPoint, 'disposition'> & { disposition: string | null }>`
    select point_work.point_id as id, disposition, is_set_aside, round = any(${roundsOfConcept(process)}) as is_in_concept from point_work
    where municipality_id = ${municipalityId} and process_id = ${processId} and point_id in (
      select point_id from change_point
      join plan_version on plan_version.municipality_id = change_point.municipality_id and plan_version.id = change_point.plan_version_id
      where change_point.municipality_id = ${municipalityId} and plan_version.process_id = ${processId}
        and ${isBehindChange(idle)})`.execute(db)
  return rows.map(({ disposition, ...row }) => ({
    ...row,
    disposition: disposition !== null && isDisposition(disposition) ? disposition : null,
  }))
}

/**
 * The rounds of which the answers were public when the concept was released: what was taken over from them is in the concept already, so no change has
 * to show it.
 */
const roundsOfConcept = ({ municipalityId, id }: ProcessRef) => sql`array(
  select unnest(publication.rounds) from publication
  join process on process.municipality_id = publication.municipality_id and process.id = publication.process_id
  where publication.municipality_id = ${municipalityId} and publication.process_id = ${id}
    and publication.published_at <= process.released_at)`

/** How many points have an answer that promises a change, from what is counted beforehand. */
async function countPromised(db: Db | Trx, process: ProcessRef): Promise<number> {
  const { municipalityId, id } = process
  const { rows } = await sql<{ points: number }>`
    select coalesce(sum(points), 0)::int as points from point_tally
    where municipality_id = ${municipalityId} and process_id = ${id} and disposition = any(${[...promising]}::text[]) and state <> 'setAside'
      and round <> all(${roundsOfConcept(process)})`.execute(db)
  return rows[0]?.points ?? 0
}

/** How many points have an answer that promises a change and are behind none, once there is a second version of the plan. */
export async function countWithoutChange(db: Db, process: ProcessRef): Promise<number> {
  const { rows } = await sql<{ isThere: boolean }>`select ${hasSecondVersion(process)} as is_there`.execute(db)
  if (!rows[0]?.isThere) return 0
  const linked = await linkedPoints(db, process, await idleLinks(db, process))
  return Math.max(0, (await countPromised(db, process)) - countKept(linked))
}

const hasSecondVersion = ({ municipalityId, id }: ProcessRef) => sql`exists (
  select from plan_version where plan_version.municipality_id = ${municipalityId} and plan_version.process_id = ${id} and ordinal > 1)`

/**
 * Condition on a row of `point_work`: its answer promises a change, and it is behind none while there is a second version of the plan. `idle` are the
 * paragraphs of `idleLinks`.
 */
export const isPromisedWithoutChange = (process: ProcessRef, idle: readonly IdleLink[]): RawBuilder<unknown> => sql`(
  ${hasSecondVersion(process)} and point_work.disposition = any(${[...promising]}::text[]) and not point_work.is_set_aside
  and point_work.round <> all(${roundsOfConcept(process)}) and not exists (
    select from change_point where change_point.municipality_id = ${process.municipalityId} and change_point.point_id = point_work.point_id
      and ${isBehindChange(idle)}))`

/** Condition on a row of `change_point`: the paragraph did change. */
const isBehindChange = (idle: readonly IdleLink[]) =>
  idle.length === 0
    ? sql`true`
    : sql`(change_point.plan_version_id, change_point.paragraph_id) not in (
      select version_id, paragraph_id from ${givenRows({ versionId: 'uuid', paragraphId: 'uuid' }, idle)})`

/** A paragraph with points behind it that is in this version as it was in the one before: its words were changed, and changed back. */
export type IdleLink = { versionId: string; paragraphId: string }

/** All paragraphs of a process with points behind them that did not change. */
export async function idleLinks(db: Db | Trx, process: ProcessRef): Promise<IdleLink[]> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<IdleLink>`
    with linked as (select distinct plan_version_id, paragraph_id from change_point where municipality_id = ${municipalityId})
    select linked.plan_version_id as version_id, linked.paragraph_id from linked
    join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = linked.plan_version_id
    join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = linked.paragraph_id
    where plan_version.process_id = ${processId} and (
      -- What was gone is there again.
      (paragraph.plan_version_id <> linked.plan_version_id and exists (
        select from paragraph_origin as one
        where one.municipality_id = ${municipalityId} and one.origin_id = paragraph.id))
      -- Only a comparison of all tells whether the same words moved.
      or (paragraph.plan_version_id = linked.plan_version_id and exists (
        select from paragraph_origin as one
        join paragraph as old on old.municipality_id = ${municipalityId} and old.id = one.origin_id
        where one.municipality_id = ${municipalityId} and one.paragraph_id = paragraph.id and (old.text = paragraph.text or exists (
          select from erratum where erratum.municipality_id = ${municipalityId} and erratum.paragraph_id = paragraph.id
            and old_text = old.text)))))`.execute(db)
  const idle: IdleLink[] = []
  for (const versionId of new Set(rows.map((row) => row.versionId))) {
    const plan = await storedPlan(db, process, { id: versionId })
    const compared = plan && (await compareVersions(db, process, plan))
    const changed = new Set(compared ? changesOf(compared.lines).flatMap((change) => partIdsOf(change, compared)) : [])
    idle.push(...rows.filter((row) => row.versionId === versionId && !changed.has(row.paragraphId)))
  }
  return idle
}

/**
 * How many points without an answer hang on each paragraph, where the words of it are in the version that officials work on; on the paragraph itself when
 * they are in it no more.
 */
async function unansweredParts(db: Db | Trx, { municipalityId, id: processId }: ProcessRef): Promise<UnansweredPart[]> {
  const { rows } = await sql<{ part: string; points: number }>`
    with recursive open as materialized (
      select point_id from point_work
      where municipality_id = ${municipalityId} and process_id = ${processId} and state = 'open'
    ),
    at_part as (
      select coalesce(placed.id, contribution.paragraph_id) as part, count(*)::int as points from open
      join point on point.municipality_id = ${municipalityId} and point.id = open.point_id
      join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
      left join point_place on point_place.municipality_id = ${municipalityId} and point_place.point_id = open.point_id
      left join paragraph as placed on placed.municipality_id = ${municipalityId}
        and placed.plan_version_id = point_place.plan_version_id and placed.lineage_id = point_place.lineage_id
      where placed.id is not null or (point_place.point_id is null and contribution.paragraph_id is not null)
      group by 1
    ),
    road (part, id) as (
      select part, part from at_part
      union
      select road.part, paragraph_origin.paragraph_id from road
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.origin_id = road.id
    ),
    now as (
      select road.part, paragraph.id from road
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = road.id
      join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
      where plan_version.is_for_editors
    )
    select coalesce(now.id, at_part.part) as part, sum(at_part.points)::int as points from at_part left join now using (part) group by 1`.execute(
    db,
  )
  return rows
}
