import { sql } from 'kysely'
import type { Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import type { AnswerScope } from './scope.ts'

export type StoredAnswer = {
  id: string
  disposition: Decision
  reply: string
  forwardedTo: string
  scope: AnswerScope
  sectionIds: string[]
  paragraphIds: string[]
  pointIds: string[]
  updatedAt: Date
  /** Who last wrote it, and their name; null for the command line. */
  updatedBy: string | null
  updatedByName: string | null
  /** What a form keeps to know whether this is still the answer it showed. */
  mark: string
}

/** An answer of this process with its points and plan links; null when it is not there. */
export async function answerOf(db: Db | Trx, process: ProcessRef, answerId: string): Promise<StoredAnswer | null> {
  const { rows } = await sql<Omit<StoredAnswer, 'mark'>>`
    select ${columns}, updated_by, array(
      select point_id from answer_point
      where answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id order by point_id
    ) as point_ids
    from answer ${author}
    where answer.municipality_id = ${process.municipalityId} and answer.process_id = ${process.id} and answer.id = ${answerId}`.execute(
    db,
  )
  const [answer] = rows
  return answer ? { ...answer, mark: answerMark(answer) } : null
}

const columns = sql`
  answer.id, decision as disposition, reply, forwarded_to, scope, updated_at, account.name as updated_by_name,
  array(
    select section_id from answer_section
    join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
    where answer_section.municipality_id = answer.municipality_id and answer_section.answer_id = answer.id order by section.position
  ) as section_ids,
  array(
    select paragraph.id from answer_paragraph
    join paragraph on paragraph.municipality_id = answer_paragraph.municipality_id
      and paragraph.plan_version_id = answer_paragraph.plan_version_id and paragraph.lineage_id = answer_paragraph.lineage_id
    where answer_paragraph.municipality_id = answer.municipality_id and answer_paragraph.answer_id = answer.id order by paragraph.position
  ) as paragraph_ids`

const author = sql`
  left join account on account.municipality_id = answer.municipality_id and account.id = answer.updated_by`

/** An answer as it is shown at one of its points. */
export type ShownAnswer = Omit<StoredAnswer, 'pointIds' | 'updatedBy'> & {
  /** How many points have it, at most one more than `MOST_SHARES`. */
  shares: number
}

/** Of an answer that more points share than this is said that they are more. */
const MOST_SHARES = 1000

/** The answer of a point to show: however many points share it, they are not all read. Null when it has none. */
export async function answerToShow(db: Db | Trx, process: ProcessRef, pointId: string): Promise<ShownAnswer | null> {
  const { rows } = await sql<Omit<ShownAnswer, 'mark'>>`${keptPlan('answerToShow')}
    select ${columns}, (
      select count(*)::int from (
        select from answer_point as sharing
        where sharing.municipality_id = answer.municipality_id and sharing.answer_id = answer.id limit ${MOST_SHARES + 1}
      ) as counted
    ) as shares
    from answer_point
    join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id ${author}
    where answer_point.municipality_id = ${process.municipalityId} and answer_point.process_id = ${process.id}
      and answer_point.point_id = ${pointId}`.execute(db)
  const [answer] = rows
  return answer ? { ...answer, mark: answerMark(answer) } : null
}

/** The answer that a point has, if any. */
export async function answerOfPoint(db: Db | Trx, process: ProcessRef, pointId: string): Promise<StoredAnswer | null> {
  const answerId = await answerIdOf(db, process, pointId)
  return answerId === null ? null : answerOf(db, process, answerId)
}

async function answerIdOf(db: Db | Trx, process: ProcessRef, pointId: string): Promise<string | null> {
  const link = await db
    .selectFrom('answerPoint')
    .select('answerId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  return link?.answerId ?? null
}

/** What a form keeps to know whether the answer is still the one it showed. */
export function answerMark({ id, updatedAt }: { id: string; updatedAt: Date }): string {
  return `${id}.${updatedAt.getTime()}`
}
