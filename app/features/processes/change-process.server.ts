import type { Updateable } from 'kysely'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { Process as ProcessTable } from '#db/types.generated.ts'
import { lockProcess, needRole, refuseWithdrawn } from './lock-process.server.ts'
import type { ProcessDetails } from './process.schema.ts'
import type { ProcessPart } from './process-parts.ts'
import { fieldNames, isFixedAfterRelease, processParts, sameValue } from './process-parts.ts'
import { markOfPart, type Process } from './queries.server.ts'
import { staleMessage } from '#app/acts/stale.ts'

export type PartOfProcess<Part extends ProcessPart> = Partial<Pick<ProcessDetails, (typeof processParts)[Part][number]>>

/**
 * Saves what differs in one part of a process and writes down which fields; `also` gives columns that follow from it.
 * Fields that are left out stay. Refused when a field is fixed, when it is withdrawn, or when `seen` is no longer what is stored.
 */
export async function changeProcess<Part extends ProcessPart>(
  trx: Trx,
  by: Doer,
  change: {
    processId: string
    part: Part
    fields: PartOfProcess<Part>
    seen?: string | undefined
    act: string
    now: Date
  },
  also: (process: Process) => Updateable<ProcessTable> = () => ({}),
): Promise<{ changed: boolean; process: Process }> {
  needRole(by, 'processor')
  const { part, seen, act, now } = change
  const given: Partial<ProcessDetails> = change.fields
  const process = await lockProcess(trx, by, change.processId)
  refuseWithdrawn(process)
  const fields = processParts[part].filter((field) => isGiven(given, field) && !sameValue(given[field], process[field]))
  if (fields.length === 0) return { changed: false, process }
  if (seen !== undefined && seen !== markOfPart(process, part)) throw new Refused(staleMessage)
  const fixed = process.state === 'draft' ? undefined : fields.find(isFixedAfterRelease)
  if (fixed)
    throw new Refused(`Dit traject is vrijgegeven. Daarom kunt u ${fieldNames[fixed]} niet meer wijzigen.`, fixed)
  if (given.title?.trim() === '') throw new Refused('Vul de titel van het traject in.', 'title')

  const values = Object.fromEntries(fields.map((field) => [field, given[field]]))
  const saved: Process = { ...process, ...values }
  const { municipalityId, id } = process
  await trx
    .updateTable('process')
    .set({ ...values, ...also(saved), updatedAt: now })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
  const detail = { changed: fields.join(' '), state: process.state }
  await record(trx, { municipalityId, at: now, by, act, subject: { kind: 'process', id }, processId: id, detail })
  return { changed: true, process: saved }
}

/** The regime of a form may be left open; then the one of the process stays. */
function isGiven(fields: Partial<ProcessDetails>, field: keyof ProcessDetails): boolean {
  return fields[field] !== undefined && !(field === 'regime' && fields[field] === null)
}
