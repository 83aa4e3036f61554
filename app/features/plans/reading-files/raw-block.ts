import type { ParagraphKind } from '#app/features/plans/plan.ts'

/** What every format is read into: one block per paragraph, list, table or picture, with the evidence of its being a heading. */
export type RawBlock = {
  kind: ParagraphKind
  text: string
  html: string | null
  /** The heading level that the file itself says, or null when it says nothing. */
  level: number | null
  /** Marked by the file as the document's title. */
  isTitle?: boolean
  /** All of its letters are bold. */
  isBold?: boolean
  /** Size of its letters in half points; 0 when the file doesn't say. */
  size?: number
  /** Empty lines before it beyond the ordinary one; a page break counts as two. */
  gap: number
  /** Footnotes it refers to, as "[1] text". */
  notes?: string[]
}

/** A file as it comes out of its reader, before headings are looked for. */
export type RawDocument = {
  blocks: RawBlock[]
  title: string | null
  warnings: string[]
  /** Styles of a word processor: they show how a line should look, more than what it is. */
  looseStyles?: boolean
}

/** A plain paragraph with no evidence of anything. */
export const plainBlock = (text: string, gap = 0): RawBlock => ({ kind: 'text', text, html: null, level: null, gap })
