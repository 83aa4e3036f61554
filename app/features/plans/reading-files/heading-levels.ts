import { isAllCaps, isChapterWord, isUsualChapter, nameOf, ownNumbers } from '#app/features/plans/heading-shape.ts'
import type { RawBlock } from './raw-block.ts'

/** Levels for headings that don't say their own: from numbers, from what the text calls a chapter, and from how they stand. */

/** Gives the candidates a level. Without any evidence they are all chapters. */
export function levelsOf(blocks: readonly RawBlock[], candidates: ReadonlySet<RawBlock>): RawBlock[] {
  const headings = blocks.filter((block) => candidates.has(block))
  const numbered = numberedLevels(blocks, headings)
  if (numbered) return withLevels(blocks, candidates, (block) => numbered.get(block) ?? (isChapter(block) ? 1 : null))
  const chapters = chaptersAmong(blocks, headings)
  return withLevels(blocks, candidates, (block) => (chapters.has(block) ? 1 : null))
}

/** Headings without a level of their own come one under the nearest one before that has. */
function withLevels(
  blocks: readonly RawBlock[],
  candidates: ReadonlySet<RawBlock>,
  known: (block: RawBlock) => number | null,
): RawBlock[] {
  let above = 0
  return blocks.map((block) => {
    if (!candidates.has(block)) return block
    const level = known(block)
    if (level !== null) above = level
    return { ...block, level: level ?? above + 1 }
  })
}

const isChapter = (block: RawBlock) => isChapterWord(block.text) || isUsualChapter(block.text)

/** Levels from numbers such as "1" and "1.2", when these count on through the document as chapters do; else null. */
function numberedLevels(blocks: readonly RawBlock[], headings: readonly RawBlock[]): Map<RawBlock, number> | null {
  const numbers = new Map(
    headings.flatMap((block) => {
      const own = ownNumbers(block.text)
      return own ? [[block, own] as const] : []
    }),
  )
  const levels = new Map<RawBlock, number>()
  let last: number[] = []
  blocks.forEach((block, index) => {
    const own = numbers.get(block)
    if (!own) return
    // Numbered lines right after each other, at the same depth, are a list.
    const neighbours = [blocks[index - 1], blocks[index + 1]].map((each) => (each ? numbers.get(each) : undefined))
    if (neighbours.some((each) => each?.length === own.length)) return
    if (!countsOn(last, own)) return
    last = own
    levels.set(block, own.length)
  })
  const chapters = [...levels.values()].filter((level) => level === 1).length
  return chapters >= 2 || levels.size >= 3 ? levels : null
}

/** Whether a number can come after the last one: one or two further at some depth, or the first of a deeper one. */
function countsOn(last: readonly number[], own: readonly number[]): boolean {
  if (last.length === 0) return own.every((part, at) => part === 1 || (at === 0 && part === 0))
  if (own.length > last.length)
    return own.length === last.length + 1 && last.every((part, at) => own[at] === part) && (own.at(-1) ?? 9) <= 2
  const at = own.length - 1
  const step = (own[at] ?? 0) - (last[at] ?? 0)
  return own.slice(0, at).every((part, index) => part === last[index]) && step >= 1 && step <= 2
}

/** The chapters among headings without numbers. */
function chaptersAmong(blocks: readonly RawBlock[], headings: readonly RawBlock[]): Set<RawBlock> {
  const counts = new Map<string, number>()
  for (const { text } of headings) counts.set(nameOf(text), (counts.get(nameOf(text)) ?? 0) + 1)
  const isOnce = (block: RawBlock) => counts.get(nameOf(block.text)) === 1
  const named = namedAsChapter(blocks, headings)
  const worded = headings.filter((block) => isChapterWord(block.text))
  const usual = headings.filter((block) => isUsualChapter(block.text) && isOnce(block))
  const chapters = new Set([...named, ...worded, ...usual, ...headings.slice(0, 1)])
  const certain = new Set([...named, ...worded.filter((block) => /^(?:hoofdstuk|deel)/i.test(block.text))])
  if (certain.size >= 2) return chapters
  const standing = standingOut(blocks, headings.filter(isOnce), headings)
  if (standing.size === 0 && chapters.size <= 1) return new Set(headings)
  return new Set([...chapters, ...standing])
}

/** "hoofdstuk ‘Wonen’", "de hoofdstukken ‘Wonen’ en ‘Zorg’". */
const chapterReference = /hoofdstuk(?:ken)?\s+((?:[‘'"“„][^‘’'"“”„]{2,100}[’'"”](?:,\s*|\s+(?:en|of)\s+)?)+)/gi
const quotedName = /[‘'"“„]([^‘’'"“”„]{2,100})[’'"”]/g

/** Headings that the text itself calls a chapter: "in het hoofdstuk ‘Wonen’", or "Dit hoofdstuk ..." right under it. */
function namedAsChapter(blocks: readonly RawBlock[], headings: readonly RawBlock[]): Set<RawBlock> {
  const names = new Set<string>()
  for (const { text } of blocks) {
    for (const found of text.matchAll(chapterReference)) {
      for (const name of (found[1] ?? '').matchAll(quotedName)) names.add(nameOf(name[1] ?? ''))
    }
  }
  const set = new Set(headings)
  const found = new Set<RawBlock>()
  for (const name of names) {
    const heading = headings.find((block) => nameOf(block.text) === name)
    if (heading) found.add(heading)
  }
  blocks.forEach((block, index) => {
    if (set.has(block) || !/^(?:in\s+)?dit hoofdstuk\b/i.test(block.text)) return
    let at = index - 1
    while (at > 0 && set.has(blocks[at - 1] ?? block)) at--
    const heading = blocks[at]
    if (heading && set.has(heading)) found.add(heading)
  })
  return found
}

/** Headings that stand out by how they stand: over another heading, after a wider gap, or in capitals. */
function standingOut(
  blocks: readonly RawBlock[],
  once: readonly RawBlock[],
  headings: readonly RawBlock[],
): Set<RawBlock> {
  const set = new Set(headings)
  const next = new Map(blocks.map((block, index) => [block, blocks[index + 1]]))
  const before = new Map(blocks.map((block, index) => [block, blocks[index - 1]]))
  const isFirstOfRow = (block: RawBlock) => {
    const previous = before.get(block)
    const following = next.get(block)
    return !(previous && set.has(previous)) && following !== undefined && set.has(following)
  }
  const over = once.filter(isFirstOfRow)
  if (over.length >= 2) return new Set(over)
  const gaps = [...new Set(headings.slice(1).map((block) => block.gap))].sort((a, b) => b - a)
  const widest = gaps[0] ?? 0
  const wide = once.filter((block) => block.gap === widest)
  if (gaps.length >= 2 && wide.length >= 2 && wide.length < headings.length) return new Set(wide)
  const capitals = once.filter((block) => isAllCaps(block.text))
  return capitals.length >= 2 && capitals.length < headings.length ? new Set(capitals) : new Set()
}
