import type { QuotedRange } from './quoted-range.ts'

/** Where typed words stand in a text, as often as they do; capitals and the kind of white space make no difference. */
export function findWords(text: string, typed: string): QuotedRange[] {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'), 'giu')
  return [...text.matchAll(pattern)].map((found) => ({ start: found.index, end: found.index + found[0].length }))
}
