/** A point that an official settled, how near it is, and what it has. */
export type NearPoint = { pointId: string; value: string; score: number }

/** The part of the nearness that must speak for one value, and how many points. */
const PART = 0.6
const LEAST_POINTS = 2

/** What the nearest points suggest: the value that most of their nearness speaks for. Null when they do not agree, or are too few. */
export function suggestedValue(near: readonly NearPoint[]): { value: string; pointIds: string[] } | null {
  const whole = near.reduce((sum, { score }) => sum + score, 0)
  const votes = [...Map.groupBy(near, ({ value }) => value)].map(([value, points]) => ({
    ...{ value, points },
    score: points.reduce((sum, { score }) => sum + score, 0),
  }))
  const [best] = votes.sort((one, other) => other.score - one.score)
  if (!best || best.points.length < LEAST_POINTS || best.score < PART * whole) return null
  const pointIds = best.points.toSorted((one, other) => other.score - one.score).map(({ pointId }) => pointId)
  return { value: best.value, pointIds }
}

type PlacedPoint = {
  pointId: string
  score: number
  paragraph: string | null
  section: string | null
  chapter: string | null
}

/**
 * The place in the plan that the nearest points suggest, as exactly as they agree: a paragraph by its lineage, else a section by its id, else a
 * chapter by its number.
 */
export function suggestedPlace(near: readonly PlacedPoint[]): { value: string; pointIds: string[] } | null {
  const placed = near.filter(({ chapter }) => chapter !== null)
  for (const level of ['paragraph', 'section', 'chapter'] as const) {
    // Who said less exactly where speaks for nothing else, but not for this either.
    const votes = placed.map(({ pointId, score, [level]: value }) => ({ pointId, score, value: value ?? pointId }))
    const found = suggestedValue(votes)
    if (found) return found
  }
  return null
}

export type HitRate = { taken: number; of: number }

/** Of how many of the last suggestions it is looked at, and from how many on a kind may switch itself off. */
export const LAST_SUGGESTIONS = 100
const ENOUGH_TO_JUDGE = 40
/** Of fewer nothing is said. */
const ENOUGH_TO_SAY = 10

/** Whether a kind of suggestion was right less than half the time. */
export const isTooSeldomRight = ({ taken, of }: HitRate): boolean => of >= ENOUGH_TO_JUDGE && taken * 2 < of

/** How often a kind is right, for officials; '' when there is too little to say. */
export function rateInWords({ taken, of }: HitRate): string {
  return of < ENOUGH_TO_SAY ? '' : `wordt in ${taken} van ${of} keer overgenomen`
}
