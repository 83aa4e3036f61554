import type { Block } from './plan.ts'
import { identityOf, isHeading, MAX_LEVEL } from './plan.ts'

/** What an official may correct about headings before release. An act returns a new list; one that can't be done changes nothing. */

/** The longest paragraph, in characters, that may become a heading. */
export const MAX_HEADING_LENGTH = 150

/** One past the last block that stands under the heading at `index`. */
function endOfSection(blocks: readonly Block[], index: number): number {
  const heading = blocks[index]
  if (!heading || !isHeading(heading)) return index + 1
  const next = blocks.findIndex((block, at) => at > index && isHeading(block) && block.level <= heading.level)
  return next === -1 ? blocks.length : next
}

/** Moves a heading, with the headings under it, one level up or down; null when that is impossible. */
function shifted(blocks: readonly Block[], index: number, by: 1 | -1): Block[] | null {
  const heading = blocks[index]
  if (!heading || !isHeading(heading)) return null
  const end = endOfSection(blocks, index)
  const own = blocks.slice(index, end)
  const levels = own.filter(isHeading).map((block) => block.level)
  if (levels.some((level) => level + by < 1 || level + by > MAX_LEVEL)) return null
  return blocks.map((block, at) =>
    at >= index && at < end && isHeading(block) ? { ...block, level: block.level + by } : block,
  )
}

/** One level up, with everything under it. */
export const promote = (blocks: readonly Block[], index: number): Block[] => shifted(blocks, index, -1) ?? [...blocks]

/** One level down, with everything under it. The first heading and one without a sibling above it stay where they are. */
export function demote(blocks: readonly Block[], index: number): Block[] {
  const heading = blocks[index]
  if (!heading || !isHeading(heading)) return [...blocks]
  const above = blocks.slice(0, index).findLast(isHeading)
  if (!above || above.level < heading.level) return [...blocks]
  return shifted(blocks, index, 1) ?? [...blocks]
}

/** Makes a heading an ordinary paragraph; what stood under it falls to the heading before it. */
export function headingToParagraph(blocks: readonly Block[], index: number): Block[] {
  return blocks.map((block, at) =>
    at === index && isHeading(block) ? { ...identityOf(block), kind: 'text', text: block.text, html: null } : block,
  )
}

/** Whether a paragraph is short enough, and plain enough, to become a heading. */
export const canBecomeHeading = (block: Block): boolean =>
  !isHeading(block) &&
  block.kind !== 'table' &&
  block.text.trim().length > 0 &&
  block.text.length <= MAX_HEADING_LENGTH &&
  !block.text.trim().includes('\n')

/** Makes a short paragraph a heading, by default at the level of the heading it stood under. */
export function paragraphToHeading(blocks: readonly Block[], index: number, level?: number): Block[] {
  const block = blocks[index]
  if (!block || isHeading(block) || !canBecomeHeading(block)) return [...blocks]
  const above = blocks.slice(0, index).findLast(isHeading)
  const wanted = Math.min(Math.max(level ?? above?.level ?? 1, 1), MAX_LEVEL)
  const text = block.text.trim().replace(/^• /, '')
  return blocks.map((each, at) => (at === index ? { ...identityOf(each), kind: 'heading', level: wanted, text } : each))
}
