import { kindsFor } from '#app/features/plans/correct-paragraphs.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'
import type { ActionMark } from './group-action-items.ts'

/** A paragraph that can be an action item, or a heading that it stands under. */
export type ActionRow =
  | { id: string; number: string; text: string; isHeading: true; level: number }
  | { id: string; number: string; text: string; isHeading: false; mark: ActionMark; item: number | null }
type Placed = Block & { id: string; number: string }
/** What a paragraph is of the action item with this number. */
export type Marked = ReadonlyMap<string, { mark: ActionMark; item: number }>

/** So many paragraphs are on one page: three fields each must fit in a form. */
const ROWS = 400
/** Characters of a paragraph that are enough to know it by. */
const SHOWN = 240

/** Chapters with how many action items each has; what stands before the first heading has none. */
export function actionChapters(blocks: readonly Placed[], marked: Marked) {
  const chapters: { id: string; number: string; heading: string; items: number }[] = []
  for (const block of blocks) {
    if (isHeading(block)) {
      if (block.level === 1) chapters.push({ id: block.id, number: block.number, heading: block.text, items: 0 })
      continue
    }
    const chapter = chapters.at(-1)
    if (chapter && marked.get(block.id)?.mark === 'own') chapter.items += 1
  }
  return chapters
}

/** What of a chapter can be an action item, under its headings and a page at a time; `page` counts from 1. */
export function actionRows(
  blocks: readonly Placed[],
  marked: Marked,
  { chapter, page }: { chapter: string; page: number },
): { rows: ActionRow[]; pages: number } {
  const all = ofChapter(blocks, chapter).filter((block) => isHeading(block) || kindsFor(block).includes('action_item'))
  const paragraphs = all.filter((block) => !isHeading(block))
  const pages = Math.max(1, Math.ceil(paragraphs.length / ROWS))
  const at = Math.min(Math.max(Number.isInteger(page) ? page : 1, 1), pages) - 1
  const shown = new Set(paragraphs.slice(at * ROWS, (at + 1) * ROWS).map(({ id }) => id))
  const rows = all.flatMap((block, place): ActionRow[] => {
    const { id, number } = block
    if (isHeading(block)) {
      const next = all.slice(place + 1).find((each) => !isHeading(each))
      const isOver = next !== undefined && shown.has(next.id)
      return isOver ? [{ id, number, text: block.text, isHeading: true, level: block.level }] : []
    }
    if (!shown.has(id)) return []
    const { mark, item } = marked.get(id) ?? { mark: 'none' as const, item: null }
    const text = block.text.length > SHOWN ? `${block.text.slice(0, SHOWN).trimEnd()}…` : block.text
    return [{ id, number, text, isHeading: false, mark, item }]
  })
  return { rows, pages }
}

function ofChapter(blocks: readonly Placed[], chapter: string): Placed[] {
  const from = blocks.findIndex(({ id }) => id === chapter)
  if (from === -1) return []
  const end = blocks.findIndex((block, at) => at > from && isHeading(block) && block.level === 1)
  return blocks.slice(from, end === -1 ? undefined : end)
}
