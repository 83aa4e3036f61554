import { bagOf, asCompared, similarity } from './similarity.ts'
import type { Origin } from './match-versions.ts'
import type { ComparedPart } from './matching.ts'

/**
 * For each new part the position of the old part that it continues, or null when it is new: of what was split the most alike piece continues
 * it, of what was merged it continues the most alike origin. No old part is continued twice.
 */
export function continuedParts(
  olds: readonly ComparedPart[],
  news: readonly ComparedPart[],
  origins: readonly Origin[],
): (number | null)[] {
  const continued: (number | null)[] = news.map(() => null)
  const taken = new Set<number>()
  const pairs = origins.map(({ from, to }) => ({
    ...{ from, to },
    like: similarity(bagOf(asCompared(olds[from]?.text ?? '')), bagOf(asCompared(news[to]?.text ?? '')), () => 1),
  }))
  for (const { from, to } of pairs.sort((one, other) => other.like - one.like)) {
    if (continued[to] !== null || taken.has(from)) continue
    continued[to] = from
    taken.add(from)
  }
  return continued
}
