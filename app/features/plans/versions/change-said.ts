import type { ChangeKind } from './change-lines.ts'
import { wordsInWords } from './changes-in-words.ts'
import { numberInWords } from './number-words.ts'
import { countedSentences } from './sentence-diff.ts'
import { wordDiff } from './word-diff.ts'

type Part = { text: string; section: string }
type Said = { kind: Exclude<ChangeKind, 'unchanged'>; moved: boolean; olds: readonly Part[]; news: readonly Part[] }

/** What changed in plain sentences, read before the words themselves: 'Eén zin is weg, twee zinnen zijn nieuw.' */
export function changeSaid({ kind, moved, olds, news }: Said): string {
  if (kind === 'new') return 'Een hele alinea is nieuw.'
  if (kind === 'gone') return 'De hele alinea is weg.'
  const [from, to] = [olds[0]?.section ?? '', news[0]?.section ?? '']
  const places = from === to ? '' : `: van ‘${from}’ naar ‘${to}’`
  if (kind === 'moved') return `De woorden zijn gelijk, de plek is anders${places}.`
  const words = wordsSaid(textOf(olds), textOf(news))
  const parts = partsSaid(olds.length, news.length)
  const place = moved && `De plek is ook anders${places}.`
  return [parts, parts && words === '' ? 'De woorden zijn gelijk.' : words, place].filter(Boolean).join(' ')
}

const textOf = (parts: readonly Part[]) => parts.map(({ text }) => text).join('\n')

function partsSaid(olds: number, news: number): string {
  if (olds === news) return ''
  if (news === 1) return `${upper(numberInWords(olds))} alinea’s werden er één.`
  return olds === 1
    ? `Eén alinea werd er ${numberInWords(news)}.`
    : `${upper(numberInWords(olds))} alinea’s werden er ${numberInWords(news)}.`
}

/** '' where no word differs. */
function wordsSaid(old: string, now: string): string {
  const { pieces, words } = wordDiff(old, now)
  if (words.gone + words.new === 0) return ''
  if (pieces === null) return 'Bijna alle woorden zijn anders.'
  const { edited, gone, new: added, all } = countedSentences(old, now)
  const said = [
    edited.length > 0 && (edited.length === 1 ? whichSentence(edited[0] ?? 0, all) : are(edited.length, 'anders')),
    gone > 0 && are(gone, 'weg'),
    added > 0 && are(added, 'nieuw'),
  ].filter((each) => each !== false)
  return said.length === 0 ? `${upper(wordsInWords(words))}.` : `${upper(said.join(', '))}.`
}

const are = (count: number, what: string) =>
  `${numberInWords(count)} ${count === 1 ? 'zin is' : 'zinnen zijn'} ${what}`

function whichSentence(at: number, all: number): string {
  if (all === 1) return 'de zin is anders'
  if (at === 0) return 'de eerste zin is anders'
  return at === all - 1 ? 'de laatste zin is anders' : 'één zin is anders'
}

/** 'Eén zin', as Dutch begins a sentence with it. */
const upper = (text: string) => text.replace(/^é/, 'e').replace(/^./, (first) => first.toUpperCase())
