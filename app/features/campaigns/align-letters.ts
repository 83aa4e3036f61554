import { spelledWords } from '#app/features/points/left-out-words.ts'
import { letterParts } from '#app/features/points/letter-parts.ts'
import { overlaps, sentences, trimRange, type QuotedRange } from '#app/features/points/quoted-range.ts'
import { saidPart } from './letter-signature.ts'

export type Sentence = QuotedRange & {
  words: (QuotedRange & { word: string })[]
  /** It only greets, or signs. */
  isGreeting: boolean
}

/** The sentences of a letter with their words as they are compared; what has no words is none. */
export function sentencesOf(text: string): Sentence[] {
  const said = saidPart(text)
  return sentences(text).flatMap((sentence) => {
    const range = trimRange(text, sentence)
    if (!range) return []
    const words = spelledWords(text.slice(range.start, range.end)).map(({ word, start, end }) => ({
      ...{ word, start: range.start + start, end: range.start + end },
    }))
    const isGreeting = !overlaps(range, { start: said.start, end: Math.max(said.end, said.start) })
    return words.length === 0 ? [] : [{ ...range, words, isGreeting }]
  })
}

/** Of each sentence of a letter: which one of the base text it says word by word, and which one it looks like most. */
export type Aligned = { sentence: Sentence; same: number | null; like: number | null }

/** A sentence looks like another when so much of the words of both are the same. */
const LIKE = 0.5

/**
 * Finds of each sentence of a letter the one of the base text that it came from, wherever it stands. The same is one with the same
 * words, but for a typing error in a long word: a short word or a number more or less may turn what a sentence says around.
 */
export function alignLetters(base: readonly Sentence[], letter: readonly Sentence[]): Aligned[] {
  const free = new Set(base.keys())
  const exact = Map.groupBy([...base.keys()].reverse(), (at) => keyOf(base[at]))
  const aligned = letter.map((sentence): Aligned => {
    const at = exact.get(keyOf(sentence))?.pop()
    if (at !== undefined) free.delete(at)
    return { sentence, same: at ?? null, like: at ?? null }
  })
  const open = aligned.filter(({ same }) => same === null)
  if (open.length === 0 || free.size === 0) return aligned
  const pairs = likePairs(base, free, open).sort((one, other) => other.part - one.part)
  for (const { of, at } of pairs) {
    if (of.like !== null || !free.has(at)) continue
    free.delete(at)
    of.like = at
    if (isSame(base[at]?.words ?? [], of.sentence.words)) of.same = at
  }
  return aligned
}

const keyOf = (sentence: Sentence | undefined) => sentence?.words.map(({ word }) => word).join(' ') ?? ''

/**
 * So often a word of one sentence may meet a sentence of the base text. Letters of people stay far below it; two long texts of one
 * word would hold the site for minutes. What is beyond it looks like nothing.
 */
const MOST_MEETINGS = 500_000

/** Pairs that share enough words. Only sentences that share a word are looked at. */
function likePairs(base: readonly Sentence[], free: ReadonlySet<number>, open: readonly Aligned[]) {
  const holders = new Map<string, { at: number; times: number }[]>()
  for (const at of free) {
    for (const [word, times] of timesOfWords(base[at])) {
      const places = holders.get(word)
      if (places) places.push({ at, times })
      else holders.set(word, [{ at, times }])
    }
  }
  let meetings = 0
  return open.flatMap((of) => {
    const shared = new Map<number, number>()
    for (const [word, times] of timesOfWords(of.sentence)) {
      const places = holders.get(word) ?? []
      meetings += places.length
      if (meetings > MOST_MEETINGS) return []
      for (const place of places) shared.set(place.at, (shared.get(place.at) ?? 0) + Math.min(times, place.times))
    }
    return [...shared].flatMap(([at, count]) => {
      const part = (2 * count) / (of.sentence.words.length + (base[at]?.words.length ?? 0))
      return part >= LIKE ? [{ of, at, part }] : []
    })
  })
}

