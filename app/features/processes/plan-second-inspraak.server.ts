import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { processRow } from './change-process.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from './lock-process.server.ts'
import { secondInspraak } from './process.schema.ts'

/**
 * Says until which day a second inspraak runs, or takes that away. Its answers wait for the end of that day, and the process does not
 * end before; the website takes no reactions for it, officials register what comes in.
 */
export const planSecondInspraak = act({
  name: 'planSecondInspraak',
  by: byProcessor,
  on: 'process',
  input: secondInspraak,
  refusals: {
    ...withdrawnRefusal,
    beforeTheEnd: {
      says: 'Een tweede inspraak loopt later af dan de eerste. Vul een latere dag in.',
      at: 'secondLastDay',
    },
  },
  async run({ trx, by, process: { id }, refuse }, { secondLastDay }) {
    const process = await lockProcess(trx, by, id)
    refuseWithdrawn(process)
    if (process.secondLastDay === secondLastDay) return changedNothing(undefined)
    if (secondLastDay && process.lastDay && secondLastDay <= process.lastDay) refuse('beforeTheEnd')
    await processRow(trx, process).set({ secondLastDay }).execute()
    return did(undefined, {
      subject: { kind: 'process', id },
      detail: { from: process.secondLastDay, to: secondLastDay },
    })
  },
})
