import { v7 as uuid } from 'uuid'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale } from '#app/acts/stale.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { changeEvent, changeRefusals, processToChange, storeFields } from './change-process.server.ts'
import { changedFields, sameValue } from './process-parts.ts'
import { nextStepsFields, phasesInput } from './process.schema.ts'
import { markOfPart, phasesOf, type Phase, type Process } from './queries.server.ts'

/** The mark of what the form with the phases and what happens next shows. */
export const markOfPhases = (process: Process, phases: readonly Phase[]): string =>
  seenMark([phases, markOfPart(process, 'nextSteps')])

/**
 * Saves all phases in this order, and what happens after the consultation; possible until the process is withdrawn. The days
 * of the consultation are those of the term, whatever was given.
 */
export const savePhases = act({
  name: 'savePhases',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: nextStepsFields.extend({ phases: phasesInput, seen }),
  refusals: changeRefusals,
  async run({ trx, by, now, process: ref }, { seen, phases: given, ...nextSteps }) {
    const process = await processToChange(trx, by, ref)
    const phases = given.map((phase) =>
      phase.kind === 'inspraak' ? { ...phase, opensOn: process.startsOn, closesOn: process.lastDay } : phase,
    )
    const stored = await phasesOf(trx, process)
    const fields = changedFields(process, nextSteps)
    const movesPhases = !sameValue(phases, stored)
    if (fields.length === 0 && !movesPhases) return changedNothing({ changed: false })
    refuseStale(seen, markOfPhases(process, stored))
    await storeFields(trx, process, nextSteps, now)
    const next = { as: 'saveNextSteps', ...changeEvent(process, fields) }
    if (!movesPhases) return did({ changed: true }, next)
    await replacePhases(trx, process, phases)
    const { subject } = next
    const moved = { subject, detail: { phases: phases.length, state: process.state } }
    return fields.length === 0 ? did({ changed: true }, moved) : did({ changed: true }, next, moved)
  },
})

async function replacePhases(trx: Trx, { municipalityId, id: processId }: Process, phases: readonly Phase[]) {
  await trx
    .deleteFrom('phase')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .execute()
  await trx
    .insertInto('phase')
    .values(phases.map((phase, position) => ({ municipalityId, id: uuid(), processId, position, ...phase })))
    .execute()
}
