import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { changeWords, changeWordsRefusals } from '#app/features/plans/editing/change-words.server.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { typed } from '#app/forms/typed.ts'
import { figureIn, figureMarkup, figureText } from './figure-markup.ts'

/** The longest description of a picture, in characters; a longer one belongs in the text. */
const MOST_CHARACTERS = 500

const description = typed
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(MOST_CHARACTERS, `Een beschrijving is hoogstens ${MOST_CHARACTERS} tekens lang.`))

/**
 * The act that says of many pictures at once what they show, or that they only decorate. `were` is what the form showed of each: what it leaves as
 * it was stays as colleagues made it meanwhile. `followers` are those of later rooms.
 */
export const describeFiguresWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'describeFigures',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({
      parts: z.array(z.string()).min(1).max(500),
      descriptions: z.array(description).max(500),
      were: z.array(description).max(500).default([]),
      decorative: z.array(z.string()).max(500).default([]),
      wereDecorative: z.array(z.string()).max(500).default([]),
    }),
    refusals: {
      ...changeWordsRefusals,
      decorativeWithWords: {
        says: 'U vinkt bij een afbeelding ‘alleen versiering’ aan en beschrijft haar ook. Kies een van de twee.',
        at: 'parts',
      },
    },
    async run({ trx, by, process, refuse }, { parts, descriptions, were, decorative, wereDecorative }) {
      const [now, before] = [new Set(decorative), new Set(wereDecorative)]
      const wanted = new Map<string, string | null>()
      parts.forEach((id, at) => {
        const says = descriptions[at] ?? ''
        if (now.has(id) && says !== '') refuse('decorativeWithWords')
        if (says === were[at] && now.has(id) === before.has(id)) return
        wanted.set(id, now.has(id) ? '' : says === '' ? null : says)
      })
      const done = await changeWords(
        { trx, by, process, part: null, seen: undefined },
        (blocks) => ({ blocks: blocks.map((block) => described(block, wanted)), splitFrom: new Map() }),
        followers,
      )
      if (!done.changed) return changedNothing({ changed: false })
      const detail = { pictures: wanted.size }
      return did({ changed: true }, { subject: { kind: 'planVersion', id: done.planVersionId }, detail })
    },
  })

function described(block: Block, wanted: ReadonlyMap<string, string | null>): Block {
  const alt = wanted.get(block.id ?? '')
  const figure = alt === undefined || isHeading(block) ? null : figureIn(block.html)
  if (isHeading(block) || !figure || alt === undefined) return block
  const now = { ...figure, alt }
  return { ...block, text: figureText(now), html: figureMarkup(now) }
}
