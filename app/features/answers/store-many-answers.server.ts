import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import { dispositionOf, ownDispositionIn, type Decision } from '#app/features/points/disposition.ts'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { changesOfAnswer, lastSaidOf } from './answer-versions.server.ts'
import type { AnswerScope } from './scope.ts'

export type AnswerForPoints = {
  /** The answer that these points have and that changes; null for points without one, which get a new one. */
  answerId: string | null
  /** All points that have the answer, or get it. */
  pointIds: readonly string[]
  disposition: Decision
  reply: string
  forwardedTo: string
  sectionIds: readonly string[]
  /** What a new answer is about; one that is there keeps its own. */
  scope: AnswerScope
}

const columns = {
  ...{ id: 'uuid', disposition: 'text', ownDispositionId: 'uuid', reply: 'text', forwardedTo: 'text', scope: 'text' },
}

/**
 * Stores many complete answers for points of a process that is held, all in the same few statements, and records each. An answer
 * that is there stays the same answer with its earlier texts, and keeps the paragraphs of sections that it still names. Whoever calls it checked that the points are of the process, have
 * these answers and may be answered.
 */
export async function storeManyAnswers(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  given: readonly AnswerForPoints[],
  now: Date,
): Promise<void> {
  const { municipalityId, id: processId } = process
  const answers = given.map((answer) => ({
    ...{ ...answer, id: answer.answerId ?? uuid(), eventId: uuid() },
    disposition: dispositionOf(answer.disposition),
    ownDispositionId: ownDispositionIn(answer.disposition),
    decision: answer.disposition,
  }))
  if (answers.length === 0) return
  const points = answers.flatMap(({ pointIds }) => pointIds)
  const ids = answers.map(({ id }) => id)
  // Held in one order, so that two who answer the same points wait for each other.
  await sql`
    select from point where municipality_id = ${municipalityId} and process_id = ${processId} and id = any(${points}::uuid[])
    order by id for update`.execute(trx)
  const before = await lastSaidOf(trx, process, ids)
  // Two saves in one millisecond must not leave the same mark.
  await sql`
    update answer set disposition = given.disposition, own_disposition_id = given.own_disposition_id, reply = given.reply, forwarded_to = given.forwarded_to,
      updated_at = greatest(${now}::timestamptz, updated_at + interval '1 millisecond'), updated_by = ${by.id}
    from ${givenRows(
      columns,
      answers.filter(({ answerId }) => answerId !== null),
    )}
    where answer.municipality_id = ${municipalityId} and answer.process_id = ${processId} and answer.id = given.id`.execute(
    trx,
  )
  const fresh = answers.filter(({ answerId }) => answerId === null)
  await sql`
    insert into answer (municipality_id, id, process_id, disposition, own_disposition_id, reply, forwarded_to, scope, updated_at, updated_by)
    select ${municipalityId}, id, ${processId}, disposition, own_disposition_id, reply, forwarded_to, scope, ${now}, ${by.id}
    from ${givenRows(columns, fresh)} order by place`.execute(trx)
  const links = fresh.flatMap(({ id, pointIds }) => pointIds.map((pointId) => ({ id, pointId })))
  await sql`
    insert into answer_point (municipality_id, process_id, answer_id, point_id)
    select ${municipalityId}, ${processId}, id, point_id from ${givenRows({ id: 'uuid', pointId: 'uuid' }, links)}`.execute(
    trx,
  )
  await storeManyLinks(trx, process, answers)
  const after = await lastSaidOf(trx, process, ids)
  await keepHistory(
    trx,
    process,
    answers.flatMap(({ id, eventId, pointIds }) =>
      changesOfAnswer(eventId, pointIds, before.get(id) ?? null, after.get(id) ?? null),
    ),
  )
  await tellPoints(trx, municipalityId, points)
  await recordAll(
    trx,
    answers.map(({ id, eventId, answerId, decision, pointIds, sectionIds }) => ({
      ...{ id: eventId, municipalityId, at: now, by, subject: { kind: 'answer', id }, processId },
      act: answerId === null ? 'answerPoints' : 'changeAnswer',
      detail: {
        ...{ from: before.get(id)?.disposition ?? null, to: decision },
        ...{ points: pointIds.length, sections: sectionIds.length },
      },
    })),
  )
}

/** Stores the sections that answers name, in place of those that they named; paragraphs of the others go. */
async function storeManyLinks(
  trx: Trx,
  { municipalityId }: ProcessRef,
  answers: readonly { id: string; sectionIds: readonly string[] }[],
): Promise<void> {
  const ids = answers.map(({ id }) => id)
  const named = answers.flatMap(({ id, sectionIds }) => sectionIds.map((sectionId) => ({ id, sectionId })))
  const stays = sql`select id, section_id from ${givenRows({ id: 'uuid', sectionId: 'uuid' }, named)}`
  await sql`
    delete from answer_paragraph using paragraph
    where answer_paragraph.municipality_id = ${municipalityId} and answer_id = any(${ids}::uuid[])
      and paragraph.municipality_id = ${municipalityId} and paragraph.plan_version_id = answer_paragraph.plan_version_id
      and paragraph.lineage_id = answer_paragraph.lineage_id and (answer_id, section_id) not in (${stays})`.execute(trx)
  await sql`
    delete from answer_section
    where municipality_id = ${municipalityId} and answer_id = any(${ids}::uuid[]) and (answer_id, section_id) not in (${stays})`.execute(
    trx,
  )
  await sql`
    insert into answer_section (municipality_id, answer_id, section_id)
    select ${municipalityId}, id, section_id from (${stays}) as named on conflict do nothing`.execute(trx)
}
