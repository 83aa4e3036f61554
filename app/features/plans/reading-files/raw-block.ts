import type { ParagraphKind, ReadImage } from '#app/features/plans/plan.ts'

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
  /** Footnotes it refers to. */
  notes?: RawNote[]
  /** Of a figure: its words apart, and where its picture is in the file. */
  picture?: RawPicture
}

/** A footnote with the mark by which texts refer to it. */
export type RawNote = { mark: string; text: string; html: string | null }

/** A picture: `alt` is null when nothing says what it shows. */
export type RawPicture = { source: string; alt: string | null; /** The words below it. */ caption?: string }

/** A file as it comes out of its reader, before headings are looked for. */
export type RawDocument = {
  blocks: RawBlock[]
  title: string | null
  warnings: string[]
  /** Pictures that were taken out of the file. */
  images?: ReadImage[]
  /** Styles of a word processor: they show how a line should look, more than what it is. */
  looseStyles?: boolean
}

/** A plain paragraph with no evidence of anything. */
export const plainBlock = (text: string, gap = 0): RawBlock => ({ kind: 'text', text, html: null, level: null, gap })
