import { fold } from '#app/fold.ts'
import type { Redaction } from './public-words.ts'
import { sentencesToSplit, type QuotedRange } from './quoted-range.ts'

/** Words that are left out of a text, and why. */
export type LeftOut = Pick<Redaction, 'reason' | 'otherReason'> & { words: string }

/** What is left out of the texts of a process, word by word: from each word to those that may stand behind it. */
export type LeftOutWords = {
  next: Map<string, LeftOutWords>
  /** What ends here, if anything, and which of its words have to begin with a capital. */
  ends: { of: LeftOut; capitals: boolean[] } | null
}

/** Fewer letters and digits stand everywhere: they go out of texts that say the same, and are not looked for elsewhere. */
const LEAST_LETTERS = 3
/** Words of so many letters are no "van" or "de". */
const LONG_WORD = 4

/**
 * What is left out, ready to be looked for: the whole, and each of its sentences, because another letter may have only one of them. In a single
 * word, or a name with "de", a capital counts: Bos is someone, and a bos has trees. Longer ones are found in any spelling.
 */
export function leftOutWords(all: readonly LeftOut[]): LeftOutWords {
  const first: LeftOutWords = { next: new Map(), ends: null }
  for (const { words, ...why } of all) {
    const isOne = !/[.!?\n]/.test(words)
    const sentences = isOne ? [] : sentencesToSplit(words).map(({ start, end }) => words.slice(start, end))
    for (const piece of new Set([words, ...sentences])) {
      const spelled = spelledWords(piece)
      if (spelled.reduce((letters, { word }) => letters + word.length, 0) < LEAST_LETTERS) continue
      const isName = spelled.length < 3 && spelled.filter(({ word }) => word.length >= LONG_WORD).length < 2
      let at = first
      for (const { word } of spelled) {
        const next = at.next.get(word) ?? { next: new Map(), ends: null }
        at.next.set(word, next)
        at = next
      }
      const known = at.ends?.capitals
      at.ends ??= { of: { ...why, words: piece }, capitals: [] }
      at.ends.capitals = spelled.map(({ hasCapital }, nth) => isName && hasCapital && known?.[nth] !== false)
    }
  }
  return first
}

/** Where words that are left out elsewhere stand in a text, the longest of those that begin at a place; none over another. */
export function findLeftOut(text: string, leftOut: LeftOutWords): (QuotedRange & { text: string; of: LeftOut })[] {
  const found: (QuotedRange & { text: string; of: LeftOut })[] = []
  if (leftOut.next.size === 0) return found
  const spelled = spelledWords(text)
  for (let at = 0; at < spelled.length; at++) {
    let longest: { last: number; of: LeftOut } | null = null
    let said: LeftOutWords | undefined = leftOut
    for (let last = at; (said = said.next.get(spelled[last]?.word ?? '')); last++) {
      const { ends } = said
      if (ends?.capitals.every((isCapital, nth) => !isCapital || spelled[at + nth]?.hasCapital))
        longest = { last, of: ends.of }
    }
    if (!longest) continue
    const [start, end] = [spelled[at]?.start ?? 0, spelled[longest.last]?.end ?? 0]
    found.push({ start, end, text: text.slice(start, end), of: longest.of })
    at = longest.last
  }
  return found
}

/** The words of a piece, as they are compared, with where each stands; a mark that nobody sees breaks none. */
export function spelledWords(piece: string): (QuotedRange & { word: string; hasCapital: boolean })[] {
  return [...piece.matchAll(/[\p{L}\p{M}\p{N}\p{Cf}]+/gu)].flatMap(({ 0: spelled, index }) => {
    const word = fold(spelled)
    if (word === '') return []
    return [{ word, start: index, end: index + spelled.length, hasCapital: /^\p{Cf}*\p{Lu}/u.test(spelled) }]
  })
}
