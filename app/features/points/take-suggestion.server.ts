import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { ticked } from '#app/forms/typed.ts'
import { lockContribution, splittingRefusals } from './contribution-to-split.server.ts'
import { storeNonPoints } from './mark-non-point.server.ts'
import { markPoints } from './mark-points.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'
import { openSuggestions } from './split-view.server.ts'

/**
 * Makes the points that are suggested, from a list in the text or as the contributor gave them; `asOne`: one point of all of it.
 * What was only chosen from a list of answers asks for none.
 */
export const takeSuggestion = act({
  name: 'takeSuggestion',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string(), asOne: ticked }),
  refusals: {
    ...answeringRefusals,
    ...splittingRefusals,
    suggestionGone: { says: 'Dit voorstel is er niet meer.', at: 'ranges' },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, asOne }) {
    const process = await processToAnswer(trx, by, ref)
    const { text, points, nonPoints } = await lockContribution(trx, process, contributionId)
    const items = (await itemsOf(trx, process, [contributionId])).get(contributionId) ?? []
    const open = openSuggestions(text, [...points.flatMap(({ range }) => range ?? []), ...nonPoints], items)
    const [first, last] = [open[0], open.at(-1)]
    if (!first || !last) return refuse('suggestionGone')
    const ranges = asOne ? [{ start: first.start, end: last.end }] : open
    const made = ranges.map((range) => ({ contributionId, range }))
    await markPoints(trx, by, process, made, now)
    const chosen = items.filter(({ kind }) => kind === 'choice' || kind === 'scale')
    if (chosen.length > 0) {
      await storeNonPoints(trx, by, await lockContribution(trx, process, contributionId), chosen, now)
    }
    return changedNothing({ points: made.length })
  },
})
