import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { SayTheSame } from '#app/features/points/carry-redactions.server.ts'
import {
  alikePublicRefusal,
  checkOtherReason,
  leaveOutEverywhere,
  type LeaveOutEverywhere,
} from '#app/features/points/leave-out.server.ts'
import type { CarriedRedaction } from '#app/features/points/places-alike.ts'
import { pointsOfRedaction, putBack } from '#app/features/points/put-back.server.ts'
import { answeringRefusals, processToAnswer, refusePublic } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { keepAccountOfMotivation } from '#app/features/rankings/account-of-motivation.server.ts'
import type { Trx } from '#db/client.server.ts'
import { stillPublic } from './still-public.server.ts'
import {
  atMost,
  MOST_ELSEWHERE,
  wordsRefusals,
  wordsToLeaveOut,
  wordsToLeaveOutFields,
} from './words-to-leave-out.server.ts'

/**
 * The act that leaves words out of everything that becomes public, wherever they stand in the text of a point and for every point that
 * quotes them, and out of every letter where a point says the same; the text itself stays as it was. The same words twice are once, with the
 * last reason. Gives which public points still say these words. Until the answers are public: after that it is `redactPublished`, also when the same is public in another letter.
 */
export const redactWordsWith = (sayTheSame: SayTheSame, mostElsewhere = MOST_ELSEWHERE) =>
  act({
    name: 'redactWords',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object(wordsToLeaveOutFields).superRefine(checkOtherReason),
    refusals: {
      ...answeringRefusals,
      ...wordsRefusals,
      alikePublic: { ...alikePublicRefusal.alikePublic, at: 'words' },
    },
    async run({ trx, by, now, process: ref, refuse }, words) {
      const process = await processToAnswer(trx, by, ref, 'change')
      const pieces = await wordsToLeaveOut(trx, process, words)
      const { ids, others } = await leaveOutBefore(
        trx,
        by,
        process,
        {
          ...{ pieces, sayTheSame, most: atMost(mostElsewhere) },
          alikePublic: (number) => refuse('alikePublic', number),
        },
        now,
      )
      const letters = new Set(others.map(({ contributionId }) => contributionId)).size
      return changedNothing({ ids, letters, stillPublic: await stillPublic(trx, process, words.words) })
    },
  })

/** Takes that back: the piece is public again with the points that quote it, in every letter it was left out of at once. */
export const unredactRange = act({
  name: 'unredactRange',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ redactionId: z.string() }),
  refusals: {
    ...answeringRefusals,
    alikePublic: {
      says: (number: string) =>
        `Deze woorden zijn ook weggelaten uit punt ${number}, dat openbaar is. Zet ze daar terug.`,
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { redactionId }) {
    const process = await processToAnswer(trx, by, ref, 'change')
    refusePublic(await publicationOfRedaction(trx, process, redactionId))
    const shown = (await pointsOfRedaction(trx, process, redactionId)).find(({ isPublic }) => isPublic)
    if (shown) return refuse('alikePublic', shown.number)
    await putBack(trx, by, process, redactionId, now)
    return changedNothing(undefined)
  },
})

/**
 * Leaves pieces of contributions out before those are public, also where others say the same, for who holds the process alone, and
 * records it as `redactRange`. Of a motivation the outcome may show it already: that is written down.
 */
export async function leaveOutBefore(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  leaveOut: LeaveOutEverywhere,
  now: Date,
): Promise<{ ids: string[]; others: CarriedRedaction[] }> {
  const contributionIds = [...new Set(leaveOut.pieces.map(({ contributionId }) => contributionId))]
  for (const published of await publicationsOf(trx, process, contributionIds)) refusePublic(published)
  await keepAccountOfMotivation(trx, by, { processId: process.id, contributionIds }, now)
  return leaveOutEverywhere(trx, by, process, leaveOut, now)
}

/** With which publication these contributions of this process became public, if any. Throws NotFound. */
async function publicationsOf(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  contributionIds: readonly string[],
): Promise<{ publicationId: string | null }[]> {
  const found = await trx
    .selectFrom('contribution')
    .select('publicationId')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(contributionIds.map(asId)))))
    .execute()
  if (found.length < contributionIds.length) throw new NotFound()
  return found
}

async function publicationOfRedaction(trx: Trx, process: ProcessRef, redactionId: string) {
  const found = await trx
    .selectFrom('redaction')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.municipalityId', '=', 'redaction.municipalityId')
        .onRef('contribution.id', '=', 'redaction.contributionId'),
    )
    .select('publicationId')
    .where('redaction.municipalityId', '=', process.municipalityId)
    .where('redaction.processId', '=', process.id)
    .where('redaction.id', '=', asId(redactionId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}
