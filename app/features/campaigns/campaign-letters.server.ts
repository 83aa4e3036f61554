import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { takeAnswersAway } from '#app/features/answers/take-answers-away.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { lockContribution } from '#app/features/points/contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { approvedRefusal } from '#app/features/workflow/approved.server.ts'
import type { Trx } from '#db/client.server.ts'
import { carryToLetters, type LetterToSplit } from './carry-split.server.ts'
import { holdCampaigns } from './hold-campaigns.server.ts'
import { baseAmong, campaignOf, variantsOf, type StoredCampaign } from './stored-campaign.server.ts'

/** Which letters: all of a variant, or one; all that the act is about when neither is given. */
const which = {
  campaignId: z.string(),
  variant: z
    .string()
    .regex(/^\d{1,16}$/)
    .optional(),
  letterId: z.uuid().optional(),
}
type Which = { variant?: string | undefined; letterId?: string | undefined }

const chosen = ({ variant, letterId }: Which) => sql`
  ${variant === undefined ? sql`` : sql`and variant = ${variant}::bigint`}
  ${letterId === undefined ? sql`` : sql`and contribution_id = ${letterId}::uuid`}`

/**
 * Lets letters that wait join their campaign: all of them in one act, or one variant. Is the campaign split already, then they are too,
 * and have the answers that are there.
 */
export const joinCampaign = act({
  name: 'joinCampaign',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object(which),
  refusals: { ...answeringRefusals, notConfirmed: { says: 'Bevestig eerst dat deze brieven bij elkaar horen.' } },
  async run({ trx, by, now, process: ref, refuse }, { campaignId, ...asked }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    if (campaign.state !== 'confirmed' || campaign.baseLetter === null) return refuse('notConfirmed')
    const { rows: joined } = await sql<LetterToSplit>`
      update letter set standing = 'member'
      where municipality_id = ${process.municipalityId} and campaign_id = ${campaign.id} and standing = 'waiting' ${chosen(asked)}
      returning contribution_id as id, variant`.execute(trx)
    if (joined.length === 0) return changedNothing({ letters: 0 })
    const eventId = uuid()
    if (campaign.splitAt !== null) {
      const base = await lockContribution(trx, process, campaign.baseLetter)
      const { rows: own } = await sql<LetterToSplit>`
        select contribution_id as id, variant from letter
        where municipality_id = ${process.municipalityId} and contribution_id = ${base.id}`.execute(trx)
      const letters = [...own, ...joined]
      await carryToLetters(trx, by, process, { campaignId: campaign.id, base, letters, eventId }, now)
    }
    return did(
      { letters: joined.length },
      { id: eventId, subject: { kind: 'campaign', id: campaign.id }, detail: { letters: joined.length } },
    )
  },
})

/**
 * Takes letters out of a campaign, before it is confirmed or after, or those that wait. They keep their points, without the shared
 * answers, and are not proposed for this campaign again.
 */
export const leaveCampaign = act({
  name: 'leaveCampaign',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object(which)
    .refine(
      ({ variant, letterId }) => variant !== undefined || letterId !== undefined,
      'Kies een brief of een variant.',
    ),
  refusals: {
    ...answeringRefusals,
    ...approvedRefusal,
    isPublic: { says: 'Het antwoord op deze brieven is al openbaar. Daarom blijven zij in de groep.' },
  },
  async run({ trx, by, now, process: ref, refuse }, { campaignId, ...asked }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    const { municipalityId } = process
    const { rows } = await sql<{ id: string }>`
      update letter set campaign_id = null, standing = 'found'
      where municipality_id = ${municipalityId} and campaign_id = ${campaign.id} ${chosen(asked)}
      returning contribution_id as id`.execute(trx)
    if (rows.length === 0) return changedNothing({ letters: 0 })
    const ids = rows.map(({ id }) => id)
    const eventId = uuid()
    await takePointsOut(trx, process, campaign, { ids, eventId, refuse: () => refuse('isPublic') }, now)
    if (campaign.baseLetter !== null && ids.includes(campaign.baseLetter)) await giveNewBase(trx, process, campaign)
    return did(
      { letters: ids.length },
      { id: eventId, subject: { kind: 'campaign', id: campaign.id }, detail: { letters: ids.length } },
    )
  },
})

async function takePointsOut(
  trx: Trx,
  process: ProcessRef,
  campaign: StoredCampaign,
  { ids, eventId, refuse }: { ids: readonly string[]; eventId: string; refuse: () => never },
  now: Date,
): Promise<void> {
  const { municipalityId } = process
  const { rows: points } = await sql<{ id: string; isPublic: boolean }>`
    select point.id, is_public from point
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    join campaign_point on campaign_point.municipality_id = point.municipality_id and campaign_point.point_id = point.id
    where point.municipality_id = ${municipalityId} and point.contribution_id = any(${ids}::uuid[])
      and campaign_point.campaign_id = ${campaign.id}`.execute(trx)
  if (points.some(({ isPublic }) => isPublic)) refuse()
  const pointIds = points.map(({ id }) => id)
  // The answer stays with the others; one that nobody shares any more would be an answer to nothing.
  const { rows: shared } = await sql<{ pointId: string }>`
    select answer_point.point_id from answer_point
    join campaign_point on campaign_point.municipality_id = answer_point.municipality_id and campaign_point.point_id = answer_point.point_id
    where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = any(${pointIds}::uuid[]) and shared_id is not null
      and exists (
        select from answer_point as other
        where other.municipality_id = ${municipalityId} and other.answer_id = answer_point.answer_id
          and other.point_id <> all(${pointIds}::uuid[]))`.execute(trx)
  await takeAnswersAway(trx, process, { eventId, pointIds: shared.map(({ pointId }) => pointId) })
  await sql`delete from campaign_point where municipality_id = ${municipalityId} and point_id = any(${pointIds}::uuid[])`.execute(
    trx,
  )
  await changeWork(trx, process, { eventId, points: pointIds, change: { campaignId: null } }, now)
}

/** The base text left: of those that stay, the one that most sent takes its place. Without letters there is none. */
async function giveNewBase(trx: Trx, process: ProcessRef, campaign: StoredCampaign): Promise<void> {
  const { rows } = await sql<{ variant: string }>`
    select distinct variant from letter
    where municipality_id = ${process.municipalityId} and campaign_id = ${campaign.id} and standing = 'member'`.execute(
    trx,
  )
  const members = new Set(rows.map(({ variant }) => variant))
  const base = baseAmong((await variantsOf(trx, process, campaign.id)).filter(({ variant }) => members.has(variant)))
  if (base)
    await sql`update campaign set base_letter = ${base.letterId} where municipality_id = ${process.municipalityId} and id = ${campaign.id}`.execute(
      trx,
    )
}
