import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { orNone } from '#app/forms/typed.ts'
import { chosenRefusals, chosenWords, NOTHING_CHOSEN, oneStretch, summary } from './chosen-words.server.ts'
import { splittingRefusals } from './contribution-to-split.server.ts'
import { markPoints } from './mark-points.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'
import { undoable } from './split-history.server.ts'

/**
 * Marks a point in a contribution: of words of the text, or in the official's own words. Refused where
 * another point already has those words of the text; own words that a point already has give that point.
 */
export const markPoint = act({
  name: 'markPoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object({ ...chosenWords, summary: summary.optional(), themeId: orNone.nullish() })
    .superRefine(({ range, ranges, summary: own }, context) => {
      if (range || ranges.length > 0) return
      if (own === undefined) context.addIssue({ code: 'custom', path: ['ranges'], message: NOTHING_CHOSEN })
      else if (own.trim() === '') context.addIssue({ code: 'custom', path: ['summary'], message: NO_WORDS })
    }),
  refusals: { ...answeringRefusals, ...splittingRefusals, ...chosenRefusals },
  async run({ trx, by, now, process: ref }, { contributionId, summary: own = '', themeId = null, ...chosen }) {
    const process = await processToAnswer(trx, by, ref)
    const marking = { contributionId, act: 'markPoint', now }
    const [marked] = await undoable(trx, by, process, marking, (contribution) => {
      const range = oneStretch(contribution, chosen)
      return markPoints(trx, by, process, [{ contributionId, range, summary: own, themeId }], now)
    })
    if (!marked) throw new Error('a point that was marked is there')
    return changedNothing(marked)
  },
})

const NO_WORDS = 'Kies een stuk van de tekst, of schrijf in eigen woorden wat het punt is.'
