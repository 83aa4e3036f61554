import { isActionHeading, nameOf } from '#app/features/plans/heading-shape.ts'
import type { RawBlock } from './raw-block.ts'

/**
 * Writers often give a heading and the headings under it the same level. A heading without a word of its own, right above another
 * of its level, is taken to be over the next ones in two cases: it says that action points follow, or the same names come back
 * under several such headings (the parts of a story, say).
 */
export function nestHeadings(blocks: readonly RawBlock[]): RawBlock[] {
  const result = blocks.map((block) => ({ ...block }))
  const tops = result.flatMap((block, index) =>
    isTop(result, index) ? [{ index, isAction: isActionHeading(block.text) }] : [],
  )
  const all = new Set(tops.map((top) => top.index))
  const names = recurringNames(
    result,
    tops.filter((top) => !top.isAction).map((top) => top.index),
    all,
  )
  for (const { index, isAction } of tops) {
    const under = sameLevelUntilNext(result, index, all)
    const nested = isAction
      ? under
      : under.slice(
          0,
          recurring(
            under.map((at) => result[at]?.text ?? ''),
            names,
          ),
        )
    const last = nested.at(-1)
    if (last === undefined) continue
    const end = under[nested.length] ?? endOf(result, index, all)
    for (let at = index + 1; at < end; at++) {
      const block = result[at]
      if (block?.level != null) block.level += 1
    }
  }
  return result
}

/** A heading right above a heading of its own level. */
const isTop = (blocks: readonly RawBlock[], index: number) => {
  const level = blocks[index]?.level
  return level != null && blocks[index + 1]?.level === level
}

function endOf(blocks: readonly RawBlock[], index: number, tops: ReadonlySet<number>): number {
  const level = blocks[index]?.level ?? 0
  for (let at = index + 1; at < blocks.length; at++) {
    const other = blocks[at]?.level
    if (other != null && (other < level || (other === level && tops.has(at)))) return at
  }
  return blocks.length
}

function sameLevelUntilNext(blocks: readonly RawBlock[], index: number, tops: ReadonlySet<number>): number[] {
  const found: number[] = []
  const end = endOf(blocks, index, tops)
  for (let at = index + 1; at < end; at++) if (blocks[at]?.level === blocks[index]?.level) found.push(at)
  return found
}

/** Names of headings that come back near the beginning under two or more of the tops. */
function recurringNames(blocks: readonly RawBlock[], tops: readonly number[], all: ReadonlySet<number>): Set<string> {
  const counts = new Map<string, number>()
  for (const top of tops) {
    const first = sameLevelUntilNext(blocks, top, all).slice(0, 4)
    for (const name of new Set(first.map((at) => nameOf(blocks[at]?.text ?? ''))))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return new Set([...counts].flatMap(([name, count]) => (count >= 2 ? [name] : [])))
}

/** How many of the headings belong under the top: those with recurring names, and a tail that is no longer than these. */
function recurring(texts: readonly string[], names: ReadonlySet<string>): number {
  const own = texts.findIndex((text) => !names.has(nameOf(text)))
  if (own === -1) return texts.length
  if (own === 0) return 0
  return texts.length - own <= own ? texts.length : own
}
