/**
 * A text as a reader of numbers and addresses sees it: digits of every script and width are 0-9, each kind of white space is
 * a space, each kind of dash a hyphen, and what cannot be seen is left out. It counts how often its characters are looked at, so that a
 * test can hold every search to work that grows with the text and no faster.
 */
export class FoldedText {
  readonly text: string
  private readonly places: Int32Array | null
  private readonly original: string
  looks = 0

  constructor(original: string) {
    this.original = original
    const { text, places } = fold(original)
    this.text = text
    this.places = places
  }

  get length(): number {
    return this.text.length
  }

  /** The character code at a place, 0 outside the text. */
  code(at: number): number {
    this.looks++
    return at >= 0 && at < this.text.length ? this.text.charCodeAt(at) : 0
  }

  /** A piece of the folded text. */
  slice(start: number, end: number): string {
    const [from, to] = [Math.max(0, start), Math.min(this.text.length, end)]
    this.looks += Math.max(0, to - from)
    return this.text.slice(from, to)
  }

  /** All places of a pattern that looks at each character once or a fixed number of times. */
  matches(pattern: RegExp): { start: number; end: number; text: string }[] {
    this.looks += this.text.length
    return [...this.text.matchAll(pattern)].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      text: found[0],
    }))
  }

  /** The same piece in UTF-16 units of the text as it was written. */
  inOriginal(start: number, end: number): { start: number; end: number; text: string } {
    const from = this.places?.[start] ?? start
    const last = this.places?.[end - 1] ?? end - 1
    const to = last + ((this.original.codePointAt(last) ?? 0) > 0xffff ? 2 : 1)
    return { start: from, end: to, text: this.original.slice(from, to) }
  }
}

// What stands in a text without being seen: soft hyphens, zero-width marks, marks of direction.
const unseen = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/
const dash = /[\u2010-\u2015\u2212\ufe58\ufe63]/
const lineEnd = /[\r\n\u0085\u2028\u2029]/
// Where the ten digits of a script begin; the last is the fifty of mathematics.
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0xff10]
const MATHEMATICAL = { first: 0x1d7ce, last: 0x1d7ff }
// What stays as it is: most of what is written in Dutch. All else is looked at unit by unit.
const special = /[^\n\x20-\x7e\xa1-\xac\xae-\u024f\u2018-\u2026\u20ac]/g

function fold(original: string): { text: string; places: Int32Array | null } {
  if (original.search(special) === -1) return { text: original, places: null }
  const places = new Int32Array(original.length)
  let text = ''
  let passed = 0
  const keep = (end: number) => {
    for (let at = passed, place = text.length; at < end; at++) places[place++] = at
    text += original.slice(passed, end)
    passed = end
  }
  for (const { index } of original.matchAll(special)) {
    // The second half of a digit of mathematics went with the first.
    if (index < passed) continue
    keep(index)
    const folded = foldedUnit(original, index)
    if (folded !== '') places[text.length] = index
    text += folded
    passed = index + (isHighSurrogate(original.charCodeAt(index)) && /^\d$/.test(folded) ? 2 : 1)
  }
  keep(original.length)
  return { text, places: places.subarray(0, text.length) }
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff

/** One unit of the text as it is compared, '' for one that is not seen. */
function foldedUnit(original: string, at: number): string {
  const unit = original.charAt(at)
  const code = original.charCodeAt(at)
  if (lineEnd.test(unit)) return '\n'
  if (unseen.test(unit)) return ''
  if (/\s/.test(unit)) return ' '
  if (dash.test(unit)) return '-'
  if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0)
  if (isHighSurrogate(code)) {
    const whole = original.codePointAt(at) ?? 0
    return whole >= MATHEMATICAL.first && whole <= MATHEMATICAL.last ? String((whole - MATHEMATICAL.first) % 10) : unit
  }
  const zero = code < 0x660 ? undefined : zeros.find((first) => code >= first && code < first + 10)
  return zero === undefined ? unit : String(code - zero)
}
