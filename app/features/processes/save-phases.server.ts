import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import type { PartOfProcess } from './change-process.server.ts'
import { lockProcess, needRole, refuseWithdrawn } from './lock-process.server.ts'
import { phaseField } from './process.schema.ts'
import { sameValue } from './process-parts.ts'
import { phasesOf, type Phase } from './queries.server.ts'
import { saveNextSteps } from './save-next-steps.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { staleMessage } from '#app/acts/stale.ts'

/** The mark of what the form with the phases shows. */
export const markOfPhases = (phases: readonly Phase[]): string => seenMark(phases)

/**
 * Saves all phases in this order. Exactly one is the consultation, and its days are those of the term, whatever was given.
 * `nextSteps` is saved with them.
 */
export async function savePhases(
  db: Db | Trx,
  by: Doer,
  input: {
    processId: string
    phases: readonly Phase[]
    seen?: string
    nextSteps?: { fields: PartOfProcess<'nextSteps'>; seen?: string }
  },
  now: Date,
): Promise<{ changed: boolean }> {
  needRole(by, 'processor')
  return inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, input.processId)
    refuseWithdrawn(process)
    const next = input.nextSteps && (await saveNextSteps(trx, by, { processId: process.id, ...input.nextSteps }, now))
    const already = { changed: next?.changed === true }
    refuseWithoutConsultation(input.phases)
    const { startsOn, lastDay, municipalityId, id: processId } = process
    const phases = input.phases.map(({ kind, title, opensOn, closesOn, whenText }) => ({
      ...{ kind, title },
      opensOn: kind === 'inspraak' ? startsOn : opensOn,
      closesOn: kind === 'inspraak' ? lastDay : closesOn,
      whenText,
    }))
    const stored = await phasesOf(trx, process)
    if (sameValue(phases, stored)) return already
    if (input.seen !== undefined && input.seen !== markOfPhases(stored)) throw new Refused(staleMessage)
    await trx
      .deleteFrom('phase')
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', processId)
      .execute()
    await trx
      .insertInto('phase')
      .values(phases.map((phase, position) => ({ municipalityId, id: uuid(), processId, position, ...phase })))
      .execute()
    await trx
      .updateTable('process')
      .set({ updatedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', processId)
      .execute()
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'savePhases', subject: { kind: 'process', id: processId }, processId },
      detail: { phases: phases.length, state: process.state },
    })
    return { changed: true }
  })
}

function refuseWithoutConsultation(phases: readonly Phase[]): void {
  const at = phases.flatMap(({ kind }, index) => (kind === 'inspraak' ? [index] : []))
  if (at.length === 0) {
    throw new Refused(
      'Er moet één fase Inspraak zijn. Voeg die fase toe.',
      phases.length > 0 ? phaseField(0, 'kind') : null,
    )
  }
  if (at[1] !== undefined)
    throw new Refused('Er kan maar één fase Inspraak zijn. Kies een andere soort.', phaseField(at[1], 'kind'))
}
