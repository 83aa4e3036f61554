import { wordDiff, wordsOf, type DiffPiece } from './word-diff.ts'

/** Old and new paragraphs side by side, each with what went or came in it; `pieces` is null where they are better read whole. */
export type DiffSides = {
  pieces: { old: DiffPiece[][]; now: DiffPiece[][] } | null
  words: { gone: number; new: number }
  /** How much of the longest of the two is in both, in whole percents of its words. */
  percent: number
}

/** Compares paragraphs that belong together, as one text: those that were merged with the one they became, or the other way round. */
export function diffSides(olds: readonly string[], news: readonly string[]): DiffSides {
  const { pieces, words } = wordDiff(olds.join('\n'), news.join('\n'))
  const [before, after] = [olds, news].map((texts) => texts.reduce((sum, text) => sum + wordsOf(text).length, 0))
  const longest = Math.max(before ?? 0, after ?? 0)
  const percent = longest === 0 ? 100 : Math.floor((100 * Math.max(0, (before ?? 0) - words.gone)) / longest)
  if (!pieces) return { pieces: null, words, percent }
  const old = cutBack(
    pieces.filter(({ kind }) => kind !== 'new'),
    olds,
  )
  const now = cutBack(
    pieces.filter(({ kind }) => kind !== 'gone'),
    news,
  )
  return { pieces: { old, now }, words, percent }
}

const solidLength = (text: string) => text.replace(/\s/g, '').length

/** Parts pieces over the texts that they were joined from; white space decides nothing. */
function cutBack(pieces: readonly DiffPiece[], texts: readonly string[]): DiffPiece[][] {
  const parts = texts.map((): DiffPiece[] => [])
  let at = 0
  let left = solidLength(texts[0] ?? '')
  for (const { kind, text } of pieces) {
    let taken = ''
    for (const sign of text) {
      const isSolid = sign.trim() !== ''
      while (isSolid && left <= 0 && at < texts.length - 1) {
        if (taken.trim() !== '') parts[at]?.push({ kind, text: taken })
        taken = ''
        at++
        left = solidLength(texts[at] ?? '')
      }
      taken += sign
      if (isSolid) left -= sign.length
    }
    if (taken !== '') parts[at]?.push({ kind, text: taken })
  }
  return parts
}