/** How often each word stands in a sentence. */
function timesOfWords(sentence: Sentence | undefined): Map<string, number> {
  const times = new Map<string, number>()
  for (const { word } of sentence?.words ?? []) times.set(word, (times.get(word) ?? 0) + 1)
  return times
}

function isSame(one: Sentence['words'], other: Sentence['words']): boolean {
  return one.length === other.length && one.every(({ word }, at) => isTypingErrorOf(word, other[at]?.word ?? ''))
}

/** Whether two words are the same, or long ones that differ by one letter more, less, other or in another place. */
function isTypingErrorOf(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 5 || long.length - short.length > 1 || /\p{N}/u.test(long)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const rest = short.slice(at)
  if (long.length > short.length) return rest === long.slice(at + 1)
  if (rest.slice(1) === long.slice(at + 1)) return true
  return rest[0] === long[at + 1] && rest[1] === long[at] && rest.slice(2) === long.slice(at + 2)
}

type BaseSplit = { sentences: readonly Sentence[]; points: readonly QuotedRange[]; nonPoints: readonly QuotedRange[] }

/** How a letter is split after the base text. Ranges do not overlap. */
export type CarriedSplit = {
  /** What the letter says of each point of the base text (`of`: its place in that list); more pieces when something stands between. */
  shared: (QuotedRange & { of: number })[]
  /** What this letter says and the base text does not. */
  own: QuotedRange[]
  nonPoints: QuotedRange[]
}

/** Carries the split of the base text to a letter, sentence by sentence. What the base text left open stays open. */
export function carriedSplit(base: BaseSplit, text: string): CarriedSplit {
  const shared: CarriedSplit['shared'] = []
  const [own, nonPoints]: [QuotedRange[], QuotedRange[]] = [[], []]
  let last: { kind: 'shared' | 'own'; end: number } | null = null
  for (const { sentence, same } of alignLetters(base.sentences, sentencesOf(text))) {
    const before = last
    last = null
    const { start, end } = sentence
    const of = same === null ? undefined : base.sentences[same]
    if (!of) {
      // How it greets and signs is no sentence to split.
      if (sentence.isGreeting) continue
      const previous = before?.kind === 'own' && !text.slice(before.end, start).includes('\n') ? own.at(-1) : undefined
      if (previous) previous.end = end
      else own.push({ start, end })
      last = { kind: 'own', end }
      continue
    }
    const pieces = base.points.flatMap((point, at) => {
      const piece = pieceOf(of, sentence, point)
      return piece ? [{ ...piece, of: at }] : []
    })
    for (const piece of pieces.sort((one, other) => one.start - other.start)) {
      const previous = shared.at(-1)
      const goesOn: boolean =
        previous?.of === piece.of && piece.start === start && before?.kind === 'shared' && before.end === previous.end
      if (previous && goesOn) previous.end = piece.end
      else shared.push(piece)
    }
    const lastPiece = shared.at(-1)
    if (lastPiece?.end === end) last = { kind: 'shared', end }
    if (pieces.length === 0 && base.nonPoints.some((range) => overlaps(range, of))) nonPoints.push({ start, end })
  }
  return { shared, own, nonPoints }
}

/** What a point of the base text has of a sentence, in the same sentence of a letter: from its first to its last word, with the marks around. */
function pieceOf(base: Sentence, sentence: Sentence, point: QuotedRange): QuotedRange | null {
  const inPoint = [...base.words.keys()].filter((at) => overlaps(base.words[at] ?? base, point))
  const [first, last] = [inPoint[0], inPoint.at(-1)]
  if (first === undefined || last === undefined) return null
  return {
    start: first === 0 ? sentence.start : (sentence.words[first]?.start ?? sentence.start),
    end: last === base.words.length - 1 ? sentence.end : (sentence.words[last]?.end ?? sentence.end),
  }
}

/** Where a letter greets and signs, as far as no point is there: it is no point. */
export function greetingsIn(text: string, points: readonly QuotedRange[]): QuotedRange[] {
  const { opening, closing } = letterParts(text)
  return [opening, closing].flatMap((part) =>
    part && !points.some((point) => overlaps(point, part)) ? [{ start: part.start, end: part.end }] : [],
  )
}
