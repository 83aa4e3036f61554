import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import {
  lockContribution,
  lockContributions,
  replaceNonPoints,
} from '#app/features/points/contribution-to-split.server.ts'
import { finishRefusals, finishSplits, openSplits } from '#app/features/points/finish-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { ticked } from '#app/forms/typed.ts'
import { greetingsIn } from './align-letters.ts'
import { apart, carryToLetters, type LetterToSplit } from './carry-split.server.ts'
import { holdCampaigns } from './hold-campaigns.server.ts'
import { campaignOf } from './stored-campaign.server.ts'

const notConfirmed = { says: 'Bevestig eerst dat deze brieven bij elkaar horen.' }

/**
 * Splits all letters of a campaign as its base text is split, and calls them split. A sentence that only one letter has stays a point
 * of its own. Doing it again reaches the letters that were not split then.
 */
export const splitCampaign = act({
  name: 'splitCampaign',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ campaignId: z.string(), despiteOpen: ticked }),
  refusals: { ...answeringRefusals, ...finishRefusals, notConfirmed },
  async run({ trx, by, now, process: ref, refuse }, { campaignId, despiteOpen }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    if (campaign.state !== 'confirmed' || campaign.baseLetter === null) return refuse('notConfirmed')
    const base = await lockContribution(trx, process, campaign.baseLetter)
    const ranges = base.points.flatMap(({ range }) => range ?? [])
    base.nonPoints = apart([...base.nonPoints, ...greetingsIn(base.text, ranges)])
    await replaceNonPoints(trx, [{ contribution: { ...base, nonPoints: [] }, nonPoints: base.nonPoints }])
    await finishSplits(trx, by, process, { contributionIds: [base.id], despiteOpen }, now)
    const { rows: letters } = await sql<LetterToSplit>`
      select contribution_id as id, variant from letter
      where municipality_id = ${process.municipalityId} and campaign_id = ${campaign.id} and standing = 'member'
      order by contribution_id`.execute(trx)
    const eventId = uuid()
    const carried = await carryToLetters(trx, by, process, { campaignId: campaign.id, base, letters, eventId }, now)
    await sql`update campaign set split_at = ${now} where municipality_id = ${process.municipalityId} and id = ${campaign.id}`.execute(
      trx,
    )
    return did(carried, { id: eventId, subject: { kind: 'campaign', id: campaign.id }, detail: carried })
  },
})

/**
 * Takes away the points that the letters got from the base text and opens their splitting again, so that the base text can be split in
 * another way. That text keeps its points, and so does a letter that an official split before. Refused once one of the points has an
 * answer or was released.
 */
export const undoSplitCampaign = act({
  name: 'undoSplitCampaign',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ campaignId: z.string() }),
  refusals: {
    ...answeringRefusals,
    answered: {
      says: (count: number) =>
        count === 1
          ? 'Eén van deze punten heeft al een antwoord. Haal dat antwoord eerst weg.'
          : `${count} van deze punten hebben al een antwoord. Haal die antwoorden eerst weg.`,
    },
  },
  async run({ trx, by, process: ref, refuse }, { campaignId }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    if (campaign.splitAt === null) return changedNothing({ points: 0 })
    const { municipalityId } = process
    const { rows } = await sql<{ id: string; contributionId: string; isMade: boolean; isDone: boolean }>`
      select point.id, point.contribution_id, is_made, point_work.disposition is not null or is_released or is_public as is_done
      from campaign_point
      join point on point.municipality_id = campaign_point.municipality_id and point.id = campaign_point.point_id
      join point_work on point_work.municipality_id = campaign_point.municipality_id and point_work.point_id = campaign_point.point_id
      where campaign_point.municipality_id = ${municipalityId} and campaign_point.campaign_id = ${campaign.id}`.execute(
      trx,
    )
    const done = rows.filter(({ isDone }) => isDone).length
    if (done > 0) return refuse('answered', done)
    const made = rows.filter(({ isMade }) => isMade)
    // What an official split before stays split.
    const contributionIds = [
      ...new Set(
        [...made.map(({ contributionId }) => contributionId), campaign.baseLetter].filter((id) => id !== null),
      ),
    ]
    await lockContributions(trx, process, contributionIds)
    await sql`delete from point where municipality_id = ${municipalityId} and id = any(${made.map(({ id }) => id)}::uuid[])`.execute(
      trx,
    )
    await sql`delete from campaign_point where municipality_id = ${municipalityId} and campaign_id = ${campaign.id}`.execute(
      trx,
    )
    await openSplits(trx, process, contributionIds)
    await sql`update campaign set split_at = null where municipality_id = ${municipalityId} and id = ${campaign.id}`.execute(
      trx,
    )
    return did(
      { points: made.length },
      {
        subject: { kind: 'campaign', id: campaign.id },
        detail: { letters: contributionIds.length, points: made.length },
      },
    )
  },
})
