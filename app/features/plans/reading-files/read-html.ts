import type { AnyNode, Document, Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { findAll, findOne, getElementsByTagName, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { cleanText, readInline, unread, type InlineFigure } from '#app/features/plans/safe-markup.ts'
import type { RawBlock, RawDocument, RawNote } from './raw-block.ts'
import { readList, readTable } from './read-html-lists.ts'

const blockTags = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table ul'
  ).split(' '),
)

/** Classes by which our Word reader hands on what a style says. */
export const fromWord = {
  title: 'saomen-titel',
  contents: 'saomen-inhoud',
  quote: 'saomen-citaat',
  bold: 'saomen-vet-',
}

/** Reads an HTML page into blocks. Scripts, styles, forms and navigation are left out. */
export function readHtml(html: string): RawDocument {
  if (depthOf(html) > DEEPEST) throw new Error('nested too deep')
  const page = parseDocument(html)
  const reader = new HtmlReader(page)
  const mains = getElementsByTagName('main', page)
  reader.read(mains.length === 1 && mains[0] ? [mains[0]] : page.children)
  const titleTag = findOne((element) => element.name === 'title', page.children)
  const title = titleTag ? cleanText(textContent(titleTag)).replace(/\s+/g, ' ').trim() : ''
  return { blocks: reader.blocks, title: title === '' ? null : title, warnings: [] }
}

/** Elements within elements that no page needs; far deeper nesting only serves to keep a server busy. */
const DEEPEST = 1_500

/** How deep tags are nested, roughly and cheaply: elements that are often left open don't count. */
function depthOf(html: string): number {
  let depth = 0
  let deepest = 0
  for (const [, close, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (/^(?:p|li|td|th|tr|dt|dd|option|thead|tbody|tfoot|br|hr|img|input|meta|link|col|wbr)$/i.test(name)) continue
    depth = close === '/' ? Math.max(0, depth - 1) : depth + 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

class HtmlReader {
  blocks: RawBlock[] = []
  #gap = 0
  #notes: Map<string, Note>
  #noteElements: Set<Element>
  #placedNotes = new Set<string>()
  #holdsBlocks = new WeakMap<Element, boolean>()

  constructor(page: Document) {
    const { notes, elements } = footnotes(page)
    this.#notes = notes
    this.#noteElements = elements
  }

  read(nodes: readonly AnyNode[]) {
    let running: AnyNode[] = []
    const flush = () => {
      this.#paragraph(running)
      running = []
    }
    for (const node of nodes) {
      if (isTag(node) && (unread.has(node.name) || this.#noteElements.has(node))) continue
      if (isTag(node) && this.#isBlock(node)) {
        flush()
        this.#block(node)
      } else running.push(node)
    }
    flush()
  }

  #isBlock(element: Element): boolean {
    if (blockTags.has(element.name)) return true
    const known = this.#holdsBlocks.get(element)
    if (known !== undefined) return known
    const holds = element.children.some((child) => isTag(child) && this.#isBlock(child))
    this.#holdsBlocks.set(element, holds)
    return holds
  }

  #block(element: Element) {
    const level = /^h([1-6])$/.exec(element.name)?.[1]
    if (level !== undefined) return this.#heading(element, Number(level))
    switch (element.name) {
      case 'p':
        return this.#paragraph(element.children, element)
      case 'hr':
        this.#gap += 2
        return
      case 'ul':
      case 'ol':
      case 'menu':
        return this.#list(element)
      case 'table':
        return this.#table(element)
      case 'figure':
        return this.#figure(element)
      case 'pre':
        return textContent(element)
          .split(/\n\s*\n/)
          .forEach((text) => this.#push({ kind: 'text', text: cleanText(text).trim(), html: null }))
      case 'blockquote': {
        const before = this.blocks.length
        this.read(element.children)
        for (const block of this.blocks.slice(before))
          if (block.kind === 'text' && block.level === null) block.kind = 'quote'
        return
      }
      default:
        return this.read(element.children)
    }
  }

  #push(block: Pick<RawBlock, 'kind' | 'text' | 'html'> & Partial<RawBlock>) {
    if (block.text === '' && block.kind !== 'figure') return
    this.blocks.push({ level: null, gap: this.#gap, ...block })
    this.#gap = 0
  }

  #inline(nodes: readonly AnyNode[]) {
    const { noteIds, ...inline } = readInline(nodes, (id) => this.#notes.get(id)?.mark ?? null)
    const notes = noteIds.flatMap((id) => this.#note(id) ?? [])
    return { ...inline, ...(notes.length > 0 ? { notes } : {}) }
  }

  /** What a note says; each note once, where it is referred to first. */
  #note(id: string): RawNote | null {
    const note = this.#notes.get(id)
    if (!note || this.#placedNotes.has(id)) return null
    this.#placedNotes.add(id)
    const { text, html } = readInline([note.element])
    const words = text.replace(wayBack, '').replace(/\s+/g, ' ').trim()
    return words === '' ? null : { mark: note.mark, text: words, html: html && html.replace(wayBack, '') }
  }

  #pictures(figures: readonly InlineFigure[]) {
    for (const picture of figures) this.#push({ kind: 'figure', text: '', html: null, picture })
  }

  #heading(element: Element, level: number) {
    const { text, figures, notes } = this.#inline(element.children)
    const heading = text.replace(/\s+/g, ' ')
    if (heading === '') this.#gap++
    this.#push({ kind: 'text', text: heading, html: null, level, ...(notes ? { notes } : {}) })
    this.#pictures(figures)
  }

  #paragraph(nodes: readonly AnyNode[], element?: Element) {
    const classes = element?.attribs['class'] ?? ''
    if (classes.includes(fromWord.contents)) return
    for (const part of splitAtDoubleBreaks(nodes)) {
      const { text, html, figures, notes, allBold } = this.#inline(part)
      if (text === '' && figures.length === 0) {
        if (element) this.#gap++
        continue
      }
      const size = new RegExp(`${fromWord.bold}(\\d+)`).exec(classes)?.[1]
      this.#push({
        kind: classes.includes(fromWord.quote) ? 'quote' : 'text',
        text,
        html,
        ...(notes ? { notes } : {}),
        ...(classes.includes(fromWord.title) ? { isTitle: true } : {}),
        ...(allBold || size !== undefined ? { isBold: true, size: Number(size ?? 0) } : {}),
      })
      this.#pictures(figures)
    }
  }

  #list(element: Element) {
    const inside = getElementsByTagName('table', element.children).length > 0 || headingsIn(element).length > 0
    if (inside) return this.read(element.children)
    const notes: RawNote[] = []
    const figures: InlineFigure[] = []
    const { text, html } = readList(
      element,
      (nodes) => {
        const inline = this.#inline(nodes)
        notes.push(...(inline.notes ?? []))
        figures.push(...inline.figures)
        return inline
      },
      (item) => this.#noteElements.has(item),
    )
    this.#push({ kind: 'list', text, html, ...(notes.length > 0 ? { notes } : {}) })
    this.#pictures(figures)
  }

  #table(element: Element) {
    const cells = findAll((each) => each.name === 'td' || each.name === 'th', element.children)
    // A table of one cell is a frame around text.
    if (cells.length <= 1 || headingsIn(element).length > 0) return cells.forEach((cell) => this.read(cell.children))
    const caption = findOne((each) => each.name === 'caption', element.children)
    if (caption) this.#paragraph(caption.children)
    const notes: RawNote[] = []
    const figures: InlineFigure[] = []
    const { text, html } = readTable(element, (nodes) => {
      const inline = this.#inline(nodes)
      notes.push(...(inline.notes ?? []))
      figures.push(...inline.figures)
      return inline
    })
    if (text.trim() !== '') this.#push({ kind: 'table', text, html, ...(notes.length > 0 ? { notes } : {}) })
    this.#pictures(figures)
  }

  #figure(element: Element) {
    if (getElementsByTagName('table', element.children).length > 0) return this.read(element.children)
    const { text, figures, notes } = this.#inline(element.children)
    const [first, ...others] = figures
    this.#push({
      kind: 'figure',
      text,
      html: null,
      ...(first ? { picture: first } : {}),
      ...(notes ? { notes } : {}),
    })
    this.#pictures(others)
  }
}

