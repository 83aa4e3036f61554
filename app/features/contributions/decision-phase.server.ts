import { phaseLabels, type ProcessRef } from '#app/features/processes/process.ts'
import { formatDate, formatPeriod } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/** The phase in which the decision falls, when the process has one. */
export async function decisionPhase(db: Db, process: ProcessRef): Promise<{ title: string; when: string } | null> {
  const phase = await db
    .selectFrom('phase')
    .select(['title', 'opensOn', 'closesOn', 'whenText'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('kind', '=', 'decision')
    .orderBy('position')
    .executeTakeFirst()
  if (!phase) return null
  const { opensOn, closesOn, whenText } = phase
  const dates =
    opensOn && closesOn
      ? formatPeriod(opensOn, closesOn)
      : opensOn || closesOn
        ? formatDate(opensOn ?? closesOn ?? '')
        : ''
  return { title: phase.title || phaseLabels.decision.title, when: whenText || dates }
}
