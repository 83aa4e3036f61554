import { v7 as uuid } from 'uuid'
import { treeOf, blocksOf, isHeading, MAX_LEVEL, type Block, type ReadParagraph } from '#app/features/plans/plan.ts'
import { canBecomeHeading, headingToParagraph, paragraphToHeading } from '#app/features/plans/correct-headings.ts'

/** What an official may do with the words of a version that is not fixed. Each gives a new list, or null when it can't be done. */

/** A changed list; `splitFrom` gives for each new part that was split off the part that it comes from. */
export type Edited = { blocks: Block[]; splitFrom: ReadonlyMap<string, string> }

const unsplit = (blocks: Block[]): Edited => ({ blocks, splitFrom: new Map() })

/** Whether these paragraphs stand at `index` already, as when a form is sent twice. */
export const saysAt = (blocks: readonly Block[], index: number, paragraphs: readonly ReadParagraph[]): boolean =>
  paragraphs.every(({ text, html }, at) => {
    const block = blocks[index + at]
    return block !== undefined && !isHeading(block) && block.text === text && block.html === html
  })

/** Other words for a paragraph: the first of them takes its place and its identity, the others are split off from it. */
export function writeAt(blocks: readonly Block[], index: number, paragraphs: readonly ReadParagraph[]): Edited | null {
  const block = blocks[index]
  const [first, ...others] = paragraphs
  if (!block || isHeading(block) || !first) return null
  if (saysAt(blocks, index, paragraphs)) return unsplit([...blocks])
  const pieces = others.map((each) => ({ ...each, id: uuid() }))
  const written: Block = { ...block, kind: first.kind, text: first.text, html: first.html }
  const splitFrom = new Map(pieces.flatMap(({ id }) => (block.id === undefined ? [] : [[id, block.id] as const])))
  return { blocks: blocks.toSpliced(index, 1, written, ...pieces), splitFrom }
}

/** New paragraphs behind the part at `index`. */
export function addAfter(blocks: readonly Block[], index: number, paragraphs: readonly ReadParagraph[]): Edited | null {
  if (!blocks[index] || paragraphs.length === 0) return null
  if (saysAt(blocks, index + 1, paragraphs)) return unsplit([...blocks])
  return unsplit(blocks.toSpliced(index + 1, 0, ...paragraphs.map((each) => ({ ...each, id: uuid() }))))
}

/** Without the paragraph at `index`, or without the heading: what stood under it falls to the heading before it. */
export function removeAt(blocks: readonly Block[], index: number): Edited | null {
  const block = blocks[index]
  if (!block) return null
  const hasText = isHeading(block) && blocks[index + 1] !== undefined && !blocks.slice(0, index).some(isHeading)
  return hasText ? null : unsplit(blocks.toSpliced(index, 1))
}

/** Without these parts; what stood under a heading that goes falls to the heading before it. */
export const removeAll = (blocks: readonly Block[], ids: ReadonlySet<string>): Edited =>
  unsplit(blocks.filter(({ id }) => id === undefined || !ids.has(id)))

/** One past the last part that moves along with the one at `index`: a heading takes all under it. */
function endOf(blocks: readonly Block[], index: number): number {
  const block = blocks[index]
  if (!block || !isHeading(block)) return index + 1
  const next = blocks.findIndex((each, at) => at > index && isHeading(each) && each.level <= block.level)
  return next === -1 ? blocks.length : next
}

/** The part at `index`, a heading with all under it, behind the part at `behind` (-1: to the front). */
export function moveBehind(blocks: readonly Block[], index: number, behind: number): Edited | null {
  const end = endOf(blocks, index)
  if (!blocks[index] || behind < -1 || behind >= blocks.length || (behind >= index && behind < end)) return null
  const moved = blocks.slice(index, end)
  const rest = blocks.toSpliced(index, end - index)
  const place = behind < index ? behind + 1 : behind + 1 - moved.length
  const placed = rest.toSpliced(place, 0, ...moved)
  return placed.every((each, at) => each === blocks[at]) ? null : unsplit(placed)
}

/** One place up or down: past the paragraph or heading there; a heading goes past the whole section before or behind it. */
export function moveOne(blocks: readonly Block[], index: number, way: 'up' | 'down'): Edited | null {
  const block = blocks[index]
  if (!block) return null
  const end = endOf(blocks, index)
  if (!isHeading(block))
    return way === 'up' ? moveBehind(blocks, index, index - 2) : moveBehind(blocks, index, index + 1)
  if (way === 'down') {
    const next = blocks[end]
    return next && isHeading(next) && next.level === block.level
      ? moveBehind(blocks, index, endOf(blocks, end) - 1)
      : null
  }
  const before = blocks.slice(0, index).findLastIndex((each) => isHeading(each) && each.level <= block.level)
  const sibling = blocks[before]
  return sibling && isHeading(sibling) && sibling.level === block.level ? moveBehind(blocks, index, before - 1) : null
}

/** What parts are to be: a heading of a level, or a paragraph. */
export type Levels = ReadonlyMap<string, number | 'text'>

/** Makes many headings and paragraphs what they should be, at once. Null when one of them can't be that. */
export function setLevels(blocks: readonly Block[], levels: Levels): Edited | null {
  let changed: Block[] = [...blocks]
  for (const [at, block] of blocks.entries()) {
    const wanted = levels.get(block.id ?? '')
    if (wanted === undefined) continue
    if (wanted === 'text') {
      if (isHeading(block)) changed = headingToParagraph(changed, at)
    } else if (wanted < 1 || wanted > MAX_LEVEL) {
      return null
    } else if (isHeading(block)) {
      changed = changed.map((each, place) => (place === at && isHeading(each) ? { ...each, level: wanted } : each))
    } else if (canBecomeHeading(block)) {
      changed = paragraphToHeading(changed, at, wanted)
    } else return null
  }
  // Levels close up where one was skipped, as when a plan is read.
  return unsplit(blocksOf(treeOf(changed)))
}
