import { sql } from 'kysely'
import { z } from 'zod'
import { refusedBy } from '#app/acts/act.server.ts'
import type { FindingKind } from '#app/features/contributions/personal-data.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { isOpenFinding } from './is-open-finding.server.ts'
import type { FindingField } from './search-words.server.ts'

export type StoredFinding = {
  id: string
  pointId: string | null
  answerId: string | null
  field: FindingField
  kind: FindingKind
  start: number
  end: number
}

/** Which finding is decided about, and whether all others of the same value are too. */
export const chosenFinding = { findingId: z.string(), everywhere: ticked }

export const findingRefusals = {
  findingGone: { says: 'Dit staat er niet meer: de tekst is veranderd, of een collega heeft het al bekeken.' },
}

/** Open findings of these kinds in what people wrote, at most so many. */
export async function quotedFindings(
  trx: Trx,
  process: ProcessRef,
  kinds: readonly FindingKind[],
  most: number,
): Promise<StoredFinding[]> {
  const { rows } = await sql<StoredFinding>`
    select id, point_id, answer_id, field, kind, range_start as start, range_end as "end"
    from finding where ${await isOpenFinding(trx, process)} and field = 'quotation' and kind = any(${[...kinds]}::text[])
      -- What is public is changed in another way, with an account of it.
      and not (select is_public from point_work where point_work.municipality_id = finding.municipality_id and point_work.point_id = finding.point_id)
    order by point_id, range_start limit ${most}`.execute(trx)
  return rows
}

/**
 * An open finding of a process, and with `everywhere` all others of the same value. Throws Refused when it is not there any
 * more: its text changed, or a colleague decided about it.
 */
export async function findingsToDecide(
  trx: Trx,
  process: ProcessRef,
  findingId: string,
  everywhere: boolean,
): Promise<StoredFinding[]> {
  const chosen = everywhere
    ? sql`(finding.kind, finding.value_hash) = (
        select kind, value_hash from finding as chosen
        where chosen.municipality_id = ${process.municipalityId} and chosen.process_id = ${process.id} and chosen.id = ${asId(findingId)})`
    : sql`finding.id = ${asId(findingId)}`
  const { rows } = await sql<StoredFinding>`
    select id, point_id, answer_id, field, kind, range_start as start, range_end as "end"
    from finding where ${await isOpenFinding(trx, process)} and ${chosen} order by point_id, answer_id, range_start`.execute(
    trx,
  )
  if (rows.length === 0) throw refusedBy(findingRefusals, 'findingGone')
  return rows
}
