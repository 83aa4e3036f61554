import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { dueForErasure, rowsOfKind } from './due.server.ts'
import { eraseContributions } from './erase-contributions.server.ts'
import { countedInWords, retentionKinds, type RetentionKind } from './retention.ts'

/** Erases what is due of one kind in one process, as a person approved it: as many as that person saw. It cannot be undone. */
export const eraseDue = act({
  name: 'eraseDue',
  by: { audience: 'official', needs: 'administrator' },
  on: 'process',
  changes: 'public',
  input: z.object({ kind: z.enum(retentionKinds), count: z.coerce.number().int() }),
  refusals: {
    notDue: { says: 'Dit hoeft nu niet te worden gewist. Er is niets gewist.' },
    otherCount: {
      says: ({ kind, count }: { kind: RetentionKind; count: number }) =>
        `Het zijn er nu ${countedInWords(kind, count)}. Er is niets gewist. Kijk opnieuw, en keur dat dan goed.`,
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { kind, count }) {
    const process = await lockProcess(trx, by, ref.id, 'close')
    const { municipalityId, id: processId } = process
    const { due: found } = await dueForErasure(trx, municipalityId, now, { only: { processId, kind } })
    const [due] = found
    if (!due) return refuse('notDue')
    if (due.count !== count) return refuse('otherCount', { kind, count: due.count })
    await erase(trx, process, kind, now)
    const { months, basis } = due
    const id = uuid()
    await trx
      .insertInto('erasure')
      .values({ municipalityId, id, processId, kind, count, months, basis, erasedAt: now, approvedBy: by.id })
      .execute()
    return did({ count }, { subject: { kind: 'erasure', id }, detail: { kind, count, months } })
  },
})

async function erase(trx: Trx, process: ProcessRef, kind: RetentionKind, now: Date): Promise<void> {
  if (kind === 'contribution') return eraseContributions(trx, process, now)
  const tables = {
    contactAddress: 'contributor_contact',
    advice: 'advice_request',
    sourceFile: 'contribution_file',
    formerWording: 'public_wording',
  }
  const own = rowsOfKind[kind](process.municipalityId, sql`${process.id}`)
  await sql`delete from ${sql.table(tables[kind])} where ctid = any(array(select due.ctid from ${own}))`.execute(trx)
}
