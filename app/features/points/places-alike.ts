import { findWords } from './find-words.ts'
import { spelledWords } from './left-out-words.ts'
import { overlaps, type QuotedRange } from './quoted-range.ts'

/** A piece of a text, read once however often something is looked for in it. */
type ReadPiece = { words: ReturnType<typeof spelledWords>; placesOf: (words: string) => QuotedRange[] }

/**
 * Where words stand in a piece: letter by letter, also within a word, and word by word with other marks and accents. In order, none over
 * another.
 */
function read(piece: string): ReadPiece {
  const words = spelledWords(piece)
  const known = new Map<string, QuotedRange[]>()
  const find = (sought: string) => {
    const typed = findWords(piece, sought)
    const wanted = spelledWords(sought).map(({ word }) => word)
    const spelled = words.flatMap((first, at): QuotedRange[] => {
      const last = words[at + wanted.length - 1]
      const isSaid = wanted.length > 0 && last && wanted.every((word, nth) => words[at + nth]?.word === word)
      return isSaid ? [{ start: first.start, end: last.end }] : []
    })
    const more = spelled.filter(
      (place, nth) => !typed.some((other) => overlaps(place, other)) && (spelled[nth - 1]?.end ?? 0) <= place.start,
    )
    return [...typed, ...more].sort((one, other) => one.start - other.start)
  }
  const placesOf = (sought: string) => {
    const places = known.get(sought) ?? find(sought)
    known.set(sought, places)
    return places
  }
  return { words, placesOf }
}

/**
 * Words that are left out of a point (`of`), and which of the places where it says them; with all words of the point, and from which
 * to before which of those they are.
 */
export type WordsLeftOut = {
  of: string
  redactionId: string
  words: string
  times: number
  at: number
  said: readonly string[]
  from: number
  until: number
}

/** What is left out of these points of a text. */
export function wordsLeftOut(
  text: string,
  points: readonly (QuotedRange & { of: string })[],
  redactions: readonly (QuotedRange & { id: string })[],
): WordsLeftOut[] {
  return points.flatMap((point) => {
    const within = redactions.filter((redaction) => overlaps(redaction, point))
    if (within.length === 0) return []
    const piece = text.slice(point.start, point.end)
    const { words: spelled, placesOf } = read(piece)
    const said = spelled.map(({ word }) => word)
    return within.map((redaction) => {
      const start = Math.max(redaction.start, point.start) - point.start
      const end = Math.min(redaction.end, point.end) - point.start
      const words = piece.slice(start, end)
      const places = placesOf(words)
      // White space around words is not found with them.
      const at = places.findIndex((place) => place.end > start)
      const hidden = [...spelled.keys()].filter((word) =>
        overlaps(spelled[word] ?? { start: 0, end: 0 }, { start, end }),
      )
      const [first, last] = [hidden[0] ?? 0, hidden.at(-1) ?? -1]
      return {
        ...{ of: point.of, redactionId: redaction.id, words, times: places.length, at: Math.max(0, at) },
        ...{ said, from: first, until: last + 1 },
      }
    })
  })
}

/** A piece of another text that says what a point (`of`) says. */
export type PieceAlike = QuotedRange & { of: string; contributionId: string; text: string }
export type CarriedRedaction = QuotedRange & { contributionId: string; redactionId: string }

/**
 * Where these words stand in pieces that say the same. The third time that a word stands there is meant, and not the first; where it
 * stands more or less often, every time. Pieces say the same also with a typing error: where the words are not found as often, their place
 * among the words of the piece goes out too.
 */
export function placesAlike(leftOut: readonly WordsLeftOut[], pieces: readonly PieceAlike[]): CarriedRedaction[] {
  const wordsOf = Map.groupBy(leftOut, ({ of }) => of)
  return [...Map.groupBy(pieces, ({ of, contributionId }) => `${of} ${contributionId}`).values()].flatMap((ofText) => {
    const all = ofText.map((piece) => ({ ...piece, ...read(piece.text.slice(piece.start, piece.end)) }))
    return (wordsOf.get(ofText[0]?.of ?? '') ?? []).flatMap((words) => placesInText(words, all))
  })
}

function placesInText(leftOut: WordsLeftOut, pieces: readonly (PieceAlike & ReadPiece)[]): CarriedRedaction[] {
  const { words, times, at, redactionId } = leftOut
  const isAsOften = pieces.reduce((found, { placesOf }) => found + placesOf(words).length, 0) === times
  return pieces.flatMap((piece) => {
    const { contributionId, start: from } = piece
    const found = piece.placesOf(words)
    const meant = found.length === times ? found.slice(at, at + 1) : found
    const byPlace = found.length === times ? [] : placeByWord(piece, leftOut, isAsOften)
    return [...meant, ...byPlace.filter((place) => !found.some((other) => overlaps(place, other)))].map(
      ({ start, end }) => ({ contributionId, redactionId, start: from + start, end: from + end }),
    )
  })
}

/** So much of the words of a piece has to be the same in the same place, before it is known which part of a point the piece is. */
const LIKE = 0.5

/**
 * From the first to the last of the words that are left out. Where the words just before and behind are not those of the point, all goes out up to
 * words that are the same: too much, because nobody looks at it, and never too little. A piece that is another part of the point has none of them.
 */
function placeByWord({ words }: ReadPiece, { said, from, until }: WordsLeftOut, isAsOften: boolean): QuotedRange[] {
  if (from >= until || words.length === 0) return []
  const isSame = (at: number, other: number) => words[other] !== undefined && words[other].word === said[at]
  const skipped = partOfPoint(words, said)
  let [first, last] = [0, words.length - 1]
  if (skipped === null) {
    // Elsewhere in the letter they are found, and this is not all of the point.
    if (isAsOften && !(isSame(0, 0) && isSame(said.length - 1, last))) return []
    while (first < from && isSame(first, first)) first++
    const room = Math.min(said.length - until, words.length - first)
    let behind = 0
    while (behind < room && isSame(said.length - 1 - behind, words.length - 1 - behind)) behind++
    last -= behind
  } else {
    if (until <= skipped || from >= skipped + words.length) return []
    first = Math.max(0, from - skipped)
    last = Math.min(words.length, until - skipped) - 1
    while (first > 0 && !isSame(skipped + first - 1, first - 1)) first--
    while (last < words.length - 1 && !isSame(skipped + last + 1, last + 1)) last++
  }
  const [begin, end] = [words[first], words[last]]
  return first <= last && begin && end ? [{ start: begin.start, end: end.end }] : []
}

/** How many words of the point come before this piece of it, or null when the words run level nowhere. */
function partOfPoint(words: ReadPiece['words'], said: readonly string[]): number | null {
  let best: { skipped: number; same: number } | null = null
  for (let skipped = 0; skipped + words.length <= said.length; skipped++) {
    const same = words.filter(({ word }, at) => word === said[skipped + at]).length
    if (same >= words.length * LIKE && same > (best?.same ?? 0)) best = { skipped, same }
  }
  return best?.skipped ?? null
}
