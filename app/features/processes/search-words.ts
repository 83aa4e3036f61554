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

/** Around a found word in an excerpt; characters that no text uses. */
export const hitMarks = { start: '\ue000', end: '\ue001' }

/** An excerpt in pieces, so that found words can be marked without any markup from a text. Says where it was cut. */
export function excerptPieces(excerpt: string): { text: string; hit: boolean }[] {
  const pieces = excerpt
    .replace(/\s+/gu, ' ')
    .replace(/^[-•*,.;:)\s]+/u, '')
    .split(/(\ue000[^\ue001]*\ue001)/u)
    .flatMap((piece) => {
      const hit = piece.startsWith(hitMarks.start)
      const text = piece.replaceAll(hitMarks.start, '').replaceAll(hitMarks.end, '')
      return text === '' ? [] : [{ text, hit }]
    })
  const whole = pieces.map(({ text }) => text).join('')
  if (whole === '') return []
  if (/^\p{Ll}/u.test(whole)) pieces.unshift({ text: '… ', hit: false })
  if (!/[.!?…”’"]$/u.test(whole)) pieces.push({ text: ' …', hit: false })
  return pieces
}
