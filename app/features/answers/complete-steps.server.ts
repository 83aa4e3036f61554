import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { movePoints, obstacleTo } from '#app/features/workflow/move-points.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { doneAt, type Step } from '#app/features/workflow/steps.ts'
import { seen } from '#app/forms/typed.ts'
import { withIncompleteAnswer } from './complete-answers.server.ts'
import { markOfAnswers } from './gate-marks.server.ts'
import { publicationOf, takenBy, type Publication } from './publications.server.ts'

/**
 * The points of a publication that someone may bring through all steps that they still have, as a subquery of ids: each of these steps is
 * theirs to do, and the answer is complete. What was sent back, or whose words changed since it was answered, is looked at one by one
 * (`isCompletable` says the same of a count of points).
 */
export function completable(
  by: Doer,
  process: ProcessRef,
  { rounds }: Pick<Publication, 'rounds'>,
  steps: readonly Step[],
): RawBuilder<unknown> {
  const { municipalityId, id } = process
  const own = sql`point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and ${takenBy(rounds).points}
    and point_work.state in ('answered', 'released')`
  return sql`
    select point_work.point_id from point_work
    where ${own} and point_work.step < ${doneAt(steps)} and point_work.return_id is null and not point_work.changed_since_answer
      and point_work.point_id not in (${withIncompleteAnswer(process)})
      and (${obstacleTo(steps, by, doneAt(steps))}) is null`
}

/**
 * Completes at the gate all steps that points of a publication still have, of those that someone may bring that far: so ten points need
 * no thirty times 'akkoord'. What another has to do stays where it is. Gives how many points.
 */
export const completeSteps = act({
  name: 'completeSteps',
  by: { audience: 'official' },
  on: 'process',
  input: z.object({
    publicationId: z.string(),
    /** Mark of the answers that the gate counted. */
    seen,
  }),
  refusals: {
    ...answeringRefusals,
    stale: {
      says: 'Een collega heeft intussen iets gewijzigd aan de antwoorden die u zou goedkeuren. Er is niets goedgekeurd. Bekijk wat er nu staat, en kies opnieuw.',
    },
    noneForYou: {
      says: 'Er is niets goedgekeurd. Wat nog openstaat, ligt bij een stap van een ander, is teruggestuurd, of u werkte zelf aan het antwoord.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { publicationId, seen }) {
    const process = await processToAnswer(trx, by, ref, 'change')
    const publication = await publicationOf(trx, process, publicationId)
    const steps = await stepsOf(trx, process)
    const eventId = uuid()
    const points = completable(by, process, publication, steps)
    if (seen !== undefined && seen !== (await markOfAnswers(trx, process, points))) return refuse('stale')
    const moved = await movePoints(trx, by, process, { eventId, points, steps, target: doneAt(steps) }, now)
    if (moved === 0) return refuse('noneForYou')
    return did(
      { points: moved },
      { id: eventId, subject: { kind: 'publication', id: publication.id }, detail: { points: moved } },
    )
  },
})
