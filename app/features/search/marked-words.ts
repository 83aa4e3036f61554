import { escapeHtml } from '#app/features/plans/safe-markup.ts'
import { markedPieces, type IsFound } from './excerpt.ts'

/** What is marked in a text: these folded words, and what begins with one of these. */
export type MarkedWords = { words: readonly string[]; beginnings: readonly string[] }

/** Whether a folded word is to be marked. */
export function isFoundIn({ words, beginnings }: MarkedWords): IsFound {
  const all = new Set(words)
  return (word) => all.has(word) || beginnings.some((beginning) => word.startsWith(beginning))
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Marks words in our own safe markup, between its tags. */
export function markedMarkup(html: string, isFound: IsFound): string {
  return html
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (part.startsWith('<')) return part
      const text = part.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')
      return markedPieces(text, isFound)
        .map((piece) => (piece.hit ? `<mark class="hit">${escapeHtml(piece.text)}</mark>` : escapeHtml(piece.text)))
        .join('')
    })
    .join('')
}
