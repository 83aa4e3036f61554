import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import {
  lockContribution,
  lockContributions,
  refuseFinished,
  replaceNonPoints,
  splittingRefusals,
  type ContributionToSplit,
} from '#app/features/points/contribution-to-split.server.ts'
import { finishRefusals, finishSplits, openSplits } from '#app/features/points/finish-split.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { storeNonPoints } from '#app/features/points/mark-non-point.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { openSentences, overlaps, sentencesToSplit } from '#app/features/points/quoted-range.ts'
import { partsOfTexts } from '#app/features/points/text-parts.server.ts'
import { standsApart } from '#app/features/points/text-parts.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { ticked } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { greetingsIn } from './align-letters.ts'
import { MOST_PIECES, pieceKinds } from './base-pieces.ts'
import { apart, carryToLetters, type LetterToSplit } from './carry-split.server.ts'
import { holdCampaigns } from './hold-campaigns.server.ts'
import { campaignOf } from './stored-campaign.server.ts'

/** What an official chose for a piece of the base text ('start-end:kind'). */
const chosenPiece = z
  .string()
  .regex(
    new RegExp(`^\\d{1,7}-\\d{1,7}:(?:${pieceKinds.join('|')})$`),
    'Kies wat dit stuk is: punt, geen punt, of laat open.',
  )
  .transform((choice) => {
    const [start = 0, end = 0] = choice.split(/[-:]/).map(Number)
    return { start, end, kind: pieceKinds.find((kind) => choice.endsWith(`:${kind}`)) }
  })

type ChosenPiece = z.output<typeof chosenPiece>

const notConfirmed = { says: 'Bevestig eerst dat deze brieven bij elkaar horen.' }

/**
 * Splits all letters of a campaign as its base text is split, and calls them split. `pieces` decides first what is still to be split
 * in the base text. A sentence that only one letter has stays a point of its own. Doing it again reaches the letters that were not split then.
 */
export const splitCampaign = act({
  name: 'splitCampaign',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({
    campaignId: z.string(),
    despiteOpen: ticked,
    pieces: z.array(chosenPiece).max(MOST_PIECES).default([]),
  }),
  refusals: { ...answeringRefusals, ...splittingRefusals, ...finishRefusals, notConfirmed },
  async run({ trx, by, now, process: ref, refuse }, { campaignId, despiteOpen, pieces }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    if (campaign.state !== 'confirmed' || campaign.baseLetter === null) return refuse('notConfirmed')
    const contributionId = campaign.baseLetter
    await decidePieces(trx, by, process, contributionId, pieces, now)
    const base = await lockContribution(trx, process, contributionId)
    const ranges = base.points.flatMap(({ range }) => range ?? [])
    base.nonPoints = apart([...base.nonPoints, ...greetingsIn(base.text, ranges)])
    await replaceNonPoints(trx, [{ contribution: { ...base, nonPoints: [] }, nonPoints: base.nonPoints }])
    const mayStayOpen = await isLeftOpen(trx, process, base, pieces)
    await finishSplits(trx, by, process, { contributionIds: [base.id], despiteOpen: despiteOpen || mayStayOpen }, now)
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

/** Marks in the base text what was chosen for its pieces. */
async function decidePieces(
  trx: Trx,
  by: Doer,
  process: Process,
  contributionId: string,
  pieces: readonly ChosenPiece[],
  now: Date,
): Promise<void> {
  const [points, nonPoints] = [
    pieces.filter(({ kind }) => kind === 'point'),
    pieces.filter(({ kind }) => kind === 'noPoint'),
  ]
  await markPoints(
    trx,
    by,
    process,
    points.map(({ start, end }) => ({ contributionId, range: { start, end } })),
    now,
  )
  if (nonPoints.length === 0) return
  const contribution = await lockContribution(trx, process, contributionId)
  refuseFinished(contribution)
  await storeNonPoints(trx, by, contribution, nonPoints, now)
}

/** Whether each sentence that stands nowhere lies in a piece that was left open on purpose. */
async function isLeftOpen(
  trx: Trx,
  process: Process,
  { id, text, points, nonPoints }: ContributionToSplit,
  pieces: readonly ChosenPiece[],
): Promise<boolean> {
  const left = pieces.filter(({ kind }) => kind === 'open')
  if (left.length === 0) return false
  const partsOf = await partsOfTexts(trx, process, [{ id, text }])
  const ranges = points.flatMap(({ range }) => range ?? [])
  return openSentences(text, sentencesToSplit(text, standsApart(partsOf(id))), ranges, nonPoints).every((sentence) =>
    left.some((piece) => overlaps(piece, sentence)),
  )
}

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
