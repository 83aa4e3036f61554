import type { MarkWords } from '#app/features/plans/PlanWords.tsx'
import { markedPieces } from './excerpt.ts'
import { Marked } from './Marked.tsx'
import { isFoundIn, markedMarkup, type MarkedWords } from './marked-words.ts'

/** Marks these words in the text of a plan; null when there are none. */
export function markWords(marked: MarkedWords | null): MarkWords | null {
  if (!marked || marked.words.length + marked.beginnings.length === 0) return null
  const isFound = isFoundIn(marked)
  return {
    text: (text) => <Marked pieces={markedPieces(text, isFound)} />,
    markup: (html) => markedMarkup(html, isFound),
  }
}
