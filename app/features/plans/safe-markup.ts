import type { AnyNode, Element } from 'domhandler'
import { isTag, isText } from 'domhandler'

/** Our own markup, made anew from a list of what is allowed: nothing of a file's own HTML is ever passed on. */

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

const inlineTags: Record<string, string> = { strong: 'strong', b: 'strong', em: 'em', i: 'em', sup: 'sup', sub: 'sub' }

/** Elements whose content is no part of what a reader reads. */
export const unread = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'svg',
  'canvas',
  'audio',
  'video',
  'map',
  'button',
  'input',
  'select',
  'textarea',
  'link',
  'meta',
  'base',
  'nav',
])

/** Text without control characters (a database refuses some) and invisible marks. */
export const cleanText = (text: string) =>
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b\ufeff]/g, '')

/** A link's address when it is one that may be followed (http, https, mailto), else null. */
function safeHref(href: string | undefined): string | null {
  const trimmed = cleanText(href ?? '').trim()
  if (!/^(?:https?:\/\/|mailto:)/i.test(trimmed)) return null
  try {
    const url = new URL(trimmed)
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

/** A picture in running text. `alt` is null when nothing says what it shows; `source` is its address in the file. */
export type InlineFigure = { alt: string | null; source: string }

/** One line of running text: `html` is null when it holds no emphasis, link, reference to a note or line break. */
export type Inline = {
  text: string
  html: string | null
  figures: InlineFigure[]
  noteIds: string[]
  allBold: boolean
}

const noteMark = /^[\p{L}\p{N}*†‡§]{1,8}$/u

/**
 * Where a text refers to a note, by the mark of that note. It holds no words: what refers to note 3 says the same when that becomes note 4, and
 * whoever shows the text fills the mark in.
 */
export const noteReference = (mark: string) => `<sup data-note="${noteMark.test(mark) ? mark : '*'}"></sup>`

/** Reads running text. `noteOf` gives the mark of a note for a "#..." address that leads to one. */
export function readInline(nodes: readonly AnyNode[], noteOf: (id: string) => string | null = () => null): Inline {
  const figures: InlineFigure[] = []
  const noteIds: string[] = []
  let plainLetters = false
  let marked = false

  const read = (node: AnyNode, bold: boolean): { text: string; html: string } => {
    if (isText(node)) {
      const text = cleanText(node.data).replace(/\s+/g, ' ')
      if (!bold && /[\p{L}\p{N}]/u.test(text)) plainLetters = true
      return { text, html: escapeHtml(text) }
    }
    if (!isTag(node) || unread.has(node.name)) return { text: '', html: '' }
    if (node.name === 'br') {
      marked = true
      return { text: '\n', html: '<br>' }
    }
    if (node.name === 'img') {
      const alt = cleanText(node.attribs['alt'] ?? '')
        .replace(/\s+/g, ' ')
        .trim()
      const isDecoration = node.attribs['alt'] !== undefined && alt === ''
      const source = node.attribs['src'] ?? ''
      if (!isDecoration) figures.push({ alt: alt === '' ? null : alt, source })
      return { text: '', html: '' }
    }
    const mark = node.name === 'sup' ? node.attribs['data-note'] : undefined
    if (mark !== undefined) {
      marked = true
      return { text: '', html: noteReference(mark) }
    }
    const isBold = bold || node.name === 'strong' || node.name === 'b' || /^h[1-6]$/.test(node.name)
    const inner = node.children.map((child) => read(child, isBold))
    const text = inner.map((each) => each.text).join('')
    const html = inner.map((each) => each.html).join('')
    return wrap(node, text, html)
  }

  const wrap = (node: Element, text: string, html: string) => {
    if (text.trim() === '') return { text, html }
    if (node.name === 'a') {
      const target = node.attribs['href'] ?? ''
      const note = target.startsWith('#') ? noteOf(target.slice(1)) : null
      if (note !== null) {
        noteIds.push(target.slice(1))
        marked = true
        return { text: '', html: noteReference(note) }
      }
      const href = safeHref(target)
      if (href === null) return { text, html }
      marked = true
      return { text, html: `<a href="${escapeHtml(href)}">${html}</a>` }
    }
    const tag = inlineTags[node.name]
    if (tag === undefined) return { text, html }
    marked = true
    return { text, html: `<${tag}>${html}</${tag}>` }
  }

  const parts = nodes.map((node) => read(node, false))
  const text = tidy(parts.map((part) => part.text).join(''))
  const html = marked ? tidyHtml(parts.map((part) => part.html).join('')) : null
  return { text, html, figures, noteIds, allBold: text !== '' && !plainLetters && /[\p{L}\p{N}]/u.test(text) }
}

const tidy = (text: string) =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const tidyHtml = (html: string) =>
  html
    .replace(/<\/(strong|em)>(\s*)<\1>/g, '$2')
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '')

/** Text as safe markup, for lines that have none of their own. */
export const asHtml = (inline: { text: string; html: string | null }) =>
  inline.html ?? escapeHtml(inline.text).replaceAll('\n', '<br>')
