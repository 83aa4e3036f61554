/** Most words of a question that are looked at. */
const mostWords = 12
/** Shorter words are sought whole: too many others begin with them. */
const shortestBeginning = 4

/** What someone typed, as a question for the database: every word, long ones also as the beginning of a longer one. */
export function searchQuestion(typed: string): string | null {
  const words = typed.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (words.length === 0) return null
  return words
    .slice(0, mostWords)
    .map((word) => (word.length >= shortestBeginning ? `${word}:*` : word))
    .join(' & ')
}
