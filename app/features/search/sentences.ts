import { excerptOf, markedPieces, type IsFound, type Piece } from './excerpt.ts'
import { foldedWord, wordsIn } from './question.ts'

/** So many sentences of a paragraph are shown. */
const MOST_SENTENCES = 3
/** A longer sentence is shown in part, in characters. */
const LONGEST = 420

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' })

/** The sentences of a text in which found words stand, whole, in pieces; null when there are none. An item of a list counts as a sentence. */
export function sentencesWith(text: string, isFound: IsFound): Piece[] | null {
  const sentences = text
    .split('\n')
    .flatMap((line) => [...segmenter.segment(line.replace(/\s+/gu, ' ').trim())].map(({ segment }) => segment.trim()))
  const has = (sentence: string) => wordsIn(sentence).some(({ word }) => isFound(foldedWord(word)))
  const found = sentences.flatMap((sentence, at) => (has(sentence) ? [{ sentence, at }] : []))
  if (found.length === 0) return null
  const pieces: Piece[] = []
  let last = -1
  for (const { sentence, at } of found.slice(0, MOST_SENTENCES)) {
    pieces.push({
      text: at === last + 1 ? (pieces.length > 0 ? ' ' : '') : pieces.length > 0 ? ' … ' : '… ',
      hit: false,
    })
    pieces.push(...(sentence.length > LONGEST ? (excerptOf(sentence, isFound) ?? []) : markedPieces(sentence, isFound)))
    last = at
  }
  if (last < sentences.length - 1) pieces.push({ text: ' …', hit: false })
  return pieces.filter(({ text: words }) => words !== '')
}
