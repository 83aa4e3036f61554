import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import { dispositionOf, ownDispositionIn, type Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { AnswerScope } from './scope.ts'

export type AnswerForPoints = {
  /** The points that get this one answer, in place of the one that they have. */
  pointIds: readonly string[]
  disposition: Decision
  reply: string
  forwardedTo: string
  sectionIds: readonly string[]
  scope: AnswerScope
}

/**
 * Stores many complete answers for points of a process that is held, all in the same few statements, and records each. An answer
 * that no point has any more goes. Whoever calls it checked that the points are of the process and may be answered.
 */
export async function storeManyAnswers(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  given: readonly AnswerForPoints[],
  now: Date,
): Promise<void> {
  const answers = given.map((answer) => ({
    ...{ ...answer, id: uuid() },
    disposition: dispositionOf(answer.disposition),
    ownDispositionId: ownDispositionIn(answer.disposition),
    decision: answer.disposition,
  }))
  const links = answers.flatMap(({ id, pointIds }) => pointIds.map((pointId) => ({ id, pointId })))
  if (links.length === 0) return
  const points = links.map(({ pointId }) => pointId)
  // Held in one order, so that two who answer the same points wait for each other.
  await sql`
    select from point where municipality_id = ${municipalityId} and process_id = ${processId} and id = any(${points}::uuid[])
    order by id for update`.execute(trx)
  await sql`
    with gone as (
      delete from answer_point where municipality_id = ${municipalityId} and point_id = any(${points}::uuid[])
      returning answer_id, point_id
    )
    delete from answer where municipality_id = ${municipalityId} and id in (select answer_id from gone) and not exists (
      select from answer_point
      where answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id
        and not answer_point.point_id = any(${points}::uuid[]))`.execute(trx)
  const columns = {
    ...{ id: 'uuid', disposition: 'text', ownDispositionId: 'uuid', reply: 'text', forwardedTo: 'text', scope: 'text' },
  }
  await sql`
    insert into answer (municipality_id, id, process_id, disposition, own_disposition_id, reply, forwarded_to, scope, updated_at, updated_by)
    select ${municipalityId}, id, ${processId}, disposition, own_disposition_id, reply, forwarded_to, scope, ${now}, ${by.id}
    from ${givenRows(columns, answers)} order by place`.execute(trx)
  await sql`
    insert into answer_point (municipality_id, process_id, answer_id, point_id)
    select ${municipalityId}, ${processId}, id, point_id from ${givenRows({ id: 'uuid', pointId: 'uuid' }, links)}`.execute(
    trx,
  )
  const sections = answers.flatMap(({ id, sectionIds }) => sectionIds.map((sectionId) => ({ id, sectionId })))
  await sql`
    insert into answer_section (municipality_id, answer_id, section_id)
    select ${municipalityId}, id, section_id from ${givenRows({ id: 'uuid', sectionId: 'uuid' }, sections)}`.execute(
    trx,
  )
  await recordAll(
    trx,
    answers.map(({ id, decision, pointIds, sectionIds }) => ({
      ...{ municipalityId, at: now, by, act: 'answerPoints', subject: { kind: 'answer', id }, processId },
      detail: { from: null, to: decision, points: pointIds.length, sections: sectionIds.length },
    })),
  )
}
