import { endsLikeSentence, isCellValue, ownNumbers, readsAsHeading } from '#app/features/plans/heading-shape.ts'
import { linesIn, trimRange, type QuotedRange } from './quoted-range.ts'

/** What a letter has around what it asks: ranges without white space around them; null for what it does not have. */
export type LetterParts = {
  /** The address, the date and the greeting. */
  opening: QuotedRange | null
  /** The thanks, the greeting at the end and the name under it. */
  closing: QuotedRange | null
}

const greeting =
  /^(?:beste|geachte?|hallo|hoi|dag|goede(?:morgen|middag|navond|ndag)|l\.?s\.?|aan het college|aan de gemeenteraad)(?=$|[\s,.!:])/i
const farewell =
  /^(?:(?:met )?(?:vriendelijke|hartelijke|beleefde|bezorgde|sportieve|warme) groet(?:en)?|hoogachtend|(?:veel |de )?groet(?:en|jes)?(?=$|[\s,.!])|mvg|m\.v\.g\.)/i
const thanks =
  /^(?:alvast (?:hartelijk |heel erg |veel )?(?:bedankt|dank)|(?:hartelijk |heel erg )?(?:bedankt|dank u(?: wel)?|dank) voor|in afwachting van uw|ik hoor graag|wij horen graag|ik zie uw|wij zien uw|bedankt[.!]?$)/i

/** The lines among which a greeting, or a farewell, is looked for. */
const AT_AN_END = 16
const LONGEST_GREETING = 80

type WordLine = QuotedRange & { words: string }

/** The lines that have words. */
function wordLines(text: string): WordLine[] {
  return linesIn(text).flatMap((line) => {
    const range = trimRange(text, line)
    return range ? [{ ...range, words: text.slice(range.start, range.end) }] : []
  })
}

/** The opening and the closing of a letter, by its greetings. */
export function letterParts(text: string): LetterParts {
  return partsOf(wordLines(text))
}

function partsOf(all: readonly WordLine[]): LetterParts {
  const greeted = all
    .slice(0, AT_AN_END)
    .findIndex(
      ({ words }) => words.length <= LONGEST_GREETING && greeting.test(words) && !/[.?!]\s+\p{Lu}/u.test(words),
    )
  const first = all[0]
  const lastOfOpening = greeted < 0 ? undefined : all[greeted]
  const from = Math.max(greeted + 1, all.length - AT_AN_END)
  const said = all.findIndex(
    ({ words }, index) => index >= from && words.length <= LONGEST_GREETING && farewell.test(words),
  )
  const isThanks = (line: WordLine | undefined) =>
    line !== undefined && line.words.length <= 2 * LONGEST_GREETING && thanks.test(line.words)
  // Without a farewell a line of thanks alone ends a letter.
  let begin = said >= 0 ? said : isThanks(all.at(-1)) && all.length - 1 > greeted ? all.length - 1 : -1
  while (begin > greeted + 1 && isThanks(all[begin - 1])) begin--
  const firstOfClosing = begin < 0 ? undefined : all[begin]
  const last = all.at(-1)
  return {
    opening: first && lastOfOpening ? { start: first.start, end: lastOfOpening.end } : null,
    closing: firstOfClosing && last ? { start: firstOfClosing.start, end: last.end } : null,
  }
}

const itemMark = /^(?:[-–—•*·▪◦‣]|\d{1,2}[.)]\s|[a-z]\)\s)/
const MOST_WORDS_BEFORE_COLON = 4

/**
 * The headings that a sender put above parts of a plain letter, in order: short lines on their own with text under them. One
 * such line is seldom a heading, so a letter has two or none.
 */
export function headingsIn(text: string): QuotedRange[] {
  const all = wordLines(text)
  const { opening, closing } = partsOf(all)
  const within = all.filter(
    ({ start, end }) => (!opening || start >= opening.end) && (!closing || end <= closing.start),
  )
  const found = within.filter((line, index) => {
    const [before, next] = [within[index - 1], within[index + 1]]
    if (!next || !isHeadingLike(line.words)) return false
    if (before && !standsApart(text, before, line)) return false
    return isBody(next.words)
  })
  return found.length < 2 ? [] : found.map(({ start, end }) => ({ start, end }))
}

/** An empty line stands between them, or the one before ends a sentence. */
const standsApart = (text: string, before: WordLine, line: WordLine) =>
  endsLikeSentence(before.words) || /\n\s*\n|\r\s*\r/.test(text.slice(before.end, line.start))

function isHeadingLike(words: string): boolean {
  if (greeting.test(words) || farewell.test(words) || thanks.test(words)) return false
  // Dates, postcodes and numbers of streets are no headings.
  if (/\d{4}|\d\s*[a-z]?$/i.test(words) && ownNumbers(words) === null) return false
  const bare = words.replace(/:$/, '')
  if (bare !== words) return bare.split(/\s+/).length <= MOST_WORDS_BEFORE_COLON && readsAsHeading(bare)
  // "1. Verkeer" and "2 Zorg thuis": what stands behind the number has to read as a heading by itself.
  const numbered = /^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(.*)$/.exec(words)
  return readsAsHeading(numbered?.[1] ?? words)
}

/** Text of a letter, rather than one more short line. */
const isBody = (words: string) =>
  !itemMark.test(words) &&
  !isCellValue(words) &&
  (words.length > 60 || (endsLikeSentence(words) && words.split(/\s+/).length > 2))

/** The heading that a place in the text stands under: the last one before it; null when there is none. */
export function headingOver<Heading extends { start: number }>(
  headings: readonly Heading[],
  place: { start: number } | null,
): Heading | null {
  if (place === null) return null
  return headings.findLast(({ start }) => start <= place.start) ?? null
}
