import type { Span } from './digit-groups.ts'
import type { FoldedText } from './folded-text.ts'
import { ordinaryWords } from './ordinary-words.ts'

const particles = new Set(
  'van von de den der des het t te ten ter op aan bij in uit zu la le les el al da di do dos du del bin ibn'.split(' '),
)
const titles = new Set(
  'dhr mevr mevrouw mw mej meneer heer familie fam gezin drs dr ir ing mr prof bc ba ma msc'.split(' '),
)
/** Words that stand in names of more people. */
const joiners = new Set(['en', 'erven'])
/** What may stand between two parts of one name. */
const between = /^(?:[.]? ?|[ ,]{1,2}| ?- ?|['’] ?)$/u

export type Name = { parts: ReadonlySet<string>; initials: ReadonlySet<string>; particles: ReadonlySet<string> }

/** The parts of names by which someone is known, without accents; what stands in front of a name, and particles, are left out. */
export function partsOfNames(names: readonly string[]): Name {
  const parts = new Set<string>()
  const initials = new Set<string>()
  const own = new Set<string>()
  for (const name of names) {
    for (const [word] of name.matchAll(/[\p{L}\p{M}]+/gu)) {
      const plain = withoutAccents(word)
      if (particles.has(plain)) own.add(plain)
      if (titles.has(plain) || particles.has(plain) || joiners.has(plain)) continue
      initials.add(plain.charAt(0))
      if (plain.length > 1) parts.add(plain)
    }
  }
  return { parts, initials, particles: own }
}

/**
 * Where someone is named: whole words, whatever their accents and capitals. A part that is an ordinary word too (Bos, Ben), or
 * has only two letters, counts beside another part, an initial or a form of address.
 */
export function findNames(text: FoldedText, name: Name): Span[] {
  if (name.parts.size === 0) return []
  const found: Span[] = []
  let run: Word[] = []
  const close = () => {
    const span = nameIn(run)
    if (span) found.push(span)
    run = []
  }
  const isWanted = beginnings(name)
  for (const { start, end } of wordsOf(text)) {
    if (run.length === 0 && !isWanted(text.code(start))) continue
    const word = text.slice(start, end)
    const plain = withoutAccents(word)
    const kind = kindOf(word, plain, name)
    const last = run.at(-1)
    if (last && (kind === null || start - last.end > 3 || !between.test(text.slice(last.end, start)))) close()
    if (kind !== null)
      run.push({ start, end, kind, word: plain, isCapital: word.charAt(0) !== word.charAt(0).toLowerCase() })
  }
  close()
  return found
}

/** Words by their letters; looked at one by one, because a pattern for letters of all languages takes ten times as long. */
function* wordsOf(text: FoldedText): Generator<Span> {
  let start = -1
  for (let at = 0; at <= text.length; at++) {
    if (isLetter(text.code(at))) {
      if (start < 0) start = at
    } else if (start >= 0) {
      yield { start, end: at }
      start = -1
    }
  }
}

const isLetter = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 0xc0 &&
    code !== 0xd7 &&
    code !== 0xf7 &&
    (code < 0x2000 || (code > 0x2bff && code < 0xd800) || code > 0xf8ff))

/** Whether a word that begins with this letter can be of a name or stand before one: most words need not be looked at. */
function beginnings({ initials }: Name): (code: number) => boolean {
  const codes = new Set(
    [...initials, ...[...titles].map((title) => title.charAt(0))].map((letter) => letter.charCodeAt(0)),
  )
  return (code) => code > 0x7f || codes.has(code | 0x20)
}

type Kind = 'part' | 'ordinary' | 'initial' | 'particle' | 'title'
type Word = Span & { kind: Kind; word: string; isCapital: boolean }

function kindOf(written: string, word: string, { parts, initials, particles: own }: Name): Kind | null {
  if (parts.has(word)) return word.length < 3 || ordinaryWords.has(word) ? 'ordinary' : 'part'
  if (word.length === 1 && written !== word && initials.has(word)) return 'initial'
  if (own.has(word)) return 'particle'
  return titles.has(word) ? 'title' : null
}

function nameIn(run: Word[]): Span | null {
  const isName = ({ kind }: Word) => kind === 'part' || kind === 'ordinary'
  const named = run.filter(isName)
  const beside = run.some(({ kind }) => kind === 'initial' || kind === 'title')
  const isMore = new Set(named.map(({ word }) => word)).size > 1 && named.some(({ isCapital }) => isCapital)
  const isCertain = named.some(({ kind }) => kind === 'part') || isMore || (named.length > 0 && beside)
  if (!isCertain) return null
  const inside = (word: Word) => isName(word) || word.kind === 'initial'
  const first = run.find(inside)
  const last = run.findLast(inside)
  return first && last ? { start: first.start, end: last.end } : null
}

/** A word as it is compared: small letters without accents. */
function withoutAccents(word: string): string {
  const lower = word.toLowerCase()
  return /^[a-z]*$/.test(lower)
    ? lower
    : lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('ł', 'l').replaceAll('ß', 'ss')
}
