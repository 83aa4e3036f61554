import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { typed } from '#app/forms/typed.ts'
import { holdCampaigns } from './hold-campaigns.server.ts'
import { baseAmong, campaignOf, isSure, variantsOf } from './stored-campaign.server.ts'

const LONGEST_NAME = 120

const name = typed
  .transform((text) => text.trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, 'Geef deze groep een naam, zoals “Eerst de daken”.')
      .max(LONGEST_NAME, `Maak de naam korter: hooguit ${LONGEST_NAME} tekens.`),
  )

/**
 * Says that these letters belong together, under a name. Those that are less like the base text wait until someone has looked at them.
 * A group that was refused before can still be confirmed; confirming twice gives it the new name.
 */
export const confirmCampaign = act({
  name: 'confirmCampaign',
  by: byProcessor,
  on: 'process',
  input: z.object({ campaignId: z.string(), name }),
  refusals: {
    ...answeringRefusals,
    noLetters: { says: 'In deze groep zit geen brief meer.' },
  },
  async run({ trx, by, now, process: ref, refuse }, { campaignId, name }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    const inCampaign = sql`municipality_id = ${process.municipalityId} and campaign_id = ${campaign.id}`
    if (campaign.state === 'confirmed') {
      if (campaign.name === name) return changedNothing({ letters: campaign.letters, waiting: 0 })
    } else {
      const variants = await variantsOf(trx, process, campaign.id)
      const base = baseAmong(variants)
      if (!base) return refuse('noLetters')
      const sure = variants.filter((variant) => isSure(base, variant)).map(({ variant }) => variant)
      await sql`update letter set standing = case when variant = any(${sure}::bigint[]) then 'member' else 'waiting' end where ${inCampaign}`.execute(
        trx,
      )
      campaign.baseLetter = base.letterId
    }
    await sql`
      update campaign set state = 'confirmed', name = ${name}, base_letter = ${campaign.baseLetter}, decided_at = ${now}, decided_by = ${by.id}
      where municipality_id = ${process.municipalityId} and id = ${campaign.id}`.execute(trx)
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from letter where ${inCampaign} and standing = 'waiting'`.execute(trx)
    const waiting = rows[0]?.waiting ?? 0
    return did(
      { letters: campaign.letters, waiting },
      {
        subject: { kind: 'campaign', id: campaign.id },
        detail: { from: campaign.state, to: 'confirmed', letters: campaign.letters, waiting },
      },
    )
  },
})

/** Says that these letters are no group: it is not proposed again, and what is like them is not either. */
export const refuseCampaign = act({
  name: 'refuseCampaign',
  by: byProcessor,
  on: 'process',
  input: z.object({ campaignId: z.string() }),
  refusals: {
    ...answeringRefusals,
    alreadyConfirmed: {
      says: 'Een collega heeft deze groep al bevestigd. Haal de brieven eruit die er niet bij horen.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { campaignId }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    if (campaign.state === 'confirmed') return refuse('alreadyConfirmed')
    if (campaign.state === 'refused') return changedNothing(undefined)
    await sql`
      update campaign set state = 'refused', decided_at = ${now}, decided_by = ${by.id}
      where municipality_id = ${process.municipalityId} and id = ${campaign.id}`.execute(trx)
    return did(undefined, {
      subject: { kind: 'campaign', id: campaign.id },
      detail: { from: 'found', to: 'refused', letters: campaign.letters },
    })
  },
})
