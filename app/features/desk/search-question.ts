/** Most words of a question that are looked at. */
const MOST_WORDS = 12
/** Shorter words are sought whole: too many others begin with them. */
const SHORTEST_BEGINNING = 4

type Term = { words: string[]; isPhrase: boolean; isLeftOut: boolean }

/** What was typed, as alternatives (`OF`, `OR`) of terms: words, "exact phrases" and -what-must-not-be-there. */
function alternatives(typed: string): Term[][] {
  const found: Term[][] = [[]]
  for (const [, minus = '', phrase, bare = ''] of typed.normalize('NFC').matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    if (minus === '' && (bare === 'OF' || bare === 'OR')) found.push([])
    else {
      const words = (phrase ?? bare).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
      if (words.length > 0)
        found.at(-1)?.push({ words, isPhrase: phrase !== undefined || words.length > 1, isLeftOut: minus !== '' })
    }
  }
  return found.filter((terms) => terms.length > 0)
}

function inSyntax({ words, isPhrase, isLeftOut }: Term): string {
  const sought = isPhrase
    ? `'${words.join(' ')}'`
    : words.map((word) => (word.length >= SHORTEST_BEGINNING ? `${word}:*` : word)).join(' & ')
  return isLeftOut ? `!${sought}` : sought
}

/** The alternatives with as many words as are looked at. */
function askedFor(typed: string): Term[][] {
  let left = MOST_WORDS
  const taken = alternatives(typed).map((terms) =>
    terms.filter(({ words }) => {
      left -= words.length
      return left >= 0
    }),
  )
  return taken.filter((terms) => terms.length > 0)
}

const allOf = (terms: readonly Term[]) => `(${terms.map(inSyntax).join(' & ')})`
const inOne = (alternatives: readonly Term[][]) =>
  alternatives.length === 0 ? null : alternatives.map(allOf).join(' | ')

/** One of the alternatives that someone typed, as questions for `to_tsquery`. */
export type AskedTogether = {
  /** What must be there: in the point, or in the name of its sender. */
  terms: string[]
  /** What must be neither in the words nor in the answer. */
  leftOut: string[]
}

/** What someone typed, alternative by alternative; none when it has no word. */
export function askedTogether(typed: string): AskedTogether[] {
  return askedFor(typed).map((terms) => ({
    terms: terms.filter(({ isLeftOut }) => !isLeftOut).map(inSyntax),
    leftOut: terms.filter(({ isLeftOut }) => isLeftOut).map((term) => inSyntax({ ...term, isLeftOut: false })),
  }))
}

/** What someone typed, as a question by which names of senders are marked: what must be there, of each alternative. Null when there is none. */
export function nameQuestion(typed: string): string | null {
  const sought = askedFor(typed).map((terms) => terms.filter(({ isLeftOut }) => !isLeftOut))
  return inOne(sought.filter((terms) => terms.length > 0))
}

/**
 * What someone typed, as a question for `to_tsquery`: all words, long ones also as the beginning of a longer one; `OF`
 * between alternatives, "…" for words beside each other, - before what must not be there. Null when it has no word.
 */
export const deskQuestion = (typed: string): string | null => inOne(askedFor(typed))
