import { overlaps, trimRange, type QuotedRange } from './quoted-range.ts'

/** What is left of a range when others are taken out of it: pieces with words, without white space around them. */
export function withoutRanges(text: string, range: QuotedRange, others: readonly QuotedRange[]): QuotedRange[] {
  const cuts = others.filter((other) => overlaps(other, range)).sort((one, other) => one.start - other.start)
  const left: QuotedRange[] = []
  let at = range.start
  for (const cut of cuts) {
    if (cut.start > at) left.push({ start: at, end: cut.start })
    at = Math.max(at, cut.end)
  }
  if (at < range.end) left.push({ start: at, end: range.end })
  return left.flatMap((piece) => trimRange(text, piece) ?? []).filter((piece) => hasWords(text, piece))
}

/** The ranges with those that share something made into one, in order. */
export function mergedRanges(ranges: readonly QuotedRange[]): QuotedRange[] {
  const merged: QuotedRange[] = []
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

/** Whether there is more in it than the dot or dash that a selection left behind. */
export function hasWords(text: string, { start, end }: QuotedRange): boolean {
  return /[\p{L}\p{N}\p{S}]/u.test(text.slice(start, end))
}
