import { sql } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'

export const otherWordsRefusal = {
  otherWords: {
    says: 'De woorden van dit punt die openbaar worden, zijn intussen gewijzigd. U hebt nog geen akkoord gegeven. Lees wat er nu staat, en kies dan weer “Akkoord”.',
  },
}

/** A mark of what decides which words of a point become public; the same for the same words. */
export async function wordsMark(db: Db | Trx, { municipalityId }: ProcessRef, pointId: string): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`
    select summary, shows_quotation, quote_start, quote_end, array(
      select concat_ws(' ', range_start, range_end, reason, other_reason) from redaction
      where redaction.municipality_id = point.municipality_id and redaction.contribution_id = point.contribution_id
        and range_start < quote_end and range_end > quote_start
      order by range_start, range_end) as left_out
    from point where municipality_id = ${municipalityId} and id = ${asId(pointId)}`.execute(db)
  return seenMark(rows)
}

/** Refuses to agree with a point whose words are not those that the form showed; a form without a mark is not compared. */
export async function refuseOtherWords(
  trx: Trx,
  process: ProcessRef,
  pointId: string,
  seen: string | undefined,
): Promise<void> {
  if (seen !== undefined && seen !== (await wordsMark(trx, process, pointId)))
    throw refusedBy(otherWordsRefusal, 'otherWords')
}
