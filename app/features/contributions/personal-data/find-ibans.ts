import { isDigit, isLatinLetter, type Span } from './digit-groups.ts'
import type { FoldedText } from './folded-text.ts'

/** Characters that an IBAN has at least and at most (ISO 13616). */
const [SHORTEST, LONGEST] = [15, 34]

/** Bank accounts of any country that pass the check of ISO 13616 (mod 97), with or without spaces, dots or hyphens. */
export function findIbans(text: FoldedText): Span[] {
  const found: Span[] = []
  for (const { start } of text.matches(/[A-Za-z]{2}[ .-]?\d[ .-]?\d/g)) {
    const before = text.code(start - 1)
    if (start < (found.at(-1)?.end ?? 0) || isDigit(before) || isLatinLetter(before) || before > 0xbf) continue
    const end = endOfIban(text, start)
    if (end !== null) found.push({ start, end })
  }
  return found
}

function endOfIban(text: FoldedText, start: number): number | null {
  let written = ''
  let best: number | null = null
  for (let at = start, gap = 0; written.length <= LONGEST; at++) {
    const code = text.code(at)
    if (isDigit(code) || isLatinLetter(code)) {
      written += String.fromCharCode(code).toUpperCase()
      gap = 0
      const next = text.code(at + 1)
      const isWhole = !isDigit(next) && !isLatinLetter(next)
      if (isWhole && written.length >= SHORTEST && written.length <= LONGEST && passesMod97(written)) best = at + 1
      continue
    }
    // A space, a dot or a hyphen between groups; two of them end it.
    if (++gap > 1 || (code !== 32 && code !== 45 && code !== 46)) break
  }
  return best
}

function passesMod97(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z\d]+$/.test(iban)) return false
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
