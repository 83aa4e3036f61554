import { bagOf, comparable, likeness } from './likeness.ts'
import { matchVersions } from './match-versions.ts'
import type { ComparedPart } from './matching.ts'

/**
 * For each part of a changed file the id of the old part that it continues, or null when it is new. Of what was split the most alike piece
 * keeps the id, of what was merged the most alike origin gives it. No id is given twice.
 */
export function keptParts(
  olds: readonly (ComparedPart & { id: string })[],
  news: readonly ComparedPart[],
): (string | null)[] {
  const kept: (string | null)[] = news.map(() => null)
  const taken = new Set<number>()
  const pairs = matchVersions(olds, news).map(({ from, to }) => ({
    ...{ from, to },
    like: likeness(bagOf(comparable(olds[from]?.text ?? '')), bagOf(comparable(news[to]?.text ?? '')), () => 1),
  }))
  for (const { from, to } of pairs.sort((one, other) => other.like - one.like)) {
    if (kept[to] !== null || taken.has(from)) continue
    kept[to] = olds[from]?.id ?? null
    taken.add(from)
  }
  return kept
}
