import { digitGroups, type Span } from './digit-groups.ts'
import type { FoldedText } from './folded-text.ts'

// Two words that Dutch has beside a year or an amount: "2016 is", "1500 km".
const ordinary =
  /^(?:in|is|de|en|er|op|of|ik|te|we|ze|je|al|na|om|nu|zo|ja|as|dm|st|km|ha|mm|cm|kg|eu|mw|kw|gb|mb|tv|ca|nr|tm|pp|jr|ml|bc|kb|tb)$/
const behind =
  /^[ ,/:;\n-]{0,3}(?:(?:en|met) )?(?:huis(?:nummer|nr\.?)?|nummer|nr\.?|no\.?)?[ :]{0,2}(?<number>\d{1,5}(?!\d)(?: ?-? ?(?:bis|hs|[a-z](?![\p{L}])|\d{1,4}(?!\d)))?)/iu
const numberAhead = /(?<!\d)\d{1,5}(?: ?-? ?(?:bis|hs|[a-zA-Z]|\d{1,3}))?[ ,\n]{1,3}$/
const streetWord = /^\p{Lu}[\p{L}\p{M}.'-]*$/u
const smallWord = /^(?:van|de|den|der|het|'t|ten|ter|op|aan|bij|in)$/
/** Characters around a postcode in which its house number and street are looked for. */
const [NUMBER, STREET, MOST_STREET_WORDS] = [24, 60, 5]

/**
 * Postcodes with their house number beside them: together they are one front door. A postcode alone is a street or a part of
 * it, and no finding.
 */
export function findAddresses(text: FoldedText): Span[] {
  const found: Span[] = []
  for (const { start, end } of digitGroups(text)) {
    if (end - start !== 4 || text.code(start) === 48 || start < (found.at(-1)?.end ?? 0)) continue
    const letters = lettersBehind(text, end)
    if (!letters) continue
    const after = behind.exec(text.slice(letters.end, letters.end + NUMBER))
    const ahead = numberAhead.exec(text.slice(start - NUMBER, start))
    if (!after && !ahead) continue
    const number = start - (ahead?.[0].length ?? 0)
    const street = ahead ? streetBefore(text, number) : 0
    if (!letters.isSure && street === 0) continue
    const from = number - street
    if (from < (found.at(-1)?.end ?? 0)) continue
    found.push({ start: from, end: letters.end + (after?.[0].length ?? 0) })
  }
  return found
}

/** The two letters of a postcode: capitals, or right behind the digits. Small ones behind a space need a street before them to be sure. */
function lettersBehind(text: FoldedText, end: number): { end: number; isSure: boolean } | null {
  const found = /^(?<gap> ?)(?<letters>[a-z]{2})(?![\p{L}])/iu.exec(text.slice(end, end + 5))
  const letters = found?.groups?.letters ?? ''
  if (!found || /^(?:sa|sd|ss)$/i.test(letters)) return null
  const isUpper = letters === letters.toUpperCase()
  const isAttached = found.groups?.gap === ''
  if (!isUpper && ordinary.test(letters.toLowerCase())) return null
  return { end: end + found[0].length, isSure: isUpper || isAttached }
}

/** How many characters before a house number are its street: "Prins Hendrik van den Bergstraat ", or one word in small letters. */
function streetBefore(text: FoldedText, number: number): number {
  const words = text.slice(number - STREET, number).split(' ')
  if (words.pop() !== '') return 0
  let length = 0
  let street = 0
  for (const word of words.reverse().slice(0, MOST_STREET_WORDS)) {
    length += word.length + 1
    if (streetWord.test(word)) street = length
    else if (!smallWord.test(word)) break
  }
  const [last = ''] = words
  return street === 0 && /^[\p{L}\p{M}]{3,}$/u.test(last) ? last.length + 1 : street
}
