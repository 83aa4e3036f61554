import { z } from 'zod'
import { act } from '#app/acts/act.server.ts'
import { checkOtherReason, leaveOut, putBack } from '#app/features/points/leave-out.server.ts'
import {
  changePublished,
  mayAdd,
  mayTakeAway,
  pointsOfSameText,
  publishedChange,
  publishedRefusals,
} from './change-published.server.ts'
import { mayBePublic, newWordsRefusals } from './check-new-words.server.ts'
import { wordsRefusals, wordsToLeaveOut, wordsToLeaveOutFields } from './words-to-leave-out.server.ts'

/** Leaves words of its text out of what is public of a point, and of every other point that quotes them. */
export const redactPublished = act({
  name: 'redactPublished',
  by: mayTakeAway,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ ...publishedChange, ...wordsToLeaveOutFields }).superRefine(checkOtherReason),
  refusals: { ...publishedRefusals, ...wordsRefusals },
  run: (context, input) =>
    changePublished(context, input, {
      ...{ how: 'redact', of: pointsOfSameText },
      async change(trx, process) {
        for (const piece of await wordsToLeaveOut(trx, process, input))
          await leaveOut(trx, context.by, process, piece, context.now)
      },
    }),
})

/** Makes a piece that was left out public again. */
export const unredactPublished = act({
  name: 'unredactPublished',
  by: mayAdd,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ ...publishedChange, mayBePublic, redactionId: z.string() }),
  refusals: { ...publishedRefusals, ...newWordsRefusals },
  run: (context, input) =>
    changePublished(context, input, {
      ...{ how: 'unredact', of: pointsOfSameText },
      change: (trx, process) => putBack(trx, context.by, process, input.redactionId, context.now),
    }),
})
