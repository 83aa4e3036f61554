import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { leftOutWords, type LeftOutWords } from './left-out-words.ts'
import type { RedactionReason } from './public-words.ts'

/** What officials left out of texts of a process, to look for it elsewhere; what came along in other letters is the same. */
export async function leftOutOfProcess(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<LeftOutWords> {
  const rows = await db
    .selectFrom('redaction')
    .select(['words', 'reason', 'otherReason'])
    .distinct()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('isCarried', '=', false)
    .orderBy('words')
    .execute()
  // The check on this column in the database names the same reasons.
  return leftOutWords(rows.map(({ reason, ...row }) => ({ ...row, reason: reason as RedactionReason })))
}
