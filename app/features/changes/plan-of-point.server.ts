import { sql } from 'kysely'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf, type ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import { planVersions } from '#app/features/plans/versions/version-list.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db } from '#db/client.server.ts'
import { partIdsOf } from './change-at.server.ts'
import { partOfPoint } from './part-of-point.server.ts'

type Words = { id: string; number: string; text: string }

/** A change that a point is behind, as officials see it, also of a version that nobody reads yet. */
export type PointChangeInside = {
  ordinal: number
  /** Whether officials work on this version. */
  isForEditors: boolean
  isOpen: boolean
  kind: Exclude<ChangeKind, 'unchanged'>
  /** The paragraph that the change is opened by. */
  part: string
  olds: Words[]
  news: Words[]
}

/** A point beside the plan: the changes that it is behind, and how an official gets to the words that it is about. */
export type PlanOfPoint = {
  changes: PointChangeInside[]
  /** The paragraph or heading of the version that officials work on where its words are. */
  part: string | null
  /** Whether there is a version to change, one may begin, or the plan is adopted. */
  editing: 'open' | 'begins' | 'adopted'
  /** Paragraphs of the version that people read that its changes are of: an answer may name them. */
  linkable: string[]
}

/** The plan as officials need it at a point; null while there is none, or its first version may still change. */
export async function planOfPoint(db: Db, process: Process, pointId: string): Promise<PlanOfPoint | null> {
  const [version] = (await planVersions(db, process)).filter(({ isForEditors }) => isForEditors)
  if (!version || (version.ordinal === 1 && version.isOpen)) return null
  const changes = await changesOfPointInside(db, process, pointId)
  return {
    changes,
    part: await partOfPoint(db, process, pointId),
    editing: version.isOpen ? 'open' : version.isAdopted ? 'adopted' : 'begins',
    linkable: await readBefore(
      db,
      process,
      changes.flatMap(({ news, olds }) => [...news, ...olds].map(({ id }) => id)),
    ),
  }
}

/** Of these paragraphs and what they come from: those of the last version that people read. */
async function readBefore(db: Db, process: ProcessRef, parts: readonly string[]): Promise<string[]> {
  if (parts.length === 0) return []
  const { municipalityId, id: processId } = process
  const { rows } = await sql<{ id: string }>`
    with recursive road (id) as (
      select unnest(${[...new Set(parts)]}::uuid[])
      union
      select origin_id from road
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = road.id
    ),
    reached as (
      select paragraph.id, position, rank() over (order by plan_version.ordinal desc) as back from road
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = road.id
      join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
      where plan_version.process_id = ${processId} and ${isReadable(process)}
    )
    select id from reached where back = 1 order by position`.execute(db)
  return rows.map(({ id }) => id)
}

/** The changes to the plan that a point is behind, in the order of the versions and of the plan. */
async function changesOfPointInside(db: Db, process: ProcessRef, pointId: string): Promise<PointChangeInside[]> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<{ versionId: string; isForEditors: boolean; isOpen: boolean; parts: string[] }>`
    select plan_version.id as version_id, is_for_editors, fixed_at is null as is_open, array_agg(change_point.paragraph_id) as parts
    from change_point
    join plan_version on plan_version.municipality_id = change_point.municipality_id and plan_version.id = change_point.plan_version_id
    where change_point.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and change_point.point_id = ${pointId}
    group by plan_version.id, plan_version.ordinal, is_for_editors, fixed_at order by plan_version.ordinal`.execute(db)
  const found: PointChangeInside[] = []
  for (const { versionId, isForEditors, isOpen, parts } of rows) {
    const plan = await storedPlan(db, process, { id: versionId })
    const compared = plan && (await compareVersions(db, process, plan))
    if (!compared) continue
    const { old, now, lines } = compared
    for (const change of changesOf(lines)) {
      const own = partIdsOf(change, compared)
      const [part] = own
      if (part === undefined || !own.some((id) => parts.includes(id))) continue
      const words = (side: 'from' | 'to') =>
        [...new Set(change.lines.flatMap((line) => line[side] ?? []))].flatMap((at): Words[] => {
          const paragraph = (side === 'from' ? old : now).paragraphs[at]
          return paragraph ? [{ id: paragraph.id, number: paragraph.number, text: paragraph.text }] : []
        })
      found.push({
        ...{ ordinal: plan.ordinal, isForEditors, isOpen, kind: change.kind, part },
        ...{ olds: words('from'), news: words('to') },
      })
    }
  }
  return found
}
