import { sql } from 'kysely'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf, type ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { partIdsOf } from './change-at.server.ts'

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

/** The changes to the plan that a point is behind, in the order of the versions and of the plan. */
export async function changesOfPointInside(db: Db, process: ProcessRef, pointId: string): Promise<PointChangeInside[]> {
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
