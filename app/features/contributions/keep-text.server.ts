import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { seen, withoutNul } from '#app/forms/typed.ts'
import { countDraft } from './draft-room.server.ts'
import { draftTokens, markOfText, storeDraft } from './draft.server.ts'
import { partOfPlan, processToReact } from './process-to-react.server.ts'
import { takesReactions } from './reaction-desk.server.ts'
import { firstGap, isBlank, problemOfReaction, textThatFits } from './reaction.schema.ts'
import { readAbout, wholePlan } from './reaction.ts'

/**
 * Keeps the text of a reaction before anything else is asked of it: what cannot be sent yet is kept too, and the value says
 * what is wrong. Refused for a text that does not fit, that comes from where too much came from, or that would overwrite what
 * another window wrote.
 */
export const keepText = act({
  name: 'keepText',
  by: { audience: 'everyone' },
  on: 'process',
  needs: ['clientAddress'],
  ownTransaction: true,
  input: z.object({
    ...draftTokens,
    text: textThatFits,
    about: z.string().default('').transform(readAbout),
    window: z.string().default(''),
    seen,
    /** What someone does next, which says what is asked of the text. */
    then: z.enum(['nextStep', 'later', 'otherPart', 'wholePlan']).default('nextStep'),
  }),
  refusals: {
    stale: {
      says: (_: { otherText: string; seen: string }) => 'In een ander venster hebt u ook een tekst geschreven.',
    },
  },
  async run(
    { db, by, now, process: ref, clientAddress, refuse },
    { text: typed, about, window, seen, then, token, oldToken },
  ) {
    const { municipalityId } = by
    countDraft({ municipalityId, text: typed, field: 'text', clientAddress }, now)
    const process = await processToReact(db, municipalityId, ref)
    const text = withoutNul(typed)
    const part = then === 'wholePlan' ? null : await partOfPlan(db, process, about)
    const kept = await storeDraft(
      db,
      {
        ...{ process, token: token || oldToken || null, isOld: token === '' },
        change: { text, about: part?.about ?? wholePlan, window: window.slice(0, 40) },
        ...(seen === undefined ? {} : { seen }),
      },
      now,
    )
    const { otherText } = kept
    if (otherText !== null) return refuse('stale', { otherText, seen: markOfText(otherText) })
    return changedNothing({
      ...{ token: kept.token, text, then, seen: markOfText(text) },
      isOpen: takesReactions(process, now),
      gap: firstGap(kept.fields),
      problem: then === 'nextStep' ? problemOfReaction(typed) : then === 'later' && isBlank(text) ? NOTHING : null,
    })
  },
})

/** A page that says that a text is kept must have one. */
const NOTHING = 'U hebt nog niets geschreven, dus er is niets om te bewaren. Schrijf eerst uw reactie.'
