import { sql } from 'kysely'
import type { FormalState } from '#app/features/contributions/formal-state.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/** Another contribution, by the number of who gave it. */
export type OtherContribution = { id: string; number: number | null }

/** Why a contribution does not count, with who said so. */
export type FormalView = {
  state: FormalState
  reason: string
  doubleOf: OtherContribution | null
  referredTo: string
  by: string
  on: string
}

type Row = {
  formalState: FormalState | null
  formalReason: string
  referredTo: string
  formalAt: Date | null
  by: string | null
  originalId: string | null
  originalNumber: number | null
}

/** Why a contribution does not count, or null; and which others are doubles of it. */
export async function formalViewOf(
  db: Db,
  { municipalityId, id }: ProcessRef,
  contributionId: string,
): Promise<{ formal: FormalView | null; doubles: OtherContribution[] }> {
  const { rows } = await sql<Row>`
    select contribution.formal_state, contribution.formal_reason, contribution.referred_to, contribution.formal_at, account.name as by,
      original.id as original_id, giver.number as original_number
    from contribution
    left join account on account.municipality_id = contribution.municipality_id and account.id = contribution.formal_by
    left join contribution as original on original.municipality_id = contribution.municipality_id and original.id = contribution.double_of
    left join contributor as giver on giver.municipality_id = original.municipality_id and giver.id = original.contributor_id
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and contribution.id = ${contributionId}`.execute(
    db,
  )
  const { rows: doubles } = await sql<OtherContribution>`
    select contribution.id, contributor.number from contribution
    join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
    where contribution.municipality_id = ${municipalityId} and double_of = ${contributionId}
    order by contributor.number, contribution.id limit 50`.execute(db)
  const row = rows[0]
  if (!row || row.formalState === null || row.formalAt === null) return { formal: null, doubles }
  return {
    formal: {
      ...{ state: row.formalState, reason: row.formalReason, referredTo: row.referredTo },
      doubleOf: row.originalId === null ? null : { id: row.originalId, number: row.originalNumber },
      ...{ by: row.by ?? 'het systeem', on: formatDate(today(row.formalAt)) },
    },
    doubles,
  }
}
