import { partOwnNumber } from './plan.ts'

/** What the words of a line alone say about it: could it be a heading, and which kind? */

/** The longest a heading without any mark-up may be, in characters. */
const LONGEST_UNMARKED = 70
const MOST_WORDS = 11

const ends = /[.,;:?!…]$/
const chapterWord = /^(?:hoofdstuk|deel|bijlage|appendix)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])(?=$|[\s.:–-])/i
const bareChapter = /^(?:hoofdstuk|deel|bijlage|appendix)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.:–-]?$/i
const usualOpening = /^(?:voorwoord|woord vooraf|ten geleide|samenvatting|inleiding)$/i
const usualClosing = /^(?:tot slot|slotwoord|slot|nawoord|bijlagen?|literatuur|bronnen|begrippenlijst|colofon)$/i
const caption = /^(?:afbeelding|figuur|fig\.|foto|grafiek|kaart)\s*\d+(?:\.\d+)?(\s*[.:–-])?(?=$|\s)/i
const actionHeading = /^(?:\d[\d.]*\s+)?(?:onze\s+|de\s+)?(?:actiepunten|actiepunt|acties|actielijst|actieprogramma)\b/i
const narrativeHeading = /^(?:case|casus|praktijkverhaal|praktijkvoorbeeld|verhaal|het verhaal van|uit de praktijk)\b/i

/** "Hoofdstuk 3", "Bijlage 1", with or without a title behind it. */
export const isChapterWord = (text: string) => chapterWord.test(text)

/** "Bijlage 1" with no title: the title is then the next line. */
export const isBareChapter = (text: string) => bareChapter.test(text)

export const isAppendix = (text: string) => /^(?:bijlage|appendix)\b/i.test(text)

/** A chapter that many plans have under this very name. */
export function isUsualChapter(text: string): boolean {
  const { rest } = partOwnNumber(text)
  return usualOpening.test(rest) || usualClosing.test(rest)
}

/** "Afbeelding 1 ...": words that belong to a picture. A sentence that begins so ("Afbeelding 1 laat zien dat ...") is none. */
export function isCaption(text: string): boolean {
  const found = caption.exec(text)
  return found !== null && text.length <= 200 && (found[1] !== undefined || !endsLikeSentence(text))
}
export const isActionHeading = (text: string) => text.length <= 60 && actionHeading.test(text)
export const isNarrativeHeading = (text: string) => narrativeHeading.test(text)

/** A number, a tick or a dash alone: the content of a table's cell. */
export const isCellValue = (text: string) => /^[\d\s.,%€+/–-]{1,12}$|^[xX✓✔-]$/.test(text)

export const isAllCaps = (text: string) => /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text)

/** Ends like a sentence. */
export const endsLikeSentence = (text: string) => ends.test(text.replace(/[’”"')\]]+$/, ''))

/** The name by which a heading is recognised when it comes back elsewhere. */
export const nameOf = (text: string) => partOwnNumber(text).rest.toLowerCase().replace(/\s+/g, ' ').trim()

/** A short line that reads as a heading: begins with a capital or a number, doesn't end as a sentence does. */
export function readsAsHeading(text: string, longest = LONGEST_UNMARKED): boolean {
  if (text.length < 2 || text.length > longest || text.includes('\n') || text.includes('\t')) return false
  if (endsLikeSentence(text) || isCellValue(text) || isCaption(text)) return false
  if (/;|\. \p{Lu}|https?:|www\.|\S@\S|^[•*&–-]/u.test(text)) return false
  if (/^\d+[.)]/.test(text)) return false
  if (text.split(/\s+/).length > MOST_WORDS) return false
  return /^(?:\d{1,2}\s+\p{L}|[‘“"'(]*\p{Lu})/u.test(text)
}

/** Its own number in parts ("1.2 Doel" is [1, 2]) or null; a number of four digits is a year. */
export function ownNumbers(text: string): number[] | null {
  const { own, rest } = partOwnNumber(text)
  if (own === null || rest.length > 120 || /[.;,]$/.test(rest)) return null
  return own.split('.').map(Number)
}
