import { overlaps, trimRange, type QuotedRange } from './quoted-range.ts'
import { hasWords, withoutRanges } from './range-sums.ts'

/** A point that quotes a piece of the text. */
export type QuotedPoint = { id: string; range: QuotedRange }

/** What becomes of points when the boundaries between them are drawn anew. */
export type Redrawn = {
  /** Points that keep other words than before. */
  changed: QuotedPoint[]
  /** Points that came out of another. */
  added: { from: string; range: QuotedRange }[]
  /** Points that went up in another. */
  removed: { id: string; into: string }[]
}

const nothing = (): Redrawn => ({ changed: [], added: [], removed: [] })

/**
 * Cuts a piece out of the point that it lies in: what stands before it keeps the point, the piece and what stands behind it become
 * points of their own. Null when the piece does not lie in one point, or is all of it.
 */
export function splitOff(text: string, points: readonly QuotedPoint[], piece: QuotedRange): Redrawn | null {
  const point = points.find(({ range }) => range.start <= piece.start && range.end >= piece.end)
  if (!point) return null
  const { start, end } = point.range
  const parts = [{ start, end: piece.start }, piece, { start: piece.end, end }].flatMap((part) => {
    const trimmed = part.end > part.start ? trimRange(text, part) : null
    return trimmed && hasWords(text, trimmed) ? [trimmed] : []
  })
  const [first, ...others] = parts
  if (!first || others.length === 0) return null
  return {
    changed: [{ id: point.id, range: first }],
    added: others.map((range) => ({ from: point.id, range })),
    removed: [],
  }
}

/**
 * Stretches a point over a piece, with all that stands between them. Other points give up what they share with it; one of which
 * nothing is left goes up in it. Null when the point has these words already.
 */
export function stretchOver(
  points: readonly QuotedPoint[],
  id: string,
  piece: QuotedRange,
  text: string,
): Redrawn | null {
  const point = points.find((each) => each.id === id)
  if (!point) return null
  const range = {
    start: Math.min(point.range.start, piece.start),
    end: Math.max(point.range.end, piece.end),
  }
  if (range.start === point.range.start && range.end === point.range.end) return null
  const others = points.filter((each) => each.id !== id)
  return combined([{ changed: [{ id, range }], added: [], removed: [] }, giveUp(text, others, range, id)])
}

/** Takes a piece out of the points that it is in. Null when one of them would have nothing left, or none has it. */
export function takeOut(text: string, points: readonly QuotedPoint[], piece: QuotedRange): Redrawn | null {
  const redrawn = giveUp(text, points, piece, null)
  return redrawn.removed.length > 0 || redrawn.changed.length === 0 ? null : redrawn
}

function giveUp(text: string, points: readonly QuotedPoint[], piece: QuotedRange, into: string | null): Redrawn {
  return combined(
    points
      .filter(({ range }) => overlaps(range, piece))
      .map(({ id, range }) => {
        const [first, ...others] = withoutRanges(text, range, [piece])
        if (!first) return { ...nothing(), removed: [{ id, into: into ?? id }] }
        return {
          changed: [{ id, range: first }],
          added: others.map((other) => ({ from: id, range: other })),
          removed: [],
        }
      }),
  )
}

function combined(all: readonly Redrawn[]): Redrawn {
  return {
    changed: all.flatMap(({ changed }) => changed),
    added: all.flatMap(({ added }) => added),
    removed: all.flatMap(({ removed }) => removed),
  }
}
