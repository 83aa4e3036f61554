import type { Span } from './digit-groups.ts'
import type { FoldedText } from './folded-text.ts'

/** Characters that stand before and behind the @ at most (RFC 5321). */
const [LONGEST_LOCAL, LONGEST_DOMAIN] = [64, 253]

// An @, alone or between brackets or spaces, or what people write in its place.
const signs = /[([{<] ?(?:at|a|apenstaartje|apestaartje|@) ?[)\]}>]| (?:at|apenstaartje|apestaartje) | ?@ ?/giu
const spokenLocal = /[\p{L}\p{M}\p{N}._%+'-]+(?: ?[([{]?(?:punt|dot)[)\]}]? ?[\p{L}\p{N}._-]+){0,3} ?$/iu
const words = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`
const written = new RegExp(String.raw`^${words}(?:\.${words}){1,8}`, 'iu')
const spoken = new RegExp(
  String.raw`^ ?${words}(?:(?:\.| ?[([{] ?(?:punt|dot|\.) ?[)\]}] ?| (?:punt|dot) )${words}){1,4}`,
  'iu',
)
/** Where nothing but spaces shows that it is an address, it must end as addresses here do. */
const usualEnd = /[\p{L}\p{N}](?:\.| (?:punt|dot) )(?:nl|com|eu|org|net|be|de|info|frl)$/iu

/** E-mail addresses in letters of any language, and as people write them to keep machines from reading: "naam (at) domein punt nl". */
export function findEmails(text: FoldedText): Span[] {
  const found: Span[] = []
  for (const sign of text.matches(signs)) {
    const start = sign.text === '@' ? beginOfLocal(text, sign.start) : beginOfSpoken(text, sign.start)
    if (start === null || start < (found.at(-1)?.end ?? 0)) continue
    const after = text.slice(sign.end, sign.end + LONGEST_DOMAIN)
    const domain = domainIn(after, sign.text)
    if (domain !== null) found.push({ start, end: sign.end + domain.length })
  }
  return found
}

function domainIn(after: string, sign: string): string | null {
  const plain = sign === '@' ? written.exec(after)?.[0] : undefined
  const domain = plain ?? spoken.exec(after)?.[0]
  if (domain === undefined || !/[\p{L}\p{M}]{2,}$/u.test(domain)) return null
  const isMarked = plain !== undefined || /[([{<]/.test(sign) || /[([{]/.test(domain)
  return isMarked || usualEnd.test(domain) ? domain : null
}

/** Where the name before a plain @ begins; null when there is none. */
function beginOfLocal(text: FoldedText, sign: number): number | null {
  let start = sign
  while (sign - start < LONGEST_LOCAL && isLocal(text.code(start - 1))) start--
  // A stop or a quote before the address is not of it.
  while (start < sign && isMark(text.code(start))) start++
  return start < sign ? start : null
}

const isMark = (code: number) => code === 39 || code === 46 || code === 45
const isLocal = (code: number) =>
  isMark(code) ||
  code === 37 ||
  code === 43 ||
  code === 95 ||
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  (code > 0xbf && code < 0xd800)

function beginOfSpoken(text: FoldedText, sign: number): number | null {
  const name = spokenLocal.exec(text.slice(sign - LONGEST_LOCAL, sign))?.[0]
  return name === undefined ? null : sign - name.length
}
