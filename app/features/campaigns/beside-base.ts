import { diffArrays } from 'diff'
import { alignLetters, sentencesOf, type Aligned, type Sentence } from './align-letters.ts'

/** Words of a letter beside the base text: in both, in the letter alone, or in the base text alone. */
export type Piece = { kind: 'both' | 'added' | 'gone'; text: string }

/**
 * A letter beside the base text, in paragraphs, in the order of the letter; what it leaves out stands where it would have been.
 * How it greets and signs is not compared.
 */
export function besideBase(base: string, letter: string): Piece[][] {
  const [baseSentences, sentences] = [sentencesOf(base), sentencesOf(letter)]
  const aligned = alignLetters(baseSentences, sentences)
  const used = new Set(aligned.flatMap(({ like }) => like ?? []))
  const wordsOf = (text: string, { start, end }: Sentence) => text.slice(start, end)
  const goneAfter = (at: number): Piece[] => {
    const gone: Piece[] = []
    for (let next = at + 1; next < baseSentences.length && !used.has(next); next++) {
      const sentence = baseSentences[next]
      if (sentence && !sentence.isGreeting) gone.push({ kind: 'gone', text: wordsOf(base, sentence) })
    }
    return gone
  }
  const paragraphs: Piece[][] = []
  let [paragraph, lastEnd]: [Piece[], number] = [goneAfter(-1), 0]
  for (const { sentence, like } of aligned) {
    if (paragraph.length > 0 && /\n\s*\n/.test(letter.slice(lastEnd, sentence.start))) {
      paragraphs.push(paragraph)
      paragraph = []
    }
    lastEnd = sentence.end
    const of = like === null ? undefined : baseSentences[like]
    paragraph.push(
      ...(of
        ? changedWords(wordsOf(base, of), wordsOf(letter, sentence))
        : [{ kind: sentence.isGreeting ? ('both' as const) : ('added' as const), text: wordsOf(letter, sentence) }]),
      ...(like === null ? [] : goneAfter(like)),
    )
  }
  return [...paragraphs, paragraph].filter(({ length }) => length > 0).map(joined)
}

/** Sentences that differ in more words than this are shown one after the other: comparing takes the square of it. */
const MOST_DIFFERENT = 200

/** Words that differ between two sentences; white space and marks go with their word. */
function changedWords(base: string, letter: string): Piece[] {
  const split = (text: string) => text.match(/\S+/g) ?? []
  const changes = diffArrays(split(base), split(letter), { maxEditLength: MOST_DIFFERENT })
  if (!changes)
    return [
      { kind: 'gone', text: base },
      { kind: 'added', text: letter },
    ]
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'gone' : 'both',
    text: value.join(' '),
  }))
}

/** Pieces of one kind that follow on each other are one; one short word between two changes belongs to them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const piece of pieces) {
    const last = found.at(-1)
    if (last?.kind === piece.kind) last.text += ` ${piece.text}`
    else found.push({ ...piece })
  }
  return found
}

/** How a letter differs from the base text. */
export type Difference = {
  /** Sentences that it alone has, or has in other words; without greetings. */
  own: string[]
  /** How many sentences of the base text it leaves out. */
  left: number
  isReordered: boolean
  /** The same words, but for typing errors. */
  hasErrors: boolean
}

/** Compares what letters say, without how they greet. */
export function differenceFrom(base: string, letter: string): Difference {
  const baseSentences = sentencesOf(base)
  const aligned = alignLetters(baseSentences, sentencesOf(letter))
  const used = new Set(aligned.flatMap(({ like }) => like ?? []))
  const order = aligned.flatMap(({ same }) => same ?? [])
  const spelled = ({ words }: Sentence) => words.map(({ word }) => word).join(' ')
  const isMistyped = ({ sentence, same }: Aligned) => {
    const of = same === null ? undefined : baseSentences[same]
    return of !== undefined && spelled(of) !== spelled(sentence)
  }
  return {
    own: aligned.flatMap(({ sentence, same }) =>
      same === null && !sentence.isGreeting ? [letter.slice(sentence.start, sentence.end)] : [],
    ),
    left: baseSentences.filter(({ isGreeting }, at) => !used.has(at) && !isGreeting).length,
    isReordered: order.some((at, nth) => nth > 0 && at < (order[nth - 1] ?? 0)),
    hasErrors: aligned.some(isMistyped),
  }
}

const LONGEST_QUOTE = 70

/** The difference in a few words, for a list. */
export function differenceInWords({ own, left, isReordered, hasErrors }: Difference): string {
  const [first = ''] = own
  const quote = first.length > LONGEST_QUOTE ? `${first.slice(0, LONGEST_QUOTE).trimEnd()}…` : first
  const more = own.length - 1
  const parts = [
    own.length > 0 &&
      `“${quote.replace(/\s+/g, ' ')}”${more > 0 ? ` en nog ${more === 1 ? 'een zin' : `${more} zinnen`}` : ''}`,
    left > 0 && (left === 1 ? 'een zin weggelaten' : `${left} zinnen weggelaten`),
    isReordered && 'andere volgorde',
    hasErrors && 'typefouten',
  ].filter((part) => part !== false)
  return parts.join(', ') || 'andere leestekens of ondertekening'
}
