import { MAX_HEADING_LENGTH } from './correct-headings.ts'
import type { Block, ParagraphBlock, ParagraphKind } from './plan.ts'
import { isHeading } from './plan.ts'
import { escapeHtml } from './safe-markup.ts'

/** What an official may correct about paragraphs before release. Like the corrections of headings: new list, or the same content. */

/** Kinds of running text; they may become one another. Tables, figures and lists are what their markup is. */
const textKinds = ['text', 'action_item', 'narrative', 'quote'] as const satisfies readonly ParagraphKind[]

export const paragraphKindNames: Record<ParagraphKind, string> = {
  text: 'Gewone tekst',
  list: 'Opsomming',
  table: 'Tabel',
  figure: 'Afbeelding',
  action_item: 'Actiepunt',
  narrative: 'Verhaal',
  quote: 'Citaat',
  note: 'Voetnoot',
}

const isText = (block: Block): boolean => textKinds.some((kind) => kind === block.kind)

/** Whether a paragraph is running text or a list, so that it can be marked as an action item. */
const canChangeKind = (block: Block): boolean => isText(block) || block.kind === 'list'

/** The kinds a paragraph may be given: a list may be marked as an action item and become a list again. */
export function kindsFor(block: Block): ParagraphKind[] {
  if (isHeading(block) || !canChangeKind(block)) return []
  return block.html?.startsWith('<ul') || block.html?.startsWith('<ol') ? ['list', 'action_item'] : [...textKinds]
}

/** Says what a paragraph is; its words stay. */
export function setKind(blocks: readonly Block[], index: number, kind: ParagraphKind): Block[] {
  return blocks.map((block, at) =>
    at === index && !isHeading(block) && kindsFor(block).includes(kind) ? { ...block, kind } : block,
  )
}

/** Whether the block at `index` is a paragraph of running text right after another one. */
export function canMerge(blocks: readonly Block[], index: number): boolean {
  const [before, block] = [blocks[index - 1], blocks[index]]
  return before !== undefined && block !== undefined && isText(before) && isText(block)
}

/** Joins a paragraph to the one before it, which keeps its id and kind: files break paragraphs at the end of a page. */
export function mergeWithPrevious(blocks: readonly Block[], index: number): Block[] {
  const [before, block] = [blocks[index - 1], blocks[index]]
  if (!canMerge(blocks, index) || !before || !block || isHeading(before) || isHeading(block)) return [...blocks]
  const html = before.html === null && block.html === null ? null : `${markup(before)} ${markup(block)}`
  const merged: ParagraphBlock = { ...before, text: `${before.text} ${block.text}`, html }
  return blocks.flatMap((each, at) => (at === index - 1 ? [merged] : at === index ? [] : [each]))
}

const markup = ({ html, text }: ParagraphBlock): string => html ?? escapeHtml(text).replaceAll('\n', '<br>')

/** Gives a heading other words, at most MAX_HEADING_LENGTH characters. */
export function renameHeading(blocks: readonly Block[], index: number, words: string): Block[] {
  const text = words.replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > MAX_HEADING_LENGTH) return [...blocks]
  return blocks.map((block, at) => (at === index && isHeading(block) ? { ...block, text } : block))
}
