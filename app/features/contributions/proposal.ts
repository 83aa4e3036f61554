import type { ParagraphKind } from '#app/features/plans/plan.ts'

/** Other words that someone proposes for a paragraph, and why; no words at all: the paragraph is to go. */
export type ProposedWords = { words: string; reason: string }

/**
 * What the register holds of a proposal to take a paragraph away: a piece of a contribution always says something. It names the paragraph, for points
 * with the same words are taken together.
 */
const removeWords = (number: number | string) => `Haal alinea ${number} weg.`

/** Of tables and pictures the text says too little to write another one. */
export const takesProposals = (kind: ParagraphKind): boolean => kind !== 'table' && kind !== 'figure'

/** Whether these are no other words: white space at the ends says nothing. */
export const isUnchanged = (old: string, words: string): boolean => old.trim() === words.trim()

/** What someone hears who sends the words of the paragraph as they are. */
export const NOTHING_CHANGED =
  'U hebt nog niets veranderd. Typ erin, haal iets weg of zet iets erbij. Of kies “Liever alleen een reactie geven”.'

/** What stands above the proposed words wherever they are read. */
export const proposalHeading = (number: number | string): string => `Andere woorden voor alinea ${number}`

/** What stands above the reason, behind the proposed words. */
const REASON_HEADING = 'Waarom'

/** The pieces of a contribution that a proposal is: its words, and behind them the reason. */
export function proposalItems(paragraph: { id: string; number: number | string }, { words, reason }: ProposedWords) {
  const removes = words.trim() === ''
  return [
    {
      text: removes ? removeWords(paragraph.number) : words,
      heading: proposalHeading(paragraph.number),
      proposal: { paragraphId: paragraph.id, removes },
    },
    { text: reason, heading: REASON_HEADING },
  ]
}