/** The arrow behind a note that leads back to the text. */
const wayBack = /\s*[↑↩]\ufe0e?\s*$/

const headingsIn = (element: Element) => findAll((each) => /^h[1-6]$/.test(each.name), element.children)

type Note = { element: Element; mark: string }

/**
 * What a "#footnote-1" kind of address points at, with the mark that the text has for it. `elements` also has those that repeat a note, as for one
 * that a Word file refers to several times.
 */
function footnotes(page: Document): { notes: Map<string, Note>; elements: Set<Element> } {
  const marks = new Map<string, string>()
  for (const link of getElementsByTagName('a', page)) {
    const id = /^#((?:footnote|endnote|fn|_?ftn|_?edn|note)[-:_]?\w*\d+)$/i.exec(link.attribs['href'] ?? '')?.[1]
    if (id === undefined || /ref/i.test(id) || marks.has(id)) continue
    marks.set(id, cleanText(textContent(link)).replace(/[[\]()\s]/g, '') || '*')
  }
  const notes = new Map<string, Note>()
  const elements = new Set<Element>()
  if (marks.size === 0) return { notes, elements }
  for (const element of findAll((each) => ['li', 'p', 'div', 'aside'].includes(each.name), page.children)) {
    const id = element.attribs['id'] ?? ''
    const mark = marks.get(id)
    if (mark === undefined) continue
    elements.add(element)
    if (!notes.has(id)) notes.set(id, { element, mark })
  }
  return { notes, elements }
}

/** Two line breaks in a row part paragraphs, as a page without <p> means them to. */
function splitAtDoubleBreaks(nodes: readonly AnyNode[]): AnyNode[][] {
  const parts: AnyNode[][] = [[]]
  let breaks = 0
  for (const node of nodes) {
    const isBreak = isTag(node) && node.name === 'br'
    const isBlank = isText(node) && node.data.trim() === ''
    if (isBreak) breaks++
    else if (!isBlank) {
      if (breaks >= 2) parts.push([])
      breaks = 0
    }
    parts.at(-1)?.push(node)
  }
  return parts
}
