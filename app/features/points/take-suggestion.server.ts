import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { ticked } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import {
  lockContribution,
  refuseFinished,
  splittingRefusals,
  type ContributionToSplit,
} from './contribution-to-split.server.ts'
import { storeNonPoints } from './mark-non-point.server.ts'
import { markPoints } from './mark-points.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'
import { mergedRanges } from './range-sums.ts'
import { replaceSkipped, skippedIn, undoable } from './split-history.server.ts'
import { suggestionName, suggestionsIn, type Suggestion } from './suggestions.ts'
import { standsApart } from './text-parts.ts'
import { partsOfTexts } from './text-parts.server.ts'

const suggestionRefusals = {
  ...answeringRefusals,
  ...splittingRefusals,
  suggestionGone: { says: 'Dit voorstel is er niet meer.', at: 'ranges' },
}

/** One suggestion by its name; left out: all of them. */
const ofContribution = { contributionId: z.string(), suggestion: z.string().optional() }

/**
 * Takes a suggestion, or all that are left of a contribution at once: a point of each piece, or with `asOne` one point of them
 * together; a greeting becomes no point.
 */
export const takeSuggestion = act({
  name: 'takeSuggestion',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ ...ofContribution, asOne: ticked }),
  refusals: suggestionRefusals,
  async run({ trx, by, now, process: ref, refuse }, { contributionId, suggestion, asOne }) {
    const process = await processToAnswer(trx, by, ref)
    return undoable(trx, by, process, { contributionId, act: 'takeSuggestion', now }, async (contribution) => {
      const taken = chosenOf(await suggestionsOf(trx, contribution), suggestion)
      if (taken.length === 0) return refuse('suggestionGone')
      const points = taken.flatMap(({ kind, ranges }) => {
        const [first, last] = [ranges[0], ranges.at(-1)]
        if (kind === 'noPoint' || !first || !last) return []
        return asOne ? [{ start: first.start, end: last.end }] : ranges
      })
      const made = points.map((range) => ({ contributionId, range }))
      await markPoints(trx, by, process, made, now)
      const nonPoints = taken.flatMap(({ kind, ranges }) => (kind === 'noPoint' ? ranges : []))
      if (nonPoints.length > 0)
        await storeNonPoints(trx, by, await lockContribution(trx, process, contributionId), nonPoints, now)
      return changedNothing({ points: made.length, nonPoints: nonPoints.length })
    })
  },
})

/** Skips a suggestion: it is not proposed again, and its words stay as they are. */
export const skipSuggestion = act({
  name: 'skipSuggestion',
  by: byProcessor,
  on: 'process',
  input: z.object(ofContribution),
  refusals: suggestionRefusals,
  async run({ trx, by, now, process: ref, refuse }, { contributionId, suggestion }) {
    const process = await processToAnswer(trx, by, ref)
    const skipped = await undoable(
      trx,
      by,
      process,
      { contributionId, act: 'skipSuggestion', now },
      async (contribution) => {
        const chosen = chosenOf(await suggestionsOf(trx, contribution), suggestion)
        if (chosen.length === 0) return refuse('suggestionGone')
        const { municipalityId, processId } = contribution
        const earlier = await skippedIn(trx, process, contribution.id)
        const place = { municipalityId, processId, contributionId: contribution.id }
        const all = mergedRanges([...earlier, ...chosen.flatMap(({ ranges }) => ranges)])
        await replaceSkipped(trx, by, place, all, now)
        return chosen.length
      },
    )
    return did(undefined, { subject: { kind: 'contribution', id: contributionId }, detail: { suggestions: skipped } })
  },
})

const chosenOf = (all: readonly Suggestion[], name: string | undefined) =>
  all.filter((suggestion) => name === undefined || suggestionName(suggestion) === name)

/** What is proposed for a contribution that is held, not counting what was skipped. Throws Refused once it is split. */
async function suggestionsOf(trx: Trx, contribution: ContributionToSplit): Promise<Suggestion[]> {
  refuseFinished(contribution)
  const { municipalityId, processId, id, text, points, nonPoints } = contribution
  const process = { municipalityId, id: processId }
  const parts = (await partsOfTexts(trx, process, [contribution]))(id)
  const settled = [...points.flatMap(({ range }) => range ?? []), ...nonPoints, ...(await skippedIn(trx, process, id))]
  return suggestionsIn({ text, items: parts.items, apart: standsApart(parts), settled })
}
