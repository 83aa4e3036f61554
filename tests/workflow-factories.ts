import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { completeStep as completeStepAct } from '#app/features/answers/complete-step.server.ts'
import { removeAnswer } from '#app/features/answers/remove-answer.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import type { Db } from '#db/client.server.ts'

/** A team of four in a municipality of its own: two who prepare, one who checks, one who approves. */
export async function aTeam(db: Db) {
  const municipality = await aMunicipality(db, { fourEyes: true })
  const member = (name: string, ...innerRoles: Actor['innerRoles']) => anActor(db, municipality, { name, innerRoles })
  return {
    municipality,
    preparer: await member('Ambtenaar A', 'processor'),
    other: await member('Ambtenaar B', 'processor'),
    checker: await member('Ambtenaar C', 'processor', 'reviewer'),
    approver: await member('Ambtenaar D', 'processor', 'reviewer', 'approver'),
    administrator: await member('Ambtenaar E', 'administrator'),
  }
}

/** A process with one point for each summary, each of a contributor of its own. */
export async function aProcessWithPoints(
  db: Db,
  by: Actor,
  summaries: readonly string[],
): Promise<{ process: Process; points: string[] }> {
  const { slug } = await aProcess(db, { id: by.municipalityId })
  const process = await processBySlug(db, by.municipalityId, slug)
  const points: string[] = []
  for (const summary of summaries) points.push(await aPoint(db, by, process, summary))
  return { process, points }
}

/** Gives points of a process one answer. */
export const answered = (db: Db, by: Actor, process: Process, pointIds: string[]) =>
  answerPoints(db, by, { process, pointIds, disposition: 'adopted', reply: 'Wij doen het.' }, NOW)

/** A point of a contributor of its own. */
export async function aPoint(db: Db, by: Actor, process: Process, summary: string): Promise<string> {
  const { id: contributionId } = await aContribution(db, process, { name: 'Inwoner A' })
  return (await markPoint(db, by, { process, contributionId, summary }, NOW)).id
}

/** Completes the step of a point, for tests of rooms before the one of this act. */
export const completeStep = (...given: Parameters<typeof completeStepAct>) => completeStepAct(...given)

/** Takes the answer of a point away. */
export const removeAnswerOf = (db: Db, by: Actor, process: Process, pointId: string) =>
  removeAnswer(db, by, { process, pointId }, NOW)
