import type { AnyNode, Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { figureIn, figureMarkup, figureText } from '#app/features/plans/figures/figure-markup.ts'
import type { ReadParagraph } from '#app/features/plans/plan.ts'
import { readMarkdown } from '#app/features/plans/reading-files/read-markdown.ts'
import { noteReference } from '#app/features/plans/safe-markup.ts'

/**
 * The words of a paragraph as an official edits them in a plain field, with the few marks that the importer knows: **vet**, *cursief*,
 * [woorden](adres), [^1] where the text refers to a note and "[^1]: " before that note, a line per item that begins with "- " or "1. ", and a
 * line per row of a table with "|" around its cells. Of a figure with a picture it is the caption.
 */

/** The words with their marks. What was read back from them is the same paragraph. */
export function withMarks({ kind, text, html }: Pick<ReadParagraph, 'kind' | 'text' | 'html'>): string {
  const figure = kind === 'figure' ? figureIn(html) : null
  if (figure) return escaped(figure.caption)
  if (html === null) return kind === 'table' ? tableOfText(text) : kind === 'list' ? listOfText(text) : escaped(text)
  const page = parseDocument(html)
  const first = page.children.find(isTag)
  if (first?.name === 'table') return tableMarks(first)
  if (first && (first.name === 'ul' || first.name === 'ol')) return listMarks(first, '')
  const marks = inlineMarks(page.children)
  return kind === 'note' ? marks.replace(/^(\[\^[^\]]+\])\s*/, '$1: ') : marks
}

const wraps: Record<string, string> = { strong: '**', em: '*' }

