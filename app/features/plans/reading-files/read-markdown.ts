import { marked } from 'marked'
import { escapeHtml } from '#app/features/plans/safe-markup.ts'
import type { RawDocument } from './raw-block.ts'
import { readHtml } from './read-html.ts'

/** Lists and quotes that begin within each other on one line: the parser takes minutes for many of them, and all the memory. */
const nestedTooDeep = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){30}/m

/** The parser fills up short rows: few bytes can become more cells than fit in memory. */
const MAX_CELLS = 2_000_000

/** What its tables could hold at most: as many columns as the widest line, in as many rows as there are lines. */
function mostCells(text: string): number {
  const lines = text.split('\n')
  return lines.length * lines.reduce((widest, line) => Math.max(widest, line.split('|').length - 1), 0)
}

/**
 * The parser seeks the other end of every star and underscore through all of its paragraph, and an address from every letter of
 * a long word: the work grows with the square of both. Plans stay far under this; it is about two seconds.
 */
const MAX_SEEKING = 20_000_000
const LONG_WORD = 500
/** Letters in a word cost this much less than stars do. */
const LETTERS_PER_STAR = 50

function seekingIn(text: string): number {
  const squares = (counts: number[]) => counts.reduce((sum, count) => sum + count * count, 0)
  const stars = text
    .split(/\n(?=[ \t\r]*\n|[ \t]*[*+-][ \t])/)
    .map((paragraph) => paragraph.match(/[*_~]+/g)?.length ?? 0)
  const words = (text.match(/[\w.+-]+/g) ?? []).map((word) => word.length).filter((length) => length > LONG_WORD)
  return squares(stars) + squares(words) / LETTERS_PER_STAR
}

/** Reads Markdown (with tables and footnotes) by way of HTML; raw HTML in it is held to the same rules as an HTML file. */
export function readMarkdown(source: string): RawDocument {
  const { title, body } = partFrontMatter(source.replace(/^\ufeff/, ''))
  if (nestedTooDeep.test(body)) throw new Error('nested too deep')
  if (mostCells(body) > MAX_CELLS) throw new Error('tables too large')
  if (seekingIn(body) > MAX_SEEKING) throw new Error('too much to seek')
  const { text, notes } = partFootnotes(body)
  // Lists nested deeper than a page is wide keep the parser busy for minutes.
  const html = marked.parse(text.replace(/^[ \t]{60,}/gm, ' '.repeat(60)), { async: false, gfm: true }) + notes
  const document = readHtml(html)
  return { ...document, title: title ?? document.title }
}

/** Takes off a block of settings at the head of the file and keeps its title. */
function partFrontMatter(source: string): { title: string | null; body: string } {
  const found = /^---\r?\n([\s\S]{0,5000}?)\r?\n---\r?\n/.exec(source)
  if (!found) return { title: null, body: source }
  const title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(found[1] ?? '')?.[1] ?? null
  return { title, body: source.slice(found[0].length) }
}

/** Footnotes ("[^1]" and "[^1]: text"), which the parser doesn't know, as links and a list behind the text. */
function partFootnotes(source: string): { text: string; notes: string } {
  const definitions = new Map<string, string>()
  const rest = source.replace(
    /^\[\^([\w-]{1,30})\]:[ \t]*(.+(?:\r?\n(?: {2,}|\t).+)*)$/gm,
    (_, label: string, note: string) => {
      definitions.set(label, note.replace(/\s+/g, ' ').trim())
      return ''
    },
  )
  if (definitions.size === 0) return { text: source, notes: '' }
  const order: string[] = []
  const text = rest.replace(/\[\^([\w-]{1,30})\]/g, (whole, label: string) => {
    if (!definitions.has(label)) return whole
    if (!order.includes(label)) order.push(label)
    const number = order.indexOf(label) + 1
    return `<sup><a href="#footnote-${number}">[${number}]</a></sup>`
  })
  for (const label of definitions.keys()) if (!order.includes(label)) order.push(label)
  const items = order.map((label, index) => {
    const note = definitions.get(label) ?? ''
    return `<li id="footnote-${index + 1}">${marked.parseInline(note, { async: false }) || escapeHtml(note)}</li>`
  })
  return { text, notes: `\n<ol>${items.join('')}</ol>` }
}
