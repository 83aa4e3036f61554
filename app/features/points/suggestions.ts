import { letterParts } from './letter-parts.ts'
import { linesIn, sentencesToSplit, trimRange, type QuotedRange } from './quoted-range.ts'

/**
 * What is proposed for a part of a text: points from items as the sender gave them, from a list, from a sentence that sums up,
 * from a paragraph that asks or wishes something; or that it asks for no answer, as a greeting.
 */
export type Suggestion = {
  kind: 'items' | 'list' | 'enumeration' | 'wish' | 'noPoint'
  /** A point each; the pieces that are no point. At least one. */
  ranges: QuotedRange[]
}

/** An item of a contribution, with how its question was answered; null for a free point. */
type Item = QuotedRange & { kind: 'points' | 'text' | 'choice' | 'scale' | null }

export type ToSuggest = {
  text: string
  items: readonly Item[]
  /** Headings of the sender and answers that were only chosen. */
  apart: readonly QuotedRange[]
  /** In a point, no point, or skipped before. */
  settled: readonly QuotedRange[]
}

/** More than anyone looks over; whoever wrote more did not write a list of wishes. */
const MOST_SUGGESTED = 500

/** What is proposed for a text, in order, as far as nothing was done with it yet. No two of them share words. */
export function suggestionsIn({ text, items, apart, settled }: ToSuggest): Suggestion[] {
  const found: Suggestion[] = []
  // A mark for each character that has a place, as a long letter has hundreds of points and thousands of sentences.
  const taken = new Uint8Array(text.length)
  const take = (ranges: readonly QuotedRange[]) => {
    for (const { start, end } of ranges) taken.fill(1, start, end)
  }
  const isFree = ({ start, end }: QuotedRange) => !taken.subarray(start, end).includes(1)
  take(settled)
  const propose = (kind: Suggestion['kind'], all: readonly QuotedRange[], least = 1) => {
    const ranges = all.filter(isFree)
    if (ranges.length < least) return
    found.push({ kind, ranges })
    take(ranges)
  }
  const given = items.flatMap((item) =>
    item.kind === null || item.kind === 'points' ? (trimRange(text, item) ?? []) : [],
  )
  propose('items', given)
  for (const part of items.length === 0 ? [{ start: 0, end: text.length }] : longAnswers(items)) {
    const words = text.slice(part.start, part.end)
    const inText = ({ start, end }: QuotedRange) => ({ start: start + part.start, end: end + part.start })
    const { opening, closing } = letterParts(words)
    const around = [opening, closing].flatMap((range) => (range ? [inText(range)] : []))
    for (const range of around) propose('noPoint', [range])
    // What a greeting holds is no list, whether or not the greeting was skipped.
    take(around)
    for (const list of listsIn(words)) propose('list', list.map(inText), 2)
    const within = apart.flatMap(({ start, end }) =>
      start >= part.start && end <= part.end ? [{ start: start - part.start, end: end - part.start }] : [],
    )
    for (const paragraph of paragraphsIn(words, within)) {
      const parts = paragraph.flatMap((sentence) => {
        const summed = enumeratedIn(words, sentence).map(inText)
        return summed.length > 0 && summed.every(isFree) ? [summed] : []
      })
      for (const summed of parts) propose('enumeration', summed, 3)
      const open = paragraph.filter((sentence) => isFree(inText(sentence)) && !introducesList(words, sentence))
      for (const wish of wishesIn(words, open)) propose('wish', [inText(wish)])
    }
  }
  return found
    .slice(0, MOST_SUGGESTED)
    .sort((one, other) => (one.ranges[0]?.start ?? 0) - (other.ranges[0]?.start ?? 0))
}

const longAnswers = (items: readonly Item[]) => items.filter(({ kind }) => kind === 'text')

/** How a suggestion is named in forms: where it begins and ends. */
export function suggestionName({ ranges }: Suggestion): string {
  return `${ranges[0]?.start ?? 0}-${ranges.at(-1)?.end ?? 0}`
}

const listMark = /^[ \t]*(?:[-–—•*·▪◦‣]|\d{1,2}[.)]|[a-z]\))[ \t]+(?=\S)/

/** The bulleted and numbered lists of two items or more: of each its items, without their marks. */
export function listsIn(text: string): QuotedRange[][] {
  const lists: QuotedRange[][] = []
  let list: QuotedRange[] = []
  let inItem = false
  for (const line of linesIn(text)) {
    const words = text.slice(line.start, line.end)
    const mark = listMark.exec(words)
    const last = list.at(-1)
    if (mark) {
      list.push({ start: line.start + mark[0].length, end: line.end })
      inItem = true
    } else if (words.trim() === '') {
      inItem = false
    } else if (inItem && last && /^(?:[ \t]|\p{Ll})/u.test(words)) {
      // A line that is indented or begins in lower case is the rest of the item above it.
      last.end = line.end
    } else {
      lists.push(list)
      list = []
      inItem = false
    }
  }
  return [...lists, list]
    .filter(({ length }) => length > 1)
    .map((items) => items.flatMap((item) => trimRange(text, item) ?? []))
}

