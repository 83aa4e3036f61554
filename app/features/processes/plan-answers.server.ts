import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from './lock-process.server.ts'
import { processRow } from './change-process.server.ts'
import { plannedAnswers } from './process.schema.ts'

/** Sets the day on which officials mean to have all answers approved, or takes it away; the public does not see it. */
export const planAnswers = act({
  name: 'planAnswers',
  by: byProcessor,
  on: 'process',
  input: plannedAnswers,
  refusals: withdrawnRefusal,
  async run({ trx, by, process: { id } }, { answersPlannedOn }) {
    const process = await lockProcess(trx, by, id)
    refuseWithdrawn(process)
    if (process.answersPlannedOn === answersPlannedOn) return changedNothing(undefined)
    await processRow(trx, process).set({ answersPlannedOn }).execute()
    return did(undefined, { subject: { kind: 'process', id }, detail: { plannedOn: answersPlannedOn } })
  },
})
