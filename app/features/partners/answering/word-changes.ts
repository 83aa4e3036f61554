import { longestCommonSequence } from '#app/longest-common-sequence.ts'

/** A word with the space before it, as it stands in a text: put together again they are that text. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? []
const bare = (word: string) => word.trim()

/** Beyond this many pairs of words two texts are not compared word by word. */
const MOST_PAIRS = 4_000_000

/** Beyond this many places where the same words stand in another order they are other texts. */
const MOST_OUT_OF_ORDER = 1000

/** Beyond this many of all the texts on one page together they are not compared either: nobody waits for a form of another. */
const MOST_PAIRS_ON_PAGE = 4 * MOST_PAIRS

/** For each word of `from` the place of the same word in `to`, or -1; the places go up. Null for texts too long to compare. */
function alignment(from: readonly string[], to: readonly string[]): number[] | null {
  const pairs = from.length * to.length > MOST_PAIRS ? null : longestCommonSequence(from, to, MOST_OUT_OF_ORDER)
  if (!pairs) return null
  const places = from.map(() => -1)
  for (const [place, placeInTo] of pairs) places[place] = placeInTo
  return places
}

/** Pieces of a text: those with `isNew` are not in the text it was made from. Together they are the whole text. */
export function newWords(base: string, text: string): { text: string; isNew: boolean }[] {
  const words = wordsOf(text)
  const places = alignment(words.map(bare), wordsOf(base).map(bare))
  const pieces: { text: string; isNew: boolean }[] = []
  for (const [index, word] of words.entries()) {
    const isNew = places === null || places[index] === -1
    const last = pieces.at(-1)
    if (last?.isNew === isNew) last.text += word
    else pieces.push({ text: word, isNew })
  }
  return pieces
}

/**
 * One text of two that were made from the same: what each changed is in it, and where they changed the same words both stand
 * after each other. One of two that are too long to compare, or that have nothing in common, stands under the other.
 */
export function joinTexts(base: string, mine: string, theirs: string): string {
  if (mine === theirs || mine === base || mine.trim() === '') return theirs
  if (theirs === base || theirs.trim() === '') return mine
  const [from, one, other] = [wordsOf(base), wordsOf(theirs), wordsOf(mine)]
  const inOne = alignment(from.map(bare), one.map(bare))
  const inOther = alignment(from.map(bare), other.map(bare))
  const anchors = from.flatMap((_, at) => {
    const [a, b] = [inOne?.[at] ?? -1, inOther?.[at] ?? -1]
    return a >= 0 && b >= 0 ? [{ at, a, b }] : []
  })
  if (anchors.length === 0) return `${theirs}\n${mine}`
  let text = ''
  let last = { at: -1, a: -1, b: -1 }
  for (const next of [...anchors, { at: from.length, a: one.length, b: other.length }]) {
    const [was, a, b] = [
      from.slice(last.at + 1, next.at),
      one.slice(last.a + 1, next.a),
      other.slice(last.b + 1, next.b),
    ].map((words) => words.join(''))
    text = spaced(spaced(text, chunk(was ?? '', a ?? '', b ?? '')), one[next.a] ?? '')
    last = next
  }
  return text
}

function chunk(was: string, one: string, other: string): string {
  if (one === other || other === was) return one
  if (one === was) return other
  return spaced(one, other)
}

/** One after the other, with a space between where neither brings one. */
function spaced(before: string, after: string): string {
  return before === '' || after === '' || /\s$/.test(before) || /^\s/.test(after)
    ? before + after
    : `${before} ${after}`
}

/** Leaves out what clashing texts began from where that is too much to compare: they are then shown whole, as if all was new. */
export function limitComparisons<Clash extends { base: string; mine: string; theirs: string }>(
  clashes: readonly Clash[],
): Clash[] {
  let left = MOST_PAIRS_ON_PAGE
  return clashes.map((clash) => {
    const words = wordsOf(clash.base).length
    const pairs = [clash.mine, clash.theirs].map((text) => words * wordsOf(text).length)
    left -= pairs.filter((count) => count <= MOST_PAIRS).reduce((sum, count) => sum + count, 0)
    return left < 0 ? { ...clash, base: '' } : clash
  })
}
