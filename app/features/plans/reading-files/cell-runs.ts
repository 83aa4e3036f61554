import { endsLikeSentence, isCellValue, isChapterWord, readsAsHeading } from '#app/features/plans/heading-shape.ts'
import { escapeHtml } from '#app/features/plans/safe-markup.ts'
import type { RawBlock } from './raw-block.ts'

/** Tables that lost their lines: every cell came out as a line of its own. Such a run is made one table again. */

const FEWEST_CELLS = 6
/** Share of the cells that must be a bare number, tick or dash. */
const VALUES_SHARE = 0.2
const LONGEST_CELL = 300

/** Names that number things in the plan, such as "Groep 1", "Groep 2": the same word with 1, 2 and so on behind it. */
export function seriesLabels(blocks: readonly RawBlock[]): Set<string> {
  const series = new Map<string, Map<number, string>>()
  for (const { text } of blocks) {
    const found = /^(\p{Lu}\p{L}{2,20}) (\d{1,2})$/u.exec(text)
    if (!found?.[1] || !found[2]) continue
    const numbers = series.get(found[1]) ?? new Map<number, string>()
    if (numbers.has(Number(found[2]))) numbers.set(-1, text)
    numbers.set(Number(found[2]), text)
    series.set(found[1], numbers)
  }
  const labels = [...series.values()].filter((numbers) => numbers.has(1) && numbers.has(2) && !numbers.has(-1))
  return new Set(labels.flatMap((numbers) => [...numbers.values()]))
}

/** Joins runs of cells into one table block each; all other blocks stay as they are. */
export function joinCellRuns(blocks: readonly RawBlock[]): RawBlock[] {
  const labels = seriesLabels(blocks)
  const isCell = (block: RawBlock) =>
    block.kind === 'text' &&
    block.level === null &&
    !block.isBold &&
    !block.isTitle &&
    !block.notes &&
    !labels.has(block.text) &&
    !isChapterWord(block.text) &&
    block.text.length <= LONGEST_CELL &&
    (isCellValue(block.text) || !/[.!:?]$/.test(block.text) || !endsLikeSentence(block.text))
  const joined: RawBlock[] = []
  for (let index = 0; index < blocks.length;) {
    const first = blocks[index]
    if (!first) break
    let end = index
    while (end < blocks.length && isCell(blocks[end] ?? first)) end++
    if (isHeadingOf(blocks[end - 1], blocks[end])) end--
    const run = blocks.slice(index, end)
    const from = startOfTable(run)
    if (from === null) {
      joined.push(...(run.length > 0 ? run : [first]))
      index = Math.max(end, index + 1)
      continue
    }
    joined.push(...run.slice(0, from), tableOf(run.slice(from)))
    index = end
  }
  return joined
}

/** The last line of a run can be the heading of the text that comes after the table. */
const isHeadingOf = (line: RawBlock | undefined, next: RawBlock | undefined) =>
  line !== undefined &&
  next?.kind === 'text' &&
  next.text.length >= 60 &&
  endsLikeSentence(next.text) &&
  readsAsHeading(line.text)

/** Where in the run the table begins: a heading with a gap under it stays outside; null when the run is no table. */
function startOfTable(run: readonly RawBlock[]): number | null {
  const values = run.filter((block) => isCellValue(block.text)).length
  if (run.length < FEWEST_CELLS || values < 2 || values / run.length < VALUES_SHARE) return null
  const firstValue = run.findIndex((block) => isCellValue(block.text))
  const gapAfterFirst = (run[1]?.gap ?? 0) > 0 && firstValue > 1
  return gapAfterFirst ? 1 : 0
}

function tableOf(run: readonly RawBlock[]): RawBlock {
  const rows = rowsOf(run.map((block) => block.text)) ?? run.map((block) => [block.text])
  const isHead = (index: number) => index === 0 && (rows[0]?.length ?? 0) > 1 && !rows[0]?.some(isCellValue)
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const head = rows.filter((_, index) => isHead(index)).map((cells) => row(cells, 'th'))
  const body = rows.filter((_, index) => !isHead(index)).map((cells) => row(cells, 'td'))
  return {
    kind: 'table',
    text: rows.map((cells) => cells.join('\t')).join('\n'),
    html: `<table>${head.length > 0 ? `<thead>${head.join('')}</thead>` : ''}<tbody>${body.join('')}</tbody></table>`,
    level: null,
    gap: run[0]?.gap ?? 0,
  }
}

/** Rows of name, value and remark, with a head of three cells or none; null when the cells don't fall into place. */
function rowsOf(lines: readonly string[]): string[][] | null {
  const cells: string[] = []
  for (const line of lines) {
    const before = cells.at(-1)
    const continues =
      before !== undefined &&
      !isCellValue(before) &&
      !isCellValue(line) &&
      (/^[&\p{Ll}]/u.test(line) || /[&,/-]$/.test(before))
    if (continues) cells[cells.length - 1] = `${before} ${line}`
    else cells.push(line)
  }
  const firstValue = cells.findIndex(isCellValue)
  if (firstValue !== 1 && firstValue !== 4) return null
  const rows: string[][] = firstValue === 4 ? [cells.slice(0, 3)] : []
  let at = firstValue - 1
  while (at < cells.length) {
    const name = cells[at]
    const value = cells[at + 1]
    if (name === undefined || value === undefined || isCellValue(name) || !isCellValue(value)) return null
    const remark = cells[at + 2]
    const hasRemark =
      remark !== undefined && !isCellValue(remark) && (at + 3 >= cells.length || !isCellValue(cells[at + 3] ?? ''))
    rows.push([name, value, hasRemark ? remark : ''])
    at += hasRemark ? 3 : 2
  }
  return rows
}
