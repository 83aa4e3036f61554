import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { answerProblems, type AnswerProblem, type Disposition } from '#app/features/points/disposition.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { AnswerScope } from './scope.ts'
import { answerOf, markOf, type StoredAnswer } from './stored-answer.server.ts'

export type AnswerPoints = {
  process: { id: string }
  /** The points that get this one answer; those that had it and are no longer named lose it. */
  pointIds: readonly string[]
  disposition: Disposition | null
  reply: string
  forwardedTo?: string
  sectionIds?: readonly string[]
  /** What it is about; left out: the point, or with more points several of them together. */
  scope?: AnswerScope
  /** Mark of the answer that the form showed, '' for none. Left out: nothing was shown, what is there is replaced. */
  seen?: string
}

/** An answer that is not complete: what is missing, by field of the form. */
export class AnswerIncomplete extends Refused {
  readonly problems: AnswerProblem[]
  constructor(problems: AnswerProblem[]) {
    super(problems.map(({ message }) => message).join(' '), problems[0]?.field ?? null)
    this.problems = problems
  }
}

/** A colleague answered while someone was writing; nothing was stored, and both texts are still there to choose from. */
export class StaleAnswer extends Refused {
  /** What is stored now; null when the colleague took the answer away. */
  readonly current: StoredAnswer | null
  constructor(current: StoredAnswer | null) {
    super(
      'Een collega heeft dit antwoord intussen gewijzigd. Er is nog niets bewaard. Vergelijk de twee teksten.',
      'reply',
    )
    this.current = current
  }
}

/**
 * Gives points of one process one answer, or changes the answer they have. Throws AnswerIncomplete, StaleAnswer,
 * NotFound, and Refused when the points already have different answers.
 */
export async function answerPoints(
  db: Db | Trx,
  by: Doer,
  input: AnswerPoints,
  now: Date,
): Promise<{ id: string; mark: string }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, input.process)
    const { municipalityId, id: processId } = process
    const pointIds = [...new Set(input.pointIds.map(asId))]
    if (pointIds.length === 0) throw new Refused('Kies minstens één punt dat dit antwoord krijgt.', 'punten')
    await lockPoints(trx, process, pointIds)
    const earlier = await answersOfPoints(trx, process, pointIds)
    if (earlier.length > 1) {
      throw new Refused(
        'Deze punten hebben al verschillende antwoorden. Kies punten zonder antwoord, of haal eerst een antwoord weg.',
        'punten',
      )
    }
    const current = earlier[0] ? await answerOf(trx, process, earlier[0]) : null
    if (input.seen !== undefined && input.seen !== (current?.mark ?? '')) throw new StaleAnswer(current)

    const sectionIds = await sectionsOfPlan(trx, process, input.sectionIds ?? [])
    const { disposition, reply, forwardedTo = '' } = input
    const problems = answerProblems({ disposition, reply, forwardedTo, planLinks: sectionIds })
    if (problems.length > 0 || disposition === null) throw new AnswerIncomplete(problems)

    const id = current?.id ?? uuid()
    // Two saves in one millisecond must not leave the same mark.
    const updatedAt = new Date(Math.max(now.getTime(), (current?.updatedAt.getTime() ?? 0) + 1))
    const values = { disposition, reply, forwardedTo: forwardedTo.trim(), updatedAt, updatedBy: by.id }
    const scope = input.scope ?? (pointIds.length > 1 ? 'theme' : 'point')
    await trx
      .insertInto('answer')
      .values({ municipalityId, id, processId, scope, ...values })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doUpdateSet({ ...values, scope }))
      .execute()
    await trx
      .deleteFrom('answerPoint')
      .where('municipalityId', '=', municipalityId)
      .where('answerId', '=', id)
      .execute()
    await trx
      .insertInto('answerPoint')
      .values(pointIds.map((pointId) => ({ municipalityId, processId, answerId: id, pointId })))
      .execute()
    await trx
      .deleteFrom('answerSection')
      .where('municipalityId', '=', municipalityId)
      .where('answerId', '=', id)
      .execute()
    if (sectionIds.length > 0) {
      await trx
        .insertInto('answerSection')
        .values(sectionIds.map((sectionId) => ({ municipalityId, answerId: id, sectionId })))
        .execute()
    }
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: current ? 'changeAnswer' : 'answerPoints',
        subject: { kind: 'answer', id },
        processId,
      },
      detail: {
        from: current?.disposition ?? null,
        to: disposition,
        points: pointIds.length,
        sections: sectionIds.length,
      },
    })
    return { id, mark: markOf({ id, updatedAt }) }
  })
}

/** Holds the points in one order, so that two who answer overlapping sets wait for each other. Throws NotFound. */
async function lockPoints(trx: Trx, { municipalityId, id: processId }: Process, pointIds: string[]): Promise<void> {
  const found = await trx
    .selectFrom('point')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', 'in', pointIds)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (found.length !== pointIds.length) throw new NotFound()
}

async function answersOfPoints(trx: Trx, { municipalityId }: Process, pointIds: string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('answerPoint')
    .select('answerId')
    .distinct()
    .where('municipalityId', '=', municipalityId)
    .where('pointId', 'in', pointIds)
    .execute()
  return rows.map(({ answerId }) => answerId)
}

/** The chosen sections, when each stands in a plan of this process. Throws NotFound. */
async function sectionsOfPlan(
  trx: Trx,
  { municipalityId, id: processId }: Process,
  chosen: readonly string[],
): Promise<string[]> {
  const ids = [...new Set(chosen.map(asId))]
  if (ids.length === 0) return []
  const rows = await trx
    .selectFrom('section')
    .innerJoin('planVersion', (join) =>
      join
        .onRef('planVersion.municipalityId', '=', 'section.municipalityId')
        .onRef('planVersion.id', '=', 'section.planVersionId'),
    )
    .select('section.id')
    .where('section.municipalityId', '=', municipalityId)
    .where('planVersion.processId', '=', processId)
    .where('section.id', 'in', ids)
    .execute()
  if (rows.length !== ids.length) throw new NotFound()
  return ids
}
