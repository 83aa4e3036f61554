import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { checkOtherReason, leaveOut, putBack, type PieceToLeaveOut } from '#app/features/points/leave-out.server.ts'
import { answeringRefusals, processToAnswer, refusePublic } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { keepAccountOfMotivation } from '#app/features/rankings/account-of-motivation.server.ts'
import type { Trx } from '#db/client.server.ts'
import { wordsRefusals, wordsToLeaveOut, wordsToLeaveOutFields } from './words-to-leave-out.server.ts'

/**
 * Leaves words out of everything that becomes public, wherever they stand in the text of a point and for every point that quotes
 * them; the text itself stays as it was. The same words twice are once, with the last reason. Until the answers are public: after
 * that it is `redactPublished`.
 */
export const redactWords = act({
  name: 'redactWords',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object(wordsToLeaveOutFields).superRefine(checkOtherReason),
  refusals: { ...answeringRefusals, ...wordsRefusals },
  async run({ trx, by, now, process: ref }, words) {
    const process = await processToAnswer(trx, by, ref)
    const ids: string[] = []
    for (const piece of await wordsToLeaveOut(trx, process, words))
      ids.push((await leaveOutBefore(trx, by, process, piece, now)).id)
    return changedNothing({ ids })
  },
})

/** Takes that back: the piece is public again with the points that quote it. */
export const unredactRange = act({
  name: 'unredactRange',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ redactionId: z.string() }),
  refusals: answeringRefusals,
  async run({ trx, by, now, process: ref }, { redactionId }) {
    const process = await processToAnswer(trx, by, ref)
    refusePublic(await publicationOfRedaction(trx, process, redactionId))
    await putBack(trx, by, process, redactionId, now)
    return changedNothing(undefined)
  },
})

/**
 * Leaves out a piece before the answers are public, for who holds the process, and records it as `redactRange`. Of a motivation the
 * outcome may show it already: that is written down.
 */
export async function leaveOutBefore(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  piece: PieceToLeaveOut,
  now: Date,
): Promise<{ id: string }> {
  refusePublic(await publicationOf(trx, process, piece.contributionId))
  await keepAccountOfMotivation(trx, by, { processId: process.id, contributionId: piece.contributionId }, now)
  return leaveOut(trx, by, process, piece, now)
}

/** With which publication a contribution of this process became public, if any. Throws NotFound. */
async function publicationOf(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  contributionId: string,
): Promise<{ publicationId: string | null }> {
  const found = await trx
    .selectFrom('contribution')
    .select('publicationId')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('id', '=', asId(contributionId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

async function publicationOfRedaction(trx: Trx, process: ProcessRef, redactionId: string) {
  const { municipalityId, id } = process
  const found = await trx
    .selectFrom('redaction')
    .select('contributionId')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('id', '=', asId(redactionId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return publicationOf(trx, process, found.contributionId)
}
