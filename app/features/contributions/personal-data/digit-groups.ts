import type { FoldedText } from './folded-text.ts'

/** A piece of the folded text, [start, end). */
export type Span = { start: number; end: number }

export const isDigit = (code: number): boolean => code >= 48 && code <= 57
export const isLatinLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** Every run of digits, in order. */
export function digitGroups(text: FoldedText): Span[] {
  return text.matches(/\d+/g).map(({ start, end }) => ({ start, end }))
}

/** Whether a piece lies wholly or partly in one of these spans, asked in the order of the text so that each span is passed once. */
export function spanWalker(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((one, other) => one.start - other.start)
  let index = 0
  return ({ start, end }) => {
    while ((sorted[index]?.end ?? Infinity) <= start) index++
    return (sorted[index]?.start ?? Infinity) < end
  }
}
