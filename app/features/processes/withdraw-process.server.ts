import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { typed } from '#app/forms/typed.ts'
import { adoptedRefusal, refuseAdopted } from './adoption.server.ts'
import { processRow } from './change-process.server.ts'
import { lockProcess, stateAfter, transitionRefusal } from './lock-process.server.ts'

/** Longest reason, in characters. */
const MAX_REASON = 2000

/** Withdraws a released process; residents read the reason. */
export const withdrawProcess = act({
  name: 'withdrawProcess',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  changes: 'public',
  input: z.object({
    reason: typed
      .transform((text) => text.trim())
      .refine((text) => text !== '', 'Vul in waarom u het traject intrekt. Bewoners lezen deze tekst.')
      .refine((text) => text.length <= MAX_REASON, `Gebruik niet meer dan ${MAX_REASON} tekens.`),
  }),
  refusals: { ...transitionRefusal, ...adoptedRefusal },
  async run({ trx, by, now, process: ref }, { reason }) {
    const process = await lockProcess(trx, by, ref.id, 'close')
    const to = stateAfter(process, 'withdraw')
    await refuseAdopted(trx, process)
    await processRow(trx, process)
      .set({ state: to, withdrawnAt: now, withdrawnBecause: reason, updatedAt: now })
      .execute()
    const detail = { from: process.state, to }
    return did(undefined, { as: 'withdraw', subject: { kind: 'process', id: process.id }, detail })
  },
})
