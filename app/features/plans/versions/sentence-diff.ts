import { diffArrays } from 'diff'
import { wordDiff } from './word-diff.ts'

/** Sentences that went and that came in one place of a text, with the place of the first new one among all new sentences. */
type SentenceChange = { gone: string[]; new: string[]; at: number }

/** Differences of more sentences than this are not looked for: all of the text is other text. */
const MOST_DIFFERENCES = 300
/** In one place so many pairs of a sentence that went and one that came are compared. */
const MOST_PAIRS = 200

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' })

/** The sentences of a text; each line of a list or a table ends one. */
export const sentencesIn = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '')

/** Which whole sentences went and came, in the order of the new text. */
export function changedSentences(old: string, now: string): SentenceChange[] {
  const changes: SentenceChange[] = []
  let [at, isOpen] = [0, false]
  const [olds, news] = [sentencesIn(old), sentencesIn(now)]
  const parts = diffArrays(olds, news, { maxEditLength: MOST_DIFFERENCES })
  if (!parts) return [{ gone: olds, new: news, at: 0 }]
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      at += value.length
      isOpen = false
      continue
    }
    const open = isOpen ? changes.at(-1) : undefined
    const change = open ?? { gone: [], new: [], at }
    if (!open) changes.push(change)
    isOpen = true
    if (added) {
      change.new.push(...value)
      at += value.length
    } else change.gone.push(...value)
  }
  return changes
}

type SentenceCounts = {
  /** Sentences of which some words changed, by their places in the new text. */
  edited: number[]
  gone: number
  new: number
  /** All sentences of the new text. */
  all: number
}

/** How many sentences changed, went and came. A new sentence with most words of one that went at the same place is that one, changed. */
export function countedSentences(old: string, now: string): SentenceCounts {
  const counts: SentenceCounts = { edited: [], gone: 0, new: 0, all: sentencesIn(now).length }
  for (const change of changedSentences(old, now)) {
    const left = [...change.gone]
    const isCompared = change.gone.length * change.new.length <= MOST_PAIRS
    change.new.forEach((sentence, place) => {
      const same = !isCompared ? -1 : left.findIndex((each) => wordDiff(each, sentence).pieces !== null)
      if (same === -1) {
        counts.new++
        return
      }
      left.splice(same, 1)
      counts.edited.push(change.at + place)
    })
    counts.gone += left.length
  }
  return counts
}

/** A text in pieces, in which whole sentences that came are apart; together they are the text. */
export function newSentences(old: string, now: string): { text: string; isNew: boolean }[] {
  const added = new Set(changedSentences(old, now).flatMap((change) => change.new.map((_, place) => change.at + place)))
  const pieces: { text: string; isNew: boolean }[] = []
  let at = 0
  for (const { segment } of segmenter.segment(now)) {
    const isNew = segment.trim() !== '' && added.has(at)
    if (segment.trim() !== '') at++
    const last = pieces.at(-1)
    if (last?.isNew === isNew) last.text += segment
    else pieces.push({ text: segment, isNew })
  }
  return pieces
}
