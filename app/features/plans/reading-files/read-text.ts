import { endsLikeSentence } from '#app/features/plans/heading-shape.ts'
import { cleanText } from '#app/features/plans/safe-markup.ts'
import type { RawBlock, RawDocument } from './raw-block.ts'
import { plainBlock } from './raw-block.ts'
import { isListLine, joinLists, listItem } from './typed-lists.ts'

/** From this length on, in characters, a line can have been broken off by the width of the page. */
const WRAPPED_FROM = 50

/**
 * Reads plain text. Blank lines part paragraphs; lines broken off by the width of the page are joined; lines with bullets become
 * lists. A line with nothing but spaces is a wider gap, which is evidence for headings.
 */
export function readText(source: string): RawDocument {
  const lines = source.split(/\r\n|\r|\n|\u2028|\u2029/).flatMap(partAtPageBreaks)
  const wrapped = isWrapped(lines)
  const blocks: RawBlock[] = []
  let gap = 0
  let index = 0
  while (index < lines.length) {
    const line = lines[index] ?? ''
    if (line === '\f') gap += 2
    else if (line.trim() === '') gap += 1
    else {
      const group: string[] = []
      while (index < lines.length && (lines[index] ?? '').trim() !== '' && lines[index] !== '\f')
        group.push(lines[index++] ?? '')
      const read = readGroup(group, wrapped)
      read.forEach((block, at) => blocks.push({ ...block, gap: at === 0 ? gap : 0 }))
      gap = 0
      continue
    }
    index++
  }
  return { blocks: joinLists(ordinaryGaps(blocks)), title: null, warnings: [] }
}

const partAtPageBreaks = (line: string): string[] =>
  line.includes('\f') ? line.split('\f').flatMap((part, at) => (at === 0 ? [part] : ['\f', part])) : [line]

/** Whether this file's paragraphs are broken into lines of a page's width. */
function isWrapped(lines: readonly string[]): boolean {
  const inside = lines.filter((line, index) => line.trim() !== '' && (lines[index + 1] ?? '').trim() !== '')
  if (inside.length < 2) return false
  const long = inside.filter((line) => line.trim().length >= WRAPPED_FROM && line.trim().length <= 130)
  const broken = long.filter((line) => !endsLikeSentence(line.trim()))
  return long.length >= inside.length / 3 && broken.length > long.length / 3
}

/** Reads lines without a blank line between them. */
function readGroup(group: readonly string[], wrapped: boolean): RawBlock[] {
  const blocks: RawBlock[] = []
  let last = ''
  for (const line of group) {
    const text = cleanText(line)
      .replace(/[^\S\t]+/g, ' ')
      .trim()
    if (text === '') continue
    const before = blocks.at(-1)
    const continues = wrapped && before !== undefined && last.trim().length >= WRAPPED_FROM && !isListLine(line)
    if (isListLine(line)) blocks.push(listItem(cleanText(line)))
    else if (before?.kind === 'list' && (/^\s{2,}\S/.test(line) || continues))
      blocks[blocks.length - 1] = { ...before, text: `${before.text} ${text}` }
    else if (continues && before.kind === 'text')
      blocks[blocks.length - 1] = { ...before, text: `${before.text} ${text}` }
    else blocks.push(plainBlock(text))
    last = line
  }
  return blocks
}

/** Counts gaps from the file's ordinary distance between paragraphs, so that a file with double spacing is read alike. */
function ordinaryGaps(blocks: RawBlock[]): RawBlock[] {
  const counts = new Map<number, number>()
  for (const { gap } of blocks.slice(1)) counts.set(gap, (counts.get(gap) ?? 0) + 1)
  const usual = [...counts].filter(([gap]) => gap > 0).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1
  return blocks.map((block) => ({ ...block, gap: Math.max(0, block.gap - usual) }))
}
