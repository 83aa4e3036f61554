import type { MatchedWord } from './matching-words.ts'

/** How a question was read, for the page to say. */
export type HowRead = {
  /** Other words that were looked for as well. */
  also: string[]
  /** Words that nothing public has, with those that were looked for in their place. */
  instead: { typed: string; words: string[] }[]
  /** Words that nothing public has, nor anything like them. */
  unknown: string[]
  /** Words that stand almost everywhere, and are not looked for. */
  common: string[]
  /** Nothing has all the words: what was found has some of them. */
  isPart: boolean
}

/** So many other words are named. */
const MOST_NAMED = 8

export function howRead({
  terms,
  common,
  isPart,
}: {
  terms: readonly { typed: string; matched: readonly MatchedWord[] }[]
  common: readonly string[]
  isPart: boolean
}): HowRead {
  const guessed = terms.filter(({ matched }) => matched[0]?.way === 'typo')
  const others = terms
    .filter((term) => !guessed.includes(term))
    .flatMap(({ typed, matched }) => matched.map(({ word }) => word).filter((word) => word !== typed))
  return {
    also: [...new Set(others)].slice(0, MOST_NAMED),
    instead: guessed.map(({ typed, matched }) => ({ typed, words: matched.map(({ word }) => word) })),
    unknown: terms.filter(({ matched }) => matched.length === 0).map(({ typed }) => typed),
    common: [...common],
    isPart,
  }
}
