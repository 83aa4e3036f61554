import { parseDocument } from 'htmlparser2'
import { textContent } from 'domutils'

/** A node of a message as mjml returns it after parsing. */
export type MjmlNode = {
  tagName: string
  content?: string
  attributes?: Record<string, unknown>
  children?: MjmlNode[]
}

type HtmlNode = ReturnType<typeof parseDocument>['children'][number]
type HtmlElement = Extract<HtmlNode, { attribs: unknown }>
type HtmlText = Extract<HtmlNode, { nodeType: 3 }>

const width = 72
const containers = new Set(['mjml', 'mj-body', 'mj-wrapper', 'mj-section', 'mj-group', 'mj-column'])
const silent = new Set(['mj-head', 'mj-spacer'])
const sectionTags = /^\s*(\{\{[#^/][\w.]+\}\}\s*)+$/

/**
 * The plain text of a message: a Mustache template made from the blocks of its mjml. What may be wrapped stands between
 * the tags of `layout`; a <pre> holds somebody's own words and stands outside them, untouched. Throws on a block that
 * it cannot convert, so that no part of a message is lost unnoticed.
 */
export function toPlainText(message: MjmlNode): string {
  return `${blocksOf(message).trim()}\n`
}

function blocksOf(node: MjmlNode): string {
  const { tagName, content = '', attributes = {}, children = [] } = node
  if (silent.has(tagName) || String(attributes['css-class']).split(' ').includes('html-only')) return ''
  if (containers.has(tagName)) return children.map(blocksOf).join('')
  if (tagName === 'mj-text') return parseDocument(content).children.map(blockOf).join('')
  if (tagName === 'mj-raw') return sectionLines(content)
  if (tagName === 'mj-divider') return `${'-'.repeat(width)}\n\n`
  if (tagName === 'mj-button') return `{{#wrap}}${inlineOf(parseDocument(content))}:{{/wrap}}\n${attributes.href}\n\n`
  throw new Error(`The text alternative has no words for <${tagName}>`)
}

/** Every block ends with an empty line, so that leaving one out leaves no gap. */
function blockOf(node: HtmlNode): string {
  if (isText(node)) return node.data.trim() === '' ? '' : sectionLines(node.data)
  if (!isTag(node) || node.attribs['aria-hidden'] === 'true') return ''
  const words = inlineOf(node)
  switch (node.name) {
    case 'h1':
      return `{{#title}}${words}{{/title}}\n\n`
    case 'h2':
      return `{{#heading}}${words}{{/heading}}\n\n`
    case 'p':
      return node.attribs.class === 'label' ? `{{#wrap}}${words}:{{/wrap}}\n` : paragraph(node, words)
    case 'ul':
    case 'ol':
      return `${node.children.map((item) => itemOf(item, node.name, node.children)).join('')}\n`
    case 'pre':
      return verbatim(textContent(node))
    case 'table':
    case 'tr':
    case 'td':
      return node.children.map(blockOf).join('')
  }
  throw new Error(`The text alternative has no words for <${node.name}>`)
}

/** A paragraph that is only a link becomes its words with the address on the line below, where it is easy to copy. */
function paragraph(node: HtmlElement, words: string): string {
  const [only, ...others] = node.children
  if (only && others.length === 0 && isTag(only) && only.name === 'a') {
    return `{{#wrap}}${textContent(only)}:{{/wrap}}\n${only.attribs.href}\n\n`
  }
  return `{{#wrap}}${words}{{/wrap}}\n\n`
}

function itemOf(item: HtmlNode, list: string, all: HtmlNode[]): string {
  if (isText(item)) {
    if (item.data.trim() === '') return ''
    if (list === 'ol') throw new Error('The items of a numbered list are fixed')
    return sectionLines(item.data)
  }
  const number = all.filter(isTag).findIndex((other) => other === item) + 1
  return `{{#item}}${list === 'ol' ? `${number}. ` : '- '}${inlineOf(item)}{{/item}}\n`
}

function inlineOf(node: HtmlNode | ReturnType<typeof parseDocument>): string {
  if (isText(node)) return node.data.replace(/[ \t\n]+/g, ' ')
  if (!('children' in node)) return ''
  const inner = node.children.map(inlineOf).join('')
  if (!isTag(node)) return inner.trim()
  if (node.attribs['aria-hidden'] === 'true') return ''
  switch (node.name) {
    case 'br':
      return '\n'
    case 'a':
      return `${inner} (${node.attribs.href})`
    case 'strong':
    case 'em':
    case 'span':
    case 'bdi':
      return inner
    default:
      return inner.trim()
  }
}

function verbatim(content: string): string {
  const words = content.replace(/^\n/, '')
  if (!/^\{\{\w+\}\}$/.test(words)) throw new Error('A <pre> holds one placeholder and nothing else')
  return `${words}\n\n`
}

/** Puts each section tag on a line of its own, which Mustache removes together with the tag. */
function sectionLines(content: string): string {
  if (!sectionTags.test(content)) {
    throw new Error(`Only {{#...}}, {{^...}} and {{/...}} may stand between blocks, not ${content.trim()}`)
  }
  return content
    .trim()
    .split(/\s+|(?<=\}\})(?=\{\{)/)
    .map((tag) => `${tag}\n`)
    .join('')
}

function isTag(node: { type: string }): node is HtmlElement {
  return node.type === 'tag'
}

function isText(node: { type: string }): node is HtmlText {
  return node.type === 'text'
}

type Section = () => (template: string, render: (template: string) => string) => string

const section =
  (lay: (words: string) => string): Section =>
  () =>
  (template, render) =>
    lay(render(template))

/** What the tags in a plain-text template do with the words between them. */
export const layout = {
  wrap: section((words) => wrap(words)),
  item: section((words) => wrap(words, ' '.repeat(words.indexOf(' ') + 1))),
  title: section((words) => underline(wrap(words), '=')),
  heading: section((words) => underline(wrap(words), '-')),
}

/** Breaks lines at spaces; a word that is too long, such as an address, stays whole. */
export function wrap(words: string, indent = ''): string {
  const lines = words.split('\n').map((line) => {
    let broken = ''
    let length = 0
    for (const [index, word] of line.split(' ').entries()) {
      const fits = length + 1 + word.length <= width
      if (index > 0) broken += fits ? ' ' : `\n${indent}`
      length = index === 0 ? word.length : fits ? length + 1 + word.length : indent.length + word.length
      broken += word
    }
    return broken
  })
  return lines.join('\n')
}

function underline(words: string, mark: string): string {
  const longest = Math.max(...words.split('\n').map((line) => line.length))
  return `${words}\n${mark.repeat(longest)}`
}
