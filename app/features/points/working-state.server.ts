import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** How far the work on one point is, and who has it. */
export type WorkingState = {
  themeId: string | null
  chapter: string | null
  step: number
  assigneeId: string | null
  assignee: string | null
  dueOn: LocalDate | null
  campaignId: string | null
  round: string
  state: string
  hasFindings: boolean
  changedSinceAnswer: boolean
  isPublic: boolean
  isSetAside: boolean
  /** Id of the section or paragraph that officials said it is about. */
  placeId: string | null
  changedAt: Date
}

/** The working state of one point; null when it is not one of this process. */
export async function workingState(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
): Promise<WorkingState | null> {
  const { rows } = await sql<WorkingState>`${keptPlan('workingState')}
    select theme_id, chapter, step, assignee_id, account.name as assignee, due_on::text as due_on, campaign_id, round, state,
      has_findings, changed_since_answer, point_work.changed_at, is_public, is_set_aside, coalesce(paragraph.id, point_place.section_id) as place_id
    from point_work
    left join account on account.municipality_id = point_work.municipality_id and account.id = point_work.assignee_id
    left join point_place on point_place.municipality_id = point_work.municipality_id and point_place.point_id = point_work.point_id
    left join paragraph on paragraph.municipality_id = point_place.municipality_id
      and paragraph.plan_version_id = point_place.plan_version_id and paragraph.lineage_id = point_place.lineage_id
    where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${processId} and point_work.point_id = ${pointId}`.execute(
    db,
  )
  return rows[0] ?? null
}
