import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'

/** Which answer a point has, and who gave it when it was not written for the point. */
export type AnswerLink = { pointId: string; answerId: string; givenBy: string | null }

/** An answer, whole, so that it can be put back. */
type KeptAnswer = {
  id: string
  disposition: string
  ownDispositionId: string | null
  reply: string
  forwardedTo: string
  scope: string
  updatedAt: string
  updatedBy: string | null
  sectionIds: string[]
  paragraphs: { planVersionId: string; lineageId: string }[]
}

/** What acts in the splitting keep of answers. */
export type AnswersKept = { links: AnswerLink[]; answers: KeptAnswer[] }

/** The answers of points, in the order of the points' ids. */
export async function linksOf(
  trx: Trx,
  { municipalityId }: ProcessRef,
  pointIds: readonly string[],
): Promise<AnswerLink[]> {
  const { rows } = await sql<AnswerLink>`
    select point_id, answer_id, given_by from answer_point
    where municipality_id = ${municipalityId} and point_id = any(${[...pointIds]}::uuid[]) order by point_id`.execute(
    trx,
  )
  return rows
}

/** Answers with all that they say. */
export async function answersToKeep(
  trx: Trx,
  { municipalityId }: ProcessRef,
  links: readonly AnswerLink[],
): Promise<KeptAnswer[]> {
  const ids = [...new Set(links.map(({ answerId }) => answerId))]
  const { rows } = await sql<KeptAnswer>`
    select id, disposition, own_disposition_id, reply, forwarded_to, scope, updated_at, updated_by, array(
      select section_id::text from answer_section as place
      where place.municipality_id = answer.municipality_id and place.answer_id = answer.id order by section_id) as section_ids,
      (select coalesce(json_agg(json_build_object('planVersionId', plan_version_id, 'lineageId', lineage_id) order by lineage_id), '[]')
      from answer_paragraph as part where part.municipality_id = answer.municipality_id and part.answer_id = answer.id) as paragraphs
    from answer where municipality_id = ${municipalityId} and id = any(${ids}::uuid[]) order by id`.execute(trx)
  return rows
}

/**
 * Gives points the answers of these links in place of those that they have; a point that is in no link has none. What is left
 * without a point goes. Whoever had an answer open hears that it is about other points now.
 */
export async function relink(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
  links: readonly AnswerLink[],
  now: Date,
): Promise<void> {
  const points = [...pointIds]
  const { rows: lost } = await sql<{ answerId: string }>`
    delete from answer_point where municipality_id = ${municipalityId} and point_id = any(${points}::uuid[])
    returning answer_id`.execute(trx)
  await sql`
    insert into answer_point (municipality_id, process_id, answer_id, point_id, given_by)
    select ${municipalityId}, ${processId}, answer_id, point_id, given_by
    from ${givenRows({ answerId: 'uuid', pointId: 'uuid', givenBy: 'uuid' }, links)} order by place`.execute(trx)
  const answers = [...new Set([...lost, ...links].map(({ answerId }) => answerId))]
  await sql`
    delete from answer where municipality_id = ${municipalityId} and id = any(${answers}::uuid[]) and not exists (
      select from answer_point where answer_point.municipality_id = answer.municipality_id and answer_id = answer.id)`.execute(
    trx,
  )
  await sql`
    update answer set updated_at = greatest(${now}::timestamptz, updated_at + interval '1 millisecond')
    where municipality_id = ${municipalityId} and id = any(${answers}::uuid[])`.execute(trx)
}

/** Puts answers back that went since, as they were. */
export async function putAnswersBack(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  answers: readonly KeptAnswer[],
): Promise<void> {
  for (const { sectionIds, paragraphs, ...answer } of answers) {
    const put = await trx
      .insertInto('answer')
      .values({ municipalityId, processId, ...answer })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!put) continue
    // A section or a version of a plan that was replaced since is there no more.
    await sql`
        insert into answer_section (municipality_id, answer_id, section_id)
        select municipality_id, ${put.id}, id from section
        where municipality_id = ${municipalityId} and id = any(${sectionIds}::uuid[])`.execute(trx)
    await sql`
      insert into answer_paragraph (municipality_id, answer_id, plan_version_id, lineage_id)
      select ${municipalityId}, ${put.id}, given.plan_version_id, given.lineage_id
      from ${givenRows({ planVersionId: 'uuid', lineageId: 'uuid' }, paragraphs)}
      join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = given.plan_version_id
      order by place`.execute(trx)
  }
}
