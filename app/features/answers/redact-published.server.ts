import { z } from 'zod'
import { act } from '#app/acts/act.server.ts'
import type { SayTheSame } from '#app/features/points/carry-redactions.server.ts'
import { checkOtherReason, leaveOutEverywhere } from '#app/features/points/leave-out.server.ts'
import { pointsOfRedaction, putBack } from '#app/features/points/put-back.server.ts'
import type { Trx } from '#db/client.server.ts'
import {
  changePublished,
  mayAdd,
  mayTakeAway,
  pointsOfSameText,
  publishedChange,
  publishedRefusals,
  type PublishedPoint,
} from './change-published.server.ts'
import { mayBePublic, newWordsRefusals } from './check-new-words.server.ts'
import { stillPublic } from './still-public.server.ts'
import {
  atMost,
  MOST_ELSEWHERE,
  wordsRefusals,
  wordsToLeaveOut,
  wordsToLeaveOutFields,
} from './words-to-leave-out.server.ts'

/**
 * The act that leaves words of its text out of what is public of a point, and of every other point that quotes them; and out of every
 * letter where a point says the same, whether that is public or not. Gives which other public points still say these words.
 */
export const redactPublishedWith = (sayTheSame: SayTheSame, mostElsewhere = MOST_ELSEWHERE) =>
  act({
    name: 'redactPublished',
    by: mayTakeAway,
    on: 'process',
    changes: 'publicOnceAnswered',
    input: z.object({ ...publishedChange, ...wordsToLeaveOutFields }).superRefine(checkOtherReason),
    refusals: { ...publishedRefusals, ...wordsRefusals },
    async run(context, input) {
      let still: string[] = []
      const { value, events } = await changePublished(context, input, {
        how: 'redact',
        async of(trx, point) {
          const own = await pointsOfSameText(trx, point)
          const alike = await sayTheSame(trx, processOf(point, context), own)
          return [
            ...own,
            ...(await publicAmong(
              trx,
              point,
              alike.map(({ pointId }) => pointId),
            )),
          ]
        },
        async change(trx, process) {
          const pieces = await wordsToLeaveOut(trx, process, input)
          await leaveOutEverywhere(
            trx,
            context.by,
            process,
            { pieces, sayTheSame, alikePublic: null, most: atMost(mostElsewhere) },
            context.now,
          )
          still = await stillPublic(trx, process, input.words)
        },
      })
      return { value: { ...value, stillPublic: still }, events }
    },
  })

/** Makes a piece that was left out public again, in every letter it was left out of at once. */
export const unredactPublished = act({
  name: 'unredactPublished',
  by: mayAdd,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ ...publishedChange, mayBePublic, redactionId: z.string() }),
  refusals: { ...publishedRefusals, ...newWordsRefusals },
  run: (context, input) =>
    changePublished(context, input, {
      how: 'unredact',
      async of(trx, point) {
        const alike = await pointsOfRedaction(trx, processOf(point, context), input.redactionId)
        const shown = alike.filter(({ isPublic }) => isPublic).map(({ id }) => id)
        return [...new Set([...(await pointsOfSameText(trx, point)), ...shown])]
      },
      change: (trx, process) => putBack(trx, context.by, process, input.redactionId, context.now),
    }),
})

const processOf = ({ municipalityId }: PublishedPoint, { process: { id } }: { process: { id: string } }) => ({
  municipalityId,
  id,
})

async function publicAmong(
  trx: Trx,
  { municipalityId }: PublishedPoint,
  pointIds: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('pointWork')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where((eb) => eb('pointId', '=', eb.fn.any(eb.val([...pointIds]))))
    .where('isPublic', '=', true)
    .execute()
  return rows.map(({ pointId }) => pointId)
}