/** Whether a sentence only leads to the items under it: "Verder vragen wij:". */
const introducesList = (text: string, { end }: QuotedRange) =>
  text[end - 1] === ':' && listMark.test(text.slice(end).replace(/^[ \t]*(?:\r?\n)+/, ''))

/** The sentences of a text by paragraph: an empty line, or what stands apart, ends one. */
function paragraphsIn(text: string, apart: readonly QuotedRange[]): QuotedRange[][] {
  const paragraphs: QuotedRange[][] = []
  let last: QuotedRange | undefined
  for (const sentence of sentencesToSplit(text, apart)) {
    const between = last && text.slice(last.end, sentence.start)
    const isNext = between === undefined || /\n[ \t]*\r?\n|\r[ \t]*\r/.test(between) || /[\p{L}\p{N}]/u.test(between)
    if (isNext) paragraphs.push([sentence])
    else paragraphs.at(-1)?.push(sentence)
    last = sentence
  }
  return paragraphs
}

const LONGEST_PART = 200

/** The parts of a sentence that sums up behind a colon: 'nodig: een plek, een vrijwilliger en iemand die belt'. Three or more, or none. */
function enumeratedIn(text: string, sentence: QuotedRange): QuotedRange[] {
  const words = text.slice(sentence.start, sentence.end)
  const colon = /:\s+(?=[^\s\d])/.exec(words)
  if (!colon || words.indexOf(':', colon.index + 1) >= 0) return []
  const from = colon.index + colon[0].length
  const parts: QuotedRange[] = []
  let at = from
  const summed = words.slice(from)
  const between = summed.includes(';')
    ? /;\s+/g
    : // Not from inside white space: of very much of it each beginning would be tried with each end.
      /,\s+|(?<!\s)\s+(?=(?:en|of)\s+(?:een|de|het|meer|minder|geen|dat|iemand|betere?)\s)/g
  for (const found of summed.matchAll(between)) {
    parts.push({ start: at, end: from + found.index + found[0].trimEnd().length })
    at = from + found.index + found[0].length
  }
  parts.push({ start: at, end: words.length })
  const isPart = ({ start, end }: QuotedRange) =>
    end - start <= LONGEST_PART && words.slice(start, end).trim().split(/\s+/).length > 1
  const last = parts.at(-1)
  const endsTheRow = last !== undefined && (summed.includes(';') || /^(?:en|of)\s/.test(words.slice(last.start)))
  if (parts.length < 3 || !parts.every(isPart) || !endsTheRow) return []
  return parts.map(({ start, end }) => ({ start: start + sentence.start, end: end + sentence.start }))
}

const asked = /\?["”’')\]]*$/
const wished = new RegExp(
  [
    '\\b(?:graag|verzoek(?:en)?|alsjeblieft|alstublieft|liever|pleit(?:en)?|voorstel(?:len)?|stel(?:len)? voor|bezwaar|niet eens|oneens|tegen dit plan)\\b',
    '\\b(?:ik|wij|we) (?:wil|willen|vraag|vragen|mis|missen|vind|vinden|hoop|hopen|verwacht|verwachten)\\b',
    '\\b(?:vraag|vragen|wil|willen|zou|zouden|mis|missen|vind|vinden) (?:ik|wij|we)\\b',
    '\\b(?:kan|kunnen|kunt|moet|moeten|zou|zouden|mag|mogen) (?:u|de gemeente|het college|de raad)\\b',
    // "Hij kan niet tegen drukte" tells why someone asks, and asks nothing.
    '\\b(?:moet|moeten|zou|zouden|mag|mogen) (?:er|daar|dat|dit|niet)\\b',
    '^(?:kan|kunnen) (?:er|daar|dat|dit)\\b',
    '\\b(?:moet|moeten|nodig|noodzakelijk|wenselijk)\\b',
    '^(?:zorg|laat|maak|kom|neem|geef|help|doe|denk|betrek|stop|houd|hou|schrap|voeg|kijk|regel|plaats)\\b',
    '\\bhet (?:zou|is) (?:goed|mooi|fijn|beter|belangrijk|jammer)\\b',
  ].join('|'),
  'i',
)

/**
 * The wishes and questions in a paragraph of sentences that are still open, each with what leads to it: what stands behind the last
 * one belongs to it. None in a paragraph that only tells something.
 */
function wishesIn(text: string, open: readonly QuotedRange[]): QuotedRange[] {
  const wishes: QuotedRange[] = []
  let begin: number | null = null
  for (const { start, end } of open) {
    const words = text.slice(start, end)
    begin ??= start
    if (!asked.test(words) && !wished.test(words)) continue
    wishes.push({ start: begin, end })
    begin = null
  }
  const [lastWish, lastSentence] = [wishes.at(-1), open.at(-1)]
  if (lastWish && lastSentence) lastWish.end = lastSentence.end
  return wishes
}
