import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { FoundInReply } from '#app/features/answers/unseen-findings.server.ts'
import { answerFields, checkComplete } from '#app/features/answers/answer.schema.ts'
import { findingsInReply } from '#app/features/answers/findings-in-reply.server.ts'
import { storeAnswer, storeAnswerRefusals } from '#app/features/answers/store-answer.server.ts'
import { answerOf } from '#app/features/answers/stored-answer.server.ts'
import { takeAnswersAway } from '#app/features/answers/take-answers-away.server.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue } from '#app/features/contributions/personal-data.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { approvedRefusal } from '#app/features/workflow/approved.server.ts'
import { holdCampaigns } from './hold-campaigns.server.ts'
import { sharedPointsToAnswer } from './shared-points.server.ts'
import { campaignOf } from './stored-campaign.server.ts'

/**
 * Gives all points that say the same as one of the base text one answer, or changes it. A point that has another answer keeps that.
 * What the answer tells of a person is shown first; who then saves again keeps it in.
 */
export const answerCampaign = act({
  name: 'answerCampaign',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object({
      ...answerFields,
      campaignId: z.string(),
      sharedId: z.uuid(),
      /** What was found in the reply and was shown to who wrote it. */
      foundSeen: z.string().default(''),
    })
    .superRefine(checkComplete),
  refusals: {
    ...answeringRefusals,
    ...storeAnswerRefusals,
    noPoints: { says: 'Dit punt is er niet meer. Laad de pagina opnieuw.' },
    isPublic: { says: 'Dit antwoord is al openbaar. Wijzig het bij het openbare punt.' },
    tellsOfPerson: {
      says: ({ found }: FoundInReply) =>
        `Hierin staat dit van een persoon: ${findingsInWords(found)}. Het is nog niet bewaard.`,
      at: 'reply',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { campaignId, sharedId, foundSeen, ...answer }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    const { pointIds, answerId, isPublic } = await sharedPointsToAnswer(trx, process, campaign.id, sharedId)
    if (pointIds.length === 0) return refuse('noPoints')
    if (isPublic) return refuse('isPublic')
    const current = answerId === null ? null : await answerOf(trx, process, answerId)
    // What was in it before was looked at then.
    const known = new Set(current ? (await findingsInReply(trx, process, pointIds, current)).map(findingValue) : [])
    const found = (await findingsInReply(trx, process, pointIds, answer)).filter(
      (finding) => !known.has(findingValue(finding)),
    )
    const seenBefore = new Set(foundSeen.split('|'))
    if (found.some((finding) => !seenBefore.has(findingValue(finding))))
      return refuse('tellsOfPerson', { found, foundSeen: found.map(findingValue).join('|') })
    await storeAnswer(trx, by, process, { ...answer, pointIds, scope: 'point' }, now)
    return changedNothing({ points: pointIds.length })
  },
})

/** Lets one variant have a point by itself, which is answered apart: what it says there differs after all. */
export const separatePoint = act({
  name: 'separatePoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ campaignId: z.string(), sharedId: z.uuid(), variant: z.string().regex(/^\d{1,16}$/) }),
  refusals: {
    ...answeringRefusals,
    ...approvedRefusal,
    isBase: { says: 'Dit is de basistekst zelf. Kies een andere variant.' },
    isPublic: { says: 'Dit antwoord is al openbaar. Wijzig het bij het openbare punt.' },
  },
  async run({ trx, by, process: ref, refuse }, { campaignId, sharedId, variant }) {
    const process = await processToAnswer(trx, by, ref)
    await holdCampaigns(trx, process)
    const campaign = await campaignOf(trx, process, campaignId)
    const { municipalityId } = process
    const { rows } = await sql<{ pointId: string; isPublic: boolean; isBase: boolean }>`
      select campaign_point.point_id, is_public, letter.contribution_id = ${campaign.baseLetter} as is_base
      from campaign_point
      join point on point.municipality_id = campaign_point.municipality_id and point.id = campaign_point.point_id
      join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
      join letter on letter.municipality_id = point.municipality_id and letter.contribution_id = point.contribution_id
      where campaign_point.municipality_id = ${municipalityId} and campaign_point.campaign_id = ${campaign.id}
        and shared_id = ${sharedId} and letter.variant = ${variant}::bigint
      for no key update of campaign_point`.execute(trx)
    if (rows.some(({ isPublic }) => isPublic)) return refuse('isPublic')
    if (rows.some(({ isBase }) => isBase)) return refuse('isBase')
    if (rows.length === 0) return changedNothing({ points: 0 })
    const ids = rows.map(({ pointId }) => pointId)
    const eventId = uuid()
    await takeAnswersAway(trx, process, { eventId, pointIds: ids })
    await sql`update campaign_point set shared_id = null where municipality_id = ${municipalityId} and point_id = any(${ids}::uuid[])`.execute(
      trx,
    )
    return did(
      { points: ids.length },
      { id: eventId, subject: { kind: 'campaign', id: campaign.id }, detail: { points: ids.length } },
    )
  },
})
