import { diffArrays } from 'diff'

/** What changed in a text, word by word. Dutch compounds are one word and are never cut; punctuation goes with its word. */

/** A stretch of words that stayed, went or came; white space stands at its end, so that all pieces together are the text. */
export type DiffPiece = { kind: 'same' | 'gone' | 'new'; text: string }

/** `pieces` is null where so much changed that old and new are better read whole. */
export type WordDiff = { pieces: DiffPiece[] | null; words: { gone: number; new: number } }

/** More than this part of the words differs: show old and new whole. */
const TOO_DIFFERENT = 0.6

/** In longer texts, differences of more words than this are not looked for: that takes by the square of it. Old and new are shown whole. */
const MOST_DIFFERENCES = 1000
/** Texts of together so many words are compared whatever differs. */
const SHORT = 2000

/** Compares two texts word by word. */
export function wordDiff(old: string, now: string): WordDiff {
  const [olds, news] = [wordsOf(old), wordsOf(now)].map((words) =>
    words.map((word) => ({ word, bare: word.trimEnd() })),
  )
  if (!olds || !news) throw new Error('two texts')
  const all = olds.length + news.length
  const parts = diffArrays(olds, news, {
    comparator: (one, other) => one.bare === other.bare,
    ...(all > SHORT && { maxEditLength: Math.min(MOST_DIFFERENCES, Math.ceil(TOO_DIFFERENT * all)) }),
  })
  if (!parts) return { pieces: null, words: { gone: olds.length, new: news.length } }
  const pieces = joinOverSingleWords(
    parts.map(({ added, removed, value }) => ({
      kind: added ? 'new' : removed ? 'gone' : 'same',
      words: value.map(({ word }) => word),
    })),
  )
  const count = (kind: DiffPiece['kind']) =>
    pieces.filter((piece) => piece.kind === kind).reduce((sum, { words }) => sum + words.length, 0)
  const words = { gone: count('gone'), new: count('new') }
  const changed = words.gone + words.new
  if (changed > TOO_DIFFERENT * (changed + 2 * count('same'))) return { pieces: null, words }
  return { pieces: spaced(pieces.map(({ kind, words }) => ({ kind, text: joined(words) }))), words }
}

/** A word that was the last of its text has no white space behind it, also where another word follows it now. */
const joined = (words: readonly string[]) =>
  words.map((word, at) => (at < words.length - 1 && !/\s$/.test(word) ? `${word} ` : word)).join('')

/** At the end of a text a word has no white space behind it: what went is parted from what stands beside it. */
function spaced(pieces: readonly DiffPiece[]): DiffPiece[] {
  const isOpen = (text: string | undefined) => text !== undefined && !/\s$/.test(text)
  return pieces.map(({ kind, text }, at) => {
    if (kind !== 'gone') return { kind, text }
    const before = isOpen(pieces[at - 1]?.text) ? ' ' : ''
    const behind = at < pieces.length - 1 && isOpen(text) ? ' ' : ''
    return { kind, text: before + text + behind }
  })
}

type Piece = { kind: DiffPiece['kind']; words: string[] }

/** Two changed words with one equal word between them read as one change. */
function joinOverSingleWords(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  const lastChange: { gone: Piece | null; new: Piece | null } = { gone: null, new: null }
  const into = (kind: 'gone' | 'new', words: string[]) => {
    const open = lastChange[kind]
    if (open) open.words.push(...words)
    else joined.push((lastChange[kind] = { kind, words: [...words] }))
  }
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'same') return into(piece.kind, piece.words)
    const isBetween = at > 0 && at < pieces.length - 1
    if (isBetween && piece.words.length === 1 && !/[.!?]\s*$/.test(piece.words[0] ?? '')) {
      into('gone', piece.words)
      into('new', piece.words)
      return
    }
    lastChange.gone = lastChange.new = null
    joined.push({ kind: 'same', words: [...piece.words] })
  })
  return joined
}

const segmenter = new Intl.Segmenter('nl', { granularity: 'word' })

/** The words of a text, each with the signs around it and the white space behind it; together they are the text. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let hasWord = false
  let ended = true
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const isSpace = /^\s+$/u.test(segment)
    if (words.length === 0 || (ended && !isSpace)) {
      words.push(segment)
      hasWord = Boolean(isWordLike)
    } else {
      words[words.length - 1] += segment
      hasWord ||= Boolean(isWordLike)
    }
    ended = isSpace
  }
  return words
}
