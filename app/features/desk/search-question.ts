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

/**
 * What someone typed, as a question for names of senders: of each alternative all words. Null when it has no word, and an alternative
 * with a word that must not be there is left out, for a name says nothing of what stands in the text.
 */
export function nameQuestion(typed: string): string | null {
  const asked = alternatives(typed)
    .filter((terms) => terms.every(({ isLeftOut }) => !isLeftOut))
    .map((terms) => `(${terms.slice(0, MOST_WORDS).map(inSyntax).join(' & ')})`)
  return asked.length === 0 ? null : asked.join(' | ')
}

/**
 * What someone typed, as a question for `to_tsquery`: all words, long ones also as the beginning of a longer one; `OF`
 * between alternatives, "…" for words beside each other, - before what must not be there. Null when it has no word.
 */
export function deskQuestion(typed: string): string | null {
  let left = MOST_WORDS
  const taken = alternatives(typed).map((terms) =>
    terms.filter(({ words }) => {
      left -= words.length
      return left >= 0
    }),
  )
  const asked = taken.filter((terms) => terms.length > 0).map((terms) => `(${terms.map(inSyntax).join(' & ')})`)
  return asked.length === 0 ? null : asked.join(' | ')
}
