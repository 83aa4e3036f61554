import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { checkOtherReason, leaveOut, putBack, type PieceToLeaveOut } from '#app/features/points/leave-out.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
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
    await putBack(trx, by, await processToAnswer(trx, by, ref), redactionId, now)
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
  await keepAccountOfMotivation(trx, by, { processId: process.id, contributionId: piece.contributionId }, now)
  return leaveOut(trx, by, process, piece, now)
}
