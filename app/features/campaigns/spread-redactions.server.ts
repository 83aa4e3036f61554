import { sql } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import type { SayTheSame } from '#app/features/points/carry-redactions.server.ts'
import { leaveOutOfOthers } from '#app/features/points/leave-out-of-others.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { sayTheSame } from './say-the-same.server.ts'

/** A campaign, its base text, and the letters that were just split after it. */
type Spreading = { campaignId: string; baseId: string; letterIds: readonly string[] }

/**
 * Leaves out of all that say the same, in the campaign or beside it, what was left out of one of these letters before its points were shared; and out of
 * what lies beside the campaign what is left out of its base text. What is public stays. Whoever calls it holds the campaigns.
 */
export async function spreadRedactions(
  trx: Trx,
  by: Doer,
  process: Process,
  { campaignId, baseId, letterIds }: Spreading,
  now: Date,
): Promise<void> {
  const { municipalityId } = process
  const { rows } = await sql<{ contributionId: string; redactionId: string }>`
    select distinct on (campaign_point.shared_id, redaction.shared_id) redaction.contribution_id, redaction.id as redaction_id
    from redaction
    join point on point.municipality_id = ${municipalityId} and point.contribution_id = redaction.contribution_id
      and quote_start < range_end and quote_end > range_start
    join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.point_id = point.id
      and campaign_id = ${campaignId} and campaign_point.shared_id is not null
    where redaction.municipality_id = ${municipalityId} and redaction.contribution_id = any(${[baseId, ...letterIds]}::uuid[])
    -- Of what is left out of the base text too, that one.
    order by campaign_point.shared_id, redaction.shared_id, redaction.contribution_id <> ${baseId}::uuid, redaction.id`.execute(
    trx,
  )
  if (rows.length === 0) return
  const [ofBase, ofLetters] = [
    rows.filter(({ contributionId }) => contributionId === baseId),
    rows.filter(({ contributionId }) => contributionId !== baseId),
  ]
  for (const [of, say] of [[ofLetters, sayTheSame] as const, [ofBase, sayItBeside(campaignId)] as const]) {
    const contributionIds = [...new Set(of.map(({ contributionId }) => contributionId))]
    const from = { contributionIds, ids: of.map(({ redactionId }) => redactionId) }
    if (contributionIds.length > 0)
      await leaveOutOfOthers(trx, by, process, { ...from, sayTheSame: say, alikePublic: 'stays' }, now)
  }
}

/** Those that say the same and are not of this campaign: its letters have it from the base text already. */
const sayItBeside =
  (campaignId: string): SayTheSame =>
  async (db, process, pointIds) => {
    const { rows } = await sql<{ pointId: string }>`
      select point_id from campaign_point
      where municipality_id = ${process.municipalityId} and campaign_id = ${campaignId} and shared_id is not null`.execute(
      db,
    )
    const shared = new Set(rows.map(({ pointId }) => pointId))
    return (await sayTheSame(db, process, pointIds)).filter(({ pointId }) => !shared.has(pointId))
  }
