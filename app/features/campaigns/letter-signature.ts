import { letterParts } from '#app/features/points/letter-parts.ts'
import { fold } from '#app/fold.ts'

/** What stands for the words of a letter when letters are compared. */
export type LetterSignature = {
  /** The same for letters of which all words are the same, apart from how they greet: a whole number below 2^52. */
  variant: number
  /** One byte of the least of each hash: the part of equal bytes estimates what part of their runs of words two letters share. */
  marks: Uint8Array
  /** How many different runs of words it has. */
  runs: number
  /** Letters that share a band may be alike: whole numbers below 2^52. */
  bands: number[]
}

/**
 * 40 bands of three hashes each: of two letters that share half of their runs of words, 99.5 in 100 share a band; of two that
 * share a twentieth, one in 200 does.
 */
const BANDS = 40
const HASHES_OF_BAND = 3
const HASHES = BANDS * HASHES_OF_BAND
const WORDS_OF_RUN = 3

/** Where what a letter says begins and ends, without how it greets and who signs; the whole when nothing else is in it. */
export function saidPart(text: string): { start: number; end: number } {
  const { opening, closing } = letterParts(text)
  const [start, end] = [opening?.end ?? 0, closing?.start ?? text.length]
  return /[\p{L}\p{N}]/u.test(text.slice(start, end)) ? { start, end } : { start: 0, end: text.length }
}

/** The words of a text as they are compared: without capitals, accents and marks. */
export const comparedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** A hash of words in their order: a whole number below 2^52. */
export function hashOfWords(words: readonly string[]): number {
  let [one, other] = [0x811c9dc5, 0x9747b28c]
  for (const word of words) {
    const hash = hashOfWord(word)
    one = mixed(Math.imul(one ^ hash, 0x01000193))
    other = mixed(Math.imul(other, 31) + hash)
  }
  return together(one, other)
}

/** What stands for a letter. Takes some tens of microseconds for a page of text. */
export function signatureOf(text: string): LetterSignature {
  const { start, end } = saidPart(text)
  const words = comparedWords(text.slice(start, end))
  const runs = runsOf(words)
  const least = new Int32Array(HASHES).fill(0x7fffffff)
  for (const run of runs)
    for (let nth = 0; nth < HASHES; nth++) {
      const hash = Math.imul(run ^ (xors[nth] ?? 0), factors[nth] ?? 1)
      if (hash < (least[nth] ?? 0)) least[nth] = hash
    }
  return { variant: hashOfWords(words), marks: Uint8Array.from(least, mixed), runs: runs.size, bands: bandsOf(least) }
}

/** The part of all their runs of words that two letters share, from 0 to 1, as their marks estimate it (0.05 off, one time in three). */
export function likeness(one: Uint8Array, other: Uint8Array): number {
  let equal = 0
  for (let nth = 0; nth < HASHES; nth++) if (one[nth] === other[nth]) equal++
  // One in 256 bytes is equal by chance.
  return Math.max(0, (equal / HASHES - 1 / 256) / (1 - 1 / 256))
}

/** The part of the shorter of two letters that the other has too, from 0 to 1. */
export function heldPart(
  one: Pick<LetterSignature, 'marks' | 'runs'>,
  other: Pick<LetterSignature, 'marks' | 'runs'>,
): number {
  const alike = likeness(one.marks, other.marks)
  const shared = (alike / (1 + alike)) * (one.runs + other.runs)
  return Math.min(1, shared / Math.max(1, Math.min(one.runs, other.runs)))
}

/** Hashes of each three words that follow on each other; a text of fewer words is one run. */
function runsOf(words: readonly string[]): Set<number> {
  const hashes = words.map(hashOfWord)
  const runs = new Set<number>()
  for (let at = 0; at < Math.max(1, hashes.length - WORDS_OF_RUN + 1); at++) {
    let run = 0
    for (let nth = at; nth < at + WORDS_OF_RUN; nth++) run = mixed(Math.imul(run, 31) + (hashes[nth] ?? 0))
    runs.add(run)
  }
  return runs
}

/** FNV-1a, mixed. */
function hashOfWord(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return mixed(hash)
}

/** Lets every bit count for every other (the last steps of MurmurHash3). */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

const together = (one: number, other: number) => (one >>> 12) * 2 ** 32 + (other >>> 0)

function bandsOf(least: Int32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let [one, other] = [band + 1, ~band]
    for (let nth = band * HASHES_OF_BAND; nth < (band + 1) * HASHES_OF_BAND; nth++) {
      one = mixed(Math.imul(one, 31) + (least[nth] ?? 0))
      other = mixed(Math.imul(other ^ (least[nth] ?? 0), 0x01000193))
    }
    return together(one, other)
  })
}

// Stored signatures are compared with new ones: these numbers never change.
const xors = Int32Array.from({ length: HASHES }, (_, nth) => mixed(nth * 2 + 1))
const factors = Int32Array.from({ length: HASHES }, (_, nth) => mixed(0x5bd1e995 + nth) | 1)
