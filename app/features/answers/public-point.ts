import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import type { PublicForm } from '#app/features/points/public-words.ts'
import type { QuotedRange } from '#app/features/points/quoted-range.ts'
import type { AnswerScope } from './scope.ts'

/** A part of the plan that an answer names: a section, or a paragraph of it with what stands there. */
export type PlanLink = {
  id: string
  number: string
  heading: string
  paragraph?: { id: string; number: number; text: string }
}

/** Where in the plan: '2.3 Mantelzorg, alinea 25'. */
export const linkInWords = ({ number, heading, paragraph }: PlanLink): string =>
  partInWords({ number, heading, paragraph: paragraph?.number ?? null })

/** All that the public may know of a point. What is not in here is shown, printed, mailed or exported to nobody outside. */
export type PublicPoint = {
  id: string
  /** '7.3': contributor and point. */
  number: string
  /** The only words of it that are public. */
  words: string
  form: PublicForm
  theme: string | null
  disposition: Decision | null
  /** '' without an answer, and of a point that was taken back. */
  reply: string
  /** '' unless it was forwarded. */
  forwardedTo: string
  /** What the answer is about, in words, when it is more than the point; '' otherwise. */
  scopeWords: string
  sections: PlanLink[]
}

/** Where a point comes from: to put it in its place on a page, never to be sent along. */
type PointSource = {
  contributionId: string
  /** Where it stands in the text of its contribution; null where no piece was chosen. */
  range: QuotedRange | null
  /** Points with the same one share their answer; null without an answer. */
  answerId: string | null
  /** What the answer is about; null without an answer. */
  scope: AnswerScope | null
}

export type SourcedPoint = PublicPoint & { source: PointSource }

/** The point without where it comes from, as a page, a file or a message may have it. */
export function withoutSource({ source: _, ...point }: SourcedPoint): PublicPoint {
  return point
}

/** Who gave points, as the public reads it. */
export type PublicContributor = {
  id: string
  /** null until it was given one, which is before anything is public. */
  number: number | null
  name: string
  kind: ContributorKind
  /** What an organisation does, in words; '' when that is not known, and of a person. */
  role: string
  points: SourcedPoint[]
}
