import { isDeepStrictEqual } from 'node:util'
import type { LocalDate } from '#app/local-date.ts'
import type { QuotedRange } from './quoted-range.ts'

/** A point as far as acts in the splitting change it. */
export type PointState = {
  id: string
  number: number | null
  start: number | null
  end: number | null
  summary: string
  showsQuotation: boolean
  themeId: string | null
  chapter: string | null
  step: number
  assigneeId: string | null
  dueOn: LocalDate | null
  campaignId: string | null
  isReleased: boolean
  changedSinceAnswer: boolean
}

/** Everything that acts in the splitting of a contribution change. */
export type Marks = { points: PointState[]; nonPoints: QuotedRange[]; skipped: QuotedRange[] }

/** What of the marks differs; null for a list that is the same. */
export type MarksPart = { points: PointState[]; nonPoints: QuotedRange[] | null; skipped: QuotedRange[] | null }

/** What differs between two moments, as it was and as it became. Points that are only in one of them came or went. */
export function differing(before: Marks, after: Marks): { before: MarksPart; after: MarksPart } | null {
  const earlier = new Map(before.points.map((point) => [point.id, point]))
  const later = new Map(after.points.map((point) => [point.id, point]))
  const isOther = ({ id }: PointState) => !isDeepStrictEqual(earlier.get(id), later.get(id))
  const part = (marks: Marks): MarksPart => ({
    points: marks.points.filter(isOther),
    nonPoints: isDeepStrictEqual(before.nonPoints, after.nonPoints) ? null : marks.nonPoints,
    skipped: isDeepStrictEqual(before.skipped, after.skipped) ? null : marks.skipped,
  })
  const [was, became] = [part(before), part(after)]
  const isSame = was.points.length + became.points.length === 0 && was.nonPoints === null && was.skipped === null
  return isSame ? null : { before: was, after: became }
}

/** Whether what an act made is still as that act left it, so that undoing it takes nothing away that came later. */
export function isUntouched(now: Marks, { before, after }: { before: MarksPart; after: MarksPart }): boolean {
  const current = new Map(now.points.map((point) => [point.id, point]))
  // A number is given when the splitting is done, which is no change of the words.
  const told = (point: PointState | undefined) => point && { ...point, number: null }
  return (
    after.points.every((point) => isDeepStrictEqual(told(current.get(point.id)), told(point))) &&
    before.points.every(({ id }) => after.points.some((point) => point.id === id) || !current.has(id)) &&
    (after.nonPoints === null || isDeepStrictEqual(now.nonPoints, after.nonPoints)) &&
    (after.skipped === null || isDeepStrictEqual(now.skipped, after.skipped))
  )
}
