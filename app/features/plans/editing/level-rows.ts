import { canBecomeHeading } from '#app/features/plans/correct-headings.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'

/** A heading with its level, or a short paragraph that could be one ('text'). */
export type LevelRow = { id: string; number: string; level: string; text: string }

/** So many rows are on one page: three fields each must fit in a form. */
const ROWS = 400

/** The headings and the paragraphs that could be one, in reading order, a page at a time; `page` counts from 1. */
export function levelRows(
  blocks: readonly (Block & { id: string; number: string })[],
  page: number,
): { rows: LevelRow[]; pages: number } {
  const all = blocks.flatMap((block): LevelRow[] => {
    if (!isHeading(block) && !canBecomeHeading(block)) return []
    const { id, number, text } = block
    return [{ id, number, text, level: isHeading(block) ? String(block.level) : 'text' }]
  })
  const pages = Math.max(1, Math.ceil(all.length / ROWS))
  const at = Math.min(Math.max(Number.isInteger(page) ? page : 1, 1), pages) - 1
  return { rows: all.slice(at * ROWS, (at + 1) * ROWS), pages }
}
