import type { ChangedPart } from './changed-words.ts'
import type { DiffPiece } from './word-diff.ts'

/** What stands beside and between the paragraphs of a version after the first one: which of them changed, how and why. */

/** A change beside a paragraph of the version that people read. */
export type PlanMark = {
  /** How the bar beside it is drawn: solid, double or dotted. */
  bar: 'changed' | 'new' | 'moved'
  /** 'veranderd', with why in short: 'door 3 punten'; '' where no reason is known. */
  says: string
  why: string
  /** Where the change is said in full. */
  href: string
  /** The words with what went and came; null where no word differs, or where they are read whole. */
  pieces: DiffPiece[] | null
  /** Old paragraphs that are shown whole below the new words. */
  olds: ChangedPart[]
  /** 'In het concept stond dit in alinea 25.'; '' of what is new. */
  was: string
  /** What a reader who comes from a point is led to; null at other changes. */
  hit: Hit | null
}

type Hit = {
  /** The text in pieces of which the marked ones came for the point; null where the whole paragraph is marked. */
  sentences: { text: string; isNew: boolean }[] | null
  /** The other public points behind it. */
  points: { number: string; href: string }[]
}

/** A paragraph of the first version that is gone, at the place where it stood. */
export type GoneMark = { part: ChangedPart; says: string; why: string; href: string }

export type PlanMarks = {
  /** By the id of a paragraph. */
  of: Record<string, PlanMark>
  /** What is gone before and behind a paragraph, by its id. */
  before: Record<string, GoneMark[]>
  behind: Record<string, GoneMark[]>
  /** How many changes a section has with all that hangs under it, by its number. */
  sections: Record<string, number>
  /** Old words and gone paragraphs stand in the text. */
  isOldShown: boolean
  /** The point that a reader comes from, where it is public. */
  from: { number: string; href: string; paragraphs: number[] } | null
}
