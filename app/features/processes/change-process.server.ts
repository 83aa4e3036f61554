import type { Updateable } from 'kysely'
import { refusedBy, type ActEvent } from '#app/acts/act.server.ts'
import { staleRefusal } from '#app/acts/stale.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { Process as ProcessTable } from '#db/types.generated.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from './lock-process.server.ts'
import { changedFields, fieldNames, isFixedAfterRelease, type Given, type ProcessField } from './process-parts.ts'
import type { Process } from './queries.server.ts'

export const changeRefusals = {
  ...withdrawnRefusal,
  stale: staleRefusal,
  fixed: {
    says: (field: ProcessField) => `Dit traject is vrijgegeven. Daarom kunt u ${fieldNames[field]} niet meer wijzigen.`,
    at: (field: ProcessField) => field,
  },
}

/** The process, held, when something of it may still change. Throws NotFound or Refused. */
export async function processToChange(
  trx: Trx,
  by: { municipalityId: string },
  { id }: { id: string },
): Promise<Process> {
  const process = await lockProcess(trx, by, id)
  refuseWithdrawn(process)
  return process
}

/**
 * Stores what differs of these fields; `also` gives columns that follow from them. Throws Refused at a field that is fixed
 * since the release.
 */
export async function storeFields(
  trx: Trx,
  process: Process,
  given: Given,
  now: Date,
  also: (saved: Process) => Updateable<ProcessTable> = () => ({}),
): Promise<Process> {
  const fields = changedFields(process, given)
  const fixed = process.state === 'draft' ? undefined : fields.find(isFixedAfterRelease)
  if (fixed) throw refusedBy(changeRefusals, 'fixed', fixed)
  const values = Object.fromEntries(fields.map((field) => [field, given[field]]))
  const saved: Process = { ...process, ...values }
  await processRow(trx, process)
    .set({ ...values, ...also(saved), updatedAt: now })
    .execute()
  return saved
}

/** The row of a process, to be updated. */
export const processRow = (trx: Trx, { municipalityId, id }: Pick<Process, 'municipalityId' | 'id'>) =>
  trx.updateTable('process').where('municipalityId', '=', municipalityId).where('id', '=', id)

/** What the record keeps of a change: which parts, never what they say. */
export const changeEvent = (process: Process, changed: readonly string[]): ActEvent => ({
  subject: { kind: 'process', id: process.id },
  detail: { changed: changed.join(' '), state: process.state },
})
