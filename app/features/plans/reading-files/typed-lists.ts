import { escapeHtml } from '#app/features/plans/safe-markup.ts'
import type { RawBlock } from './raw-block.ts'
import { plainBlock } from './raw-block.ts'

/** Lists that were typed with bullets or numbers instead of made with the list button. */

const bullet = /^(\s*)(?:[•·▪◦‣*–—-]|o(?=\s{2,}|\t))\s+(?=\S)/
const ordinal = /^(\s*)(\d{1,2}|[a-z])[.)]\s+(?=\S)/

export const isListLine = (line: string) => bullet.test(line) || ordinal.test(line)

/** Lists of paragraphs that each begin with a typed bullet, in a file whose other lists are real ones. */
export function joinTypedBullets(blocks: readonly RawBlock[]): RawBlock[] {
  const isTyped = (block: RawBlock | undefined) =>
    block?.kind === 'text' &&
    block.level === null &&
    !block.notes &&
    bullet.test(block.text) &&
    !block.text.includes('\n')
  const items = blocks.map((block, index): RawBlock => {
    const isOne =
      isTyped(block) && (block.text.startsWith('•') || isTyped(blocks[index - 1]) || isTyped(blocks[index + 1]))
    return isOne
      ? { ...listItem(block.text), html: block.html?.replace(bullet, '') ?? null, gap: block.gap, level: -1 }
      : block
  })
  return joinLists(items, (block) => block.level === -1).map((block) =>
    block.level === -1 ? { ...block, level: null } : block,
  )
}

/** One line as an item; its size is its indent until the list is made. */
export function listItem(line: string): RawBlock {
  const number = ordinal.exec(line)
  const indent = /^\s*/.exec(line.replaceAll('\t', '    '))?.[0].length ?? 0
  const text = line
    .replace(number ? ordinal : bullet, '')
    .replace(/\s+/g, ' ')
    .trim()
  return { ...plainBlock(`${number ? `${number[2]}.` : '•'} ${text}`), kind: 'list', size: indent }
}

/**
 * Makes one list of items that follow each other. One lone numbered line is no list: it can be a heading ("1. Inleiding")
 * and stays text.
 */
export function joinLists(
  blocks: readonly RawBlock[],
  isItem = (block: RawBlock) => block.kind === 'list',
): RawBlock[] {
  const joined: RawBlock[] = []
  for (let index = 0; index < blocks.length;) {
    const first = blocks[index]
    if (!first) break
    const items = [first]
    for (
      let next = blocks[index + 1];
      isItem(first) && next && isItem(next) && next.gap === 0;
      next = blocks[index + items.length]
    ) {
      items.push(next)
    }
    index += items.length
    const isNumbered = !first.text.startsWith('•')
    if (!isItem(first)) joined.push(first)
    else if (isNumbered && items.length === 1) joined.push({ ...first, kind: 'text', size: 0 })
    else joined.push(listOf(items))
  }
  return joined
}

function listOf(items: readonly RawBlock[]): RawBlock {
  const indents = [...new Set(items.map((item) => item.size ?? 0))].sort((a, b) => a - b)
  const depths = items.map((item) => Math.min(indents.indexOf(item.size ?? 0), 4))
  const text = items.map((item, at) => `${'  '.repeat(depths[at] ?? 0)}${item.text}`).join('\n')
  return { ...plainBlock(text, items[0]?.gap), kind: 'list', html: listHtml(items, depths) }
}

/** Nested markup of items with their depths. */
function listHtml(items: readonly RawBlock[], depths: readonly number[]): string {
  let html = ''
  const open: { tag: string; depth: number }[] = []
  items.forEach((item, at) => {
    const depth = depths[at] ?? 0
    const tag = item.text.startsWith('•') ? 'ul' : 'ol'
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) > depth) html += `</li></${open.pop()?.tag}>`
    if (open.at(-1)?.depth === depth && open.at(-1)?.tag === tag) html += '</li>'
    else {
      if (open.at(-1)?.depth === depth) html += `</li></${open.pop()?.tag}>`
      html += `<${tag}>`
      open.push({ tag, depth })
    }
    html += `<li>${item.html ?? escapeHtml(item.text.replace(/^(?:•|\w{1,2}\.) /, ''))}`
  })
  while (open.length > 0) html += `</li></${open.pop()?.tag}>`
  return html
}
