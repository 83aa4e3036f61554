import type { AnyNode, Element } from 'domhandler'
import { isTag } from 'domhandler'
import type { Inline } from '#app/features/plans/safe-markup.ts'
import { asHtml } from '#app/features/plans/safe-markup.ts'

type ReadNodes = (nodes: readonly AnyNode[]) => Pick<Inline, 'text' | 'html'>
type Markup = { text: string; html: string }

const isList = (element: Element) => ['ul', 'ol', 'menu'].includes(element.name)
const parts = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'menu',
  'li',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'section',
  'pre',
  'table',
  'tr',
  'td',
  'th',
  'tbody',
  'thead',
])

/** The pieces of running text in an element, one per inner paragraph; `visit` sees inner lists whole. */
function pieces(nodes: readonly AnyNode[], read: ReadNodes, onList: (list: Element) => Markup | null): Markup[] {
  const found: Markup[] = []
  let running: AnyNode[] = []
  const flush = () => {
    const inline = read(running)
    if (inline.text !== '') found.push({ text: inline.text, html: asHtml(inline) })
    running = []
  }
  for (const node of nodes) {
    if (isTag(node) && isList(node)) {
      flush()
      const list = onList(node)
      if (list) found.push(list)
    } else if (isTag(node) && parts.has(node.name)) {
      flush()
      found.push(...pieces(node.children, read, onList))
    } else running.push(node)
  }
  flush()
  return found
}

/** A list as text (a line per item, two spaces per level) and as our markup. */
export function readList(
  list: Element,
  read: ReadNodes,
  skip: (item: Element) => boolean = () => false,
  depth = 0,
): Markup {
  const ordered = list.name === 'ol'
  const start = Number.parseInt(list.attribs['start'] ?? '1', 10)
  const lines: string[] = []
  const items: string[] = []
  let number = Number.isFinite(start) ? start : 1
  for (const child of list.children) {
    if (!isTag(child) || skip(child)) continue
    const inner: Markup[] = []
    const own = pieces(isList(child) ? [child] : child.children, read, (nested) => {
      inner.push(readList(nested, read, skip, depth + 1))
      return null
    })
    if (own.length === 0 && inner.every((each) => each.text === '')) continue
    const text = own.map((piece) => piece.text.replace(/\s*\n\s*/g, ' ')).join(' ')
    if (text !== '') lines.push(`${'  '.repeat(depth)}${ordered ? `${number++}.` : '•'} ${text}`)
    lines.push(...inner.map((each) => each.text).filter((each) => each !== ''))
    items.push(`<li>${own.map((piece) => piece.html).join('<br>')}${inner.map((each) => each.html).join('')}</li>`)
  }
  const tag = ordered ? 'ol' : 'ul'
  return { text: lines.join('\n'), html: items.length === 0 ? '' : `<${tag}>${items.join('')}</${tag}>` }
}

const span = (cell: Element, name: 'colspan' | 'rowspan') => {
  const value = Number.parseInt(cell.attribs[name] ?? '1', 10)
  return value > 1 && value <= 50 ? ` ${name}="${value}"` : ''
}

/** A table as text (rows by newline, cells by tab) and as our markup; merged cells keep their span. */
export function readTable(table: Element, read: ReadNodes): Markup {
  const head: string[] = []
  const body: string[] = []
  const lines: string[] = []
  for (const { row, inHead } of rowsOf(table)) {
    const cells = row.children.filter(
      (child): child is Element => isTag(child) && (child.name === 'td' || child.name === 'th'),
    )
    if (cells.length === 0) continue
    const isHead = body.length === 0 && (inHead || cells.every((cell) => cell.name === 'th'))
    const read1 = cells.map((cell) => {
      const inner = pieces(cell.children, read, (list) => {
        const { text } = readList(list, read)
        return { text, html: asHtml({ text, html: null }) }
      })
      const tag = isHead || cell.name === 'th' ? 'th' : 'td'
      return {
        text: inner.map((piece) => piece.text.replace(/\s+/g, ' ').trim()).join(' '),
        html: `<${tag}${span(cell, 'colspan')}${span(cell, 'rowspan')}>${inner.map((piece) => piece.html).join('<br>')}</${tag}>`,
      }
    })
    lines.push(read1.map((cell) => cell.text).join('\t'))
    ;(isHead ? head : body).push(`<tr>${read1.map((cell) => cell.html).join('')}</tr>`)
  }
  const html = `<table>${head.length > 0 ? `<thead>${head.join('')}</thead>` : ''}<tbody>${body.join('')}</tbody></table>`
  return { text: lines.join('\n'), html }
}

function rowsOf(table: Element, inHead = false): { row: Element; inHead: boolean }[] {
  return table.children.flatMap((child) => {
    if (!isTag(child)) return []
    if (child.name === 'tr') return [{ row: child, inHead }]
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child, child.name === 'thead') : []
  })
}
