import type { QuotedRange } from '#app/features/points/quoted-range.ts'

/** Marks that programs change while they copy a text; each is one character, so places stay the same. */
const plainMarks = (text: string): string =>
  text
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[‐‑–—]/g, '-')

/** Where a text has these words: with other white space, quotation marks or dashes they are the same. */
export function findQuotation(text: string, words: string): QuotedRange[] {
  const parts = plainMarks(words)
    .split(/\s+/u)
    .filter((part) => part !== '')
  if (parts.length === 0) return []
  const pattern = new RegExp(parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+'), 'gu')
  return [...plainMarks(text).matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }))
}
