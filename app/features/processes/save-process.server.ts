import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale } from '#app/acts/stale.server.ts'
import { seen } from '#app/forms/typed.ts'
import { changeEvent, changeRefusals, processToChange, storeFields } from './change-process.server.ts'
import { changedFields } from './process-parts.ts'
import { detailsFields } from './process.schema.ts'
import { markOfPart } from './queries.server.ts'

/** Saves title, question, summary, purposes and decision. */
export const saveProcess = act({
  name: 'saveProcess',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: detailsFields.extend({ seen }),
  refusals: changeRefusals,
  async run({ trx, by, now, process: ref }, { seen, ...given }) {
    const process = await processToChange(trx, by, ref)
    const changed = changedFields(process, given)
    if (changed.length === 0) return changedNothing({ changed: false })
    refuseStale(seen, markOfPart(process, 'details'))
    await storeFields(trx, process, given, now)
    return did({ changed: true }, changeEvent(process, changed))
  },
})
