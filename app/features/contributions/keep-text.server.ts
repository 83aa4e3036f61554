import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { asTyped, seen, withoutNul } from '#app/forms/typed.ts'
import { countDraft } from './draft-room.server.ts'
import { draftTokens, findDraft, markOfText, storeDraft } from './draft.server.ts'
import { partOfPlan, processToReact, type ChosenPart } from './process-to-react.server.ts'
import { isUnchanged, takesProposals } from './proposal.ts'
import { takesReactions } from './reaction-desk.server.ts'
import { firstGap, isBlank, problemOfProposal, problemOfReaction, textThatFits } from './reaction.schema.ts'
import { readAbout, typedText, wholePlan, type DraftFields } from './reaction.ts'

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
    /** Other words for the paragraph, of a form that asks for them. */
    proposal: asTyped.optional(),
    /** What someone does next, which says what is asked of the text. */
    then: z.enum(['nextStep', 'later', 'otherPart', 'wholePlan', 'propose', 'reactAlone']).default('nextStep'),
  }),
  refusals: {
    stale: {
      says: (_: { otherText: string; seen: string }) => 'In een ander venster hebt u ook een tekst geschreven.',
    },
  },
  async run(
    { db, by, now, process: ref, clientAddress, refuse },
    { text: typed, proposal: typedWords, about, window, seen, then, token, oldToken },
  ) {
    const { municipalityId } = by
    countDraft({ municipalityId, text: typed + (typedWords ?? ''), field: 'text', clientAddress }, now)
    const process = await processToReact(db, municipalityId, ref)
    const text = withoutNul(typed)
    const part = then === 'wholePlan' ? null : await partOfPlan(db, process, about)
    const words = typedWords === undefined ? undefined : withoutNul(typedWords)
    const before = await findDraft(db, process, token || oldToken || null)
    const proposal = proposalToKeep(part, { words, then }, before?.contributionId === null ? before.fields : null)
    const kept = await storeDraft(
      db,
      {
        ...{ process, token: token || oldToken || null, isOld: token === '' },
        change: { text, about: part?.about ?? wholePlan, window: window.slice(0, 40), ...(proposal && { proposal }) },
        ...(seen === undefined ? {} : { seen }),
      },
      now,
    )
    const { otherText } = kept
    if (otherText !== null) return refuse('stale', { otherText, seen: markOfText(otherText) })
    return changedNothing({
      ...{ token: kept.token, text: typedText(kept.fields), then, seen: markOfText(typedText(kept.fields)) },
      isOpen: takesReactions(process, now),
      gap: firstGap(kept.fields),
      problem:
        then === 'later' && isBlank(typedText(kept.fields))
          ? { at: 'text', says: NOTHING }
          : then === 'nextStep'
            ? problemOf(typed, part, proposal?.isOn ? typedWords : undefined)
            : null,
    })
  },
})

/** What the draft keeps of other words: those of the form, or those that someone begins or goes on with; null where nothing changes. */
function proposalToKeep(
  part: ChosenPart | null,
  { words, then }: { words: string | undefined; then: string },
  draft: DraftFields | null,
): DraftFields['proposal'] {
  if (!part?.paragraph || !takesProposals(part.paragraph.kind)) return null
  const { id: paragraphId } = part.paragraph
  const asked =
    then === 'propose' ? (draft?.proposal?.paragraphId === paragraphId ? draft.proposal.words : part.quote) : words
  if (asked === undefined) return null
  return { paragraphId, words: asked, differs: !isUnchanged(part.quote, asked), isOn: then !== 'reactAlone' }
}

/** What is wrong with what was typed, at its field. */
function problemOf(
  text: string,
  part: ChosenPart | null,
  words: string | undefined,
): { at: 'text' | 'proposal'; says: string } | null {
  const says =
    words === undefined ? problemOfReaction(text) : problemOfProposal(part?.quote ?? '', { words, reason: text })
  return says === null ? null : { at: words === undefined ? 'text' : 'proposal', says }
}

/** A page that says that a text is kept must have one. */
const NOTHING = 'U hebt nog niets geschreven, dus er is niets om te bewaren. Schrijf eerst uw reactie.'
