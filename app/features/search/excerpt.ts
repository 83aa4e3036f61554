import { foldedWord, wordsIn } from './question.ts'

/** Whether a folded word is one that was looked for. */
export type IsFound = (word: string) => boolean
export type Piece = { text: string; hit: boolean }

/** The text that is shown of a hit, in characters, and how much of it stands before the first found word. */
const LENGTH = 220
const BEFORE = 70

/** A text in pieces, the found words marked; without any markup from the text. */
export function markedPieces(text: string, isFound: IsFound): Piece[] {
  const pieces: Piece[] = []
  let shown = 0
  for (const { word, start } of wordsIn(text)) {
    if (!isFound(foldedWord(word))) continue
    if (start > shown) pieces.push({ text: text.slice(shown, start), hit: false })
    pieces.push({ text: word, hit: true })
    shown = start + word.length
  }
  if (shown < text.length) pieces.push({ text: text.slice(shown), hit: false })
  return pieces
}

/** The part of a text around the most of the found words, in pieces; says where it was cut. Null when none of them is in it. */
export function excerptOf(text: string, isFound: IsFound): Piece[] | null {
  const line = text.replace(/\s+/gu, ' ').replace(/^[-•*,.;:)\s]+/u, '')
  const places = wordsIn(line).filter(({ word }) => isFound(foldedWord(word)))
  if (places.length === 0) return null
  const [from, to] = spanOf(line, bestStart(places.map(({ start }) => start)))
  return [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...markedPieces(line.slice(from, to), isFound),
    ...(to < line.length ? [{ text: ' …', hit: false }] : []),
  ]
}

/** The beginning of a text in which nothing is marked. */
export function beginningOf(text: string): Piece[] {
  const line = text.replace(/\s+/gu, ' ').replace(/^[-•*,.;:)\s]+/u, '')
  const [, to] = spanOf(line, 0)
  return line === '' ? [] : [{ text: line.slice(0, to) + (to < line.length ? ' …' : ''), hit: false }]
}

/** The place from which a piece of this length has the most found words in it. */
function bestStart(starts: readonly number[]): number {
  let [best, most] = [starts[0] ?? 0, 0]
  for (const [at, start] of starts.entries()) {
    let count = 0
    while ((starts[at + count] ?? Infinity) < start + LENGTH - BEFORE) count++
    if (count > most) [best, most] = [start, count]
  }
  return best
}

/** From and to where is shown, at the edges of words. */
function spanOf(line: string, start: number): [number, number] {
  let from = Math.max(0, start - BEFORE)
  if (from < 20) from = 0
  else from = Math.min(start, line.indexOf(' ', from) + 1 || start)
  if (line.length - from <= LENGTH + 20) return [from, line.length]
  const space = line.lastIndexOf(' ', from + LENGTH)
  return [from, space > start ? space : from + LENGTH]
}
