import type { Finding } from '#app/features/contributions/personal-data.ts'
import type { FormalView, OtherContribution } from './formal-view.server.ts'
import type { PublicWords } from './public-words.ts'
import type { QuotedRange } from './quoted-range.ts'
import type { Suggestion } from './suggestions.ts'

export type SplitViewPoint = {
  id: string
  /** Its number; provisional until the splitting was done with it. */
  label: string
  isProvisional: boolean
  range: QuotedRange | null
  summary: string
  themeId: string | null
  theme: string | null
  isAnswered: boolean
  /** The question or heading of the sender that it stands under; '' for none. */
  under: string
  /** Which points it came out of, and which went up in it, in words; '' for a point as it was marked. */
  cameFrom: string
  showsQuotation: boolean
  /** What becomes public of it. */
  outside: PublicWords
}

/** What the screen to split a reaction shows. */
export type SplitView = {
  process: { slug: string; title: string }
  id: string
  /** Number of the contributor; null until it was given one. */
  contributor: number | null
  name: string
  /** Why it does not count; null when it does. */
  formal: FormalView | null
  /** Others that are the same as this one. */
  doubles: OtherContribution[]
  /** How the public will know who it was, in words. */
  publicName: string
  /** Channel, dates and timeliness, each a few words. */
  facts: string[]
  isLate: boolean
  /** Registered by an official, who may correct where it comes from. */
  hasOrigin: boolean
  /** What it was registered from, for officials. */
  files: { id: string; name: string }[]
  /** The meeting of which it is the report. */
  meeting: { id: string; title: string } | null
  /** What it is about; '' for the whole plan. */
  about: string
  aboutText: string
  text: string
  sentences: QuotedRange[]
  suggestions: Suggestion[]
  /** Answers that were chosen from a list or on a scale: not to be split. */
  chosen: QuotedRange[]
  /** What the sender put above parts of the text. */
  headings: QuotedRange[]
  /** Questions and headings, and where what stands under them begins. */
  above: { start: number; words: string }[]
  /** What in the text may tell who someone is. */
  findings: Finding[]
  /** Questions that the contributor answered, and where in the text each answer begins. */
  questions: { start: number; words: string }[]
  points: SplitViewPoint[]
  nonPoints: QuotedRange[]
  coverage: { sentences: number; inPoint: number; nonPoint: number; open: number }
  /** Where the first open sentence begins. */
  nextOpen: number | null
  themes: { id: string; name: string }[]
  /** The splitting was called done. */
  isDone: boolean
  /** Nothing can change any more: published or withdrawn. */
  isFixed: boolean
  /** What this official did last here and can undo; null for nothing. */
  lastAct: string | null
  /** What the sender asks us to keep out of public. */
  notPublic: string
  /** The point that is opened in the list. */
  currentId: string | null
  previousId: string | null
  nextId: string | null
}