/** Characters that would be read as marks. */
const escaped = (text: string) =>
  text
    .replace(/([\\*_[\]`|<>~])/g, '\\$1')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^([^\S\n]*)([-=])(?=[-=\t ]*$)/gm, '$1\\$2')
    .replace(/^([^\S\n]*)([-+#])(?=\s)/gm, '$1\\$2')
    .replace(/^([^\S\n]*\d+)([.)])(?=\s)/gm, '$1\\$2')

function inlineMarks(nodes: readonly AnyNode[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return escaped(node.data)
      if (!isTag(node)) return ''
      if (node.name === 'br') return '\n'
      const note = node.attribs['data-note']
      if (note !== undefined) return `[^${note}]`
      const inner = inlineMarks(node.children)
      if (node.name === 'a') return `[${inner}](${node.attribs['href'] ?? ''})`
      const wrap = wraps[node.name]
      if (wrap !== undefined) return wrapped(inner, wrap)
      return node.name === 'sup' || node.name === 'sub' ? `<${node.name}>${inner}</${node.name}>` : inner
    })
    .join('')
}

/** Marks stand against the words: white space goes outside. */
function wrapped(inner: string, mark: string): string {
  const words = inner.trim()
  const [before, behind] = [
    inner.slice(0, inner.length - inner.trimStart().length),
    inner.slice(inner.trimEnd().length),
  ]
  return words === '' ? inner : `${before}${mark}${words}${mark}${behind}`
}

function listMarks(list: Element, indent: string): string {
  let number = Number(list.attribs['start'] ?? 1)
  return list.children
    .filter(isTag)
    .map((item) => {
      const mark = list.name === 'ol' ? `${number++}. ` : '- '
      const isList = (node: AnyNode) => isTag(node) && (node.name === 'ul' || node.name === 'ol')
      const own = inlineMarks(item.children.filter((node) => !isList(node)))
        .replaceAll('\n', ' ')
        .trim()
      const inner = item.children.filter(isTag).filter(isList)
      const lines = inner.map((nested) => listMarks(nested, indent + ' '.repeat(mark.length)))
      return [`${indent}${mark}${own}`, ...lines].join('\n')
    })
    .join('\n')
}

const rowOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function tableMarks(table: Element): string {
  const rows = rowsIn(table)
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length))
  const full = (cells: readonly string[]) => rowOf([...cells, ...Array<string>(width - cells.length).fill('')])
  const [first, ...others] = rows
  const head = first?.isHead ? first.cells : []
  const body = first?.isHead ? others : rows
  return [full(head), rowOf(Array<string>(width).fill('---')), ...body.map(({ cells }) => full(cells))].join('\n')
}

function rowsIn(element: Element): { cells: string[]; isHead: boolean }[] {
  return element.children.filter(isTag).flatMap((child) => {
    if (child.name !== 'tr') return rowsIn(child)
    const cells = child.children.filter(isTag)
    const isHead = element.name === 'thead'
    return [{ cells: cells.map((cell) => inlineMarks(cell.children).replaceAll('\n', ' ').trim()), isHead }]
  })
}

const tableOfText = (text: string) => {
  const rows = text.split('\n').map((row) => row.split('\t').map(escaped))
  const width = Math.max(1, ...rows.map((cells) => cells.length))
  const full = (cells: readonly string[]) => rowOf([...cells, ...Array<string>(width - cells.length).fill('')])
  return [full([]), rowOf(Array<string>(width).fill('---')), ...rows.map(full)].join('\n')
}

const listOfText = (text: string) =>
  text
    .split('\n')
    .map((line) => {
      const [, indent = '', mark = '', words = ''] = /^(\s*)(•|\d+\.)?\s*(.*)$/s.exec(line) ?? []
      return `${indent}${mark === '' || mark === '•' ? '-' : mark} ${escaped(words)}`
    })
    .join('\n')

/** Headings are made with the buttons for headings, so that a line that begins with "#" stays what was typed. */
const withoutHeadings = (words: string) => words.replace(/^([^\S\n]*)(#{1,6}(?=\s))/gm, '$1\\$2')

/**
 * The paragraphs that typed words are: one, or more where an empty line parts them. Empty when there is nothing in them. `kind` is what the paragraph
 * was; running text keeps it. A problem is a Dutch sentence for the field.
 */
export function readMarks(
  words: string,
  kind: ReadParagraph['kind'],
  /** The markup that the paragraph had: a figure keeps its picture. */
  was: string | null = null,
): { paragraphs: ReadParagraph[] } | { problem: string } {
  let blocks
  try {
    // A line break that someone types is one that readers see.
    blocks = readMarkdown(keptBreaks(withNotes(withoutHeadings(words)))).blocks
  } catch {
    return { problem: 'Hier staan te veel tekens met een betekenis, zoals * en |. Haal er een paar weg.' }
  }
  const paragraphs = blocks.map((block): ReadParagraph => {
    const isRunning = block.kind === 'text'
    const note = isRunning ? noteOf(block) : null
    if (note) return note
    return { kind: isRunning && isTextKind(kind) ? kind : block.kind, text: block.text, html: block.html }
  })
  const figure = kind === 'figure' ? figureIn(was) : null
  if (figure) {
    const captioned = { ...figure, caption: paragraphs.map(({ text }) => text).join('\n') }
    return { paragraphs: [{ kind, text: figureText(captioned), html: figureMarkup(captioned) }] }
  }
  return {
    paragraphs: kind === 'figure' ? paragraphs.map((each) => ({ ...each, kind: 'figure' as const })) : paragraphs,
  }
}

/** References to notes as markup, before the reader of Markdown looks for the notes themselves. */
const withNotes = (words: string) =>
  words.replace(/(\\?)\[\^([^\]\s]{1,8})\]/g, (whole, escape: string, mark: string) =>
    escape === '' ? noteReference(mark) : whole,
  )

/** A footnote, which is typed as "[^1]: " with its words behind it; null for any other paragraph. */
function noteOf({ text, html }: { text: string; html: string | null }): ReadParagraph | null {
  const mark = /^<sup data-note="([^"]+)"><\/sup>:\s*/.exec(html ?? '')
  if (!html || !mark?.[1]) return null
  const words = text.replace(/^:\s*/, '')
  return words === '' ? null : { kind: 'note', text: words, html: noteReference(mark[1]) + html.slice(mark[0].length) }
}

const isTextKind = (kind: ReadParagraph['kind']) => ['text', 'action_item', 'narrative', 'quote'].includes(kind)

/** Two spaces before a line break keep it; lists and tables have their own lines. */
const keptBreaks = (words: string) =>
  words.replace(
    /([^\n|])\n(?=[^\n])(?![^\S\n]*(?:[-*+]|\d+[.)])\s|[^\S\n]*\|)/g,
    (whole, before: string, at: number) => {
      const line = words.slice(words.lastIndexOf('\n', at) + 1, at + 1)
      return /^\s*(?:[-*+]|\d+[.)])\s/.test(line) ? whole : `${before}  \n`
    },
  )
