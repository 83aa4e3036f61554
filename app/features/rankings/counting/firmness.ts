import { merged, rankTable, withoutGroup, type Ballots } from './ballots.ts'
import { blocksInOrder, outcome, topOf, type CountingRules, type Standing } from './outcome.ts'
import { placesOf } from './places.ts'

/** What another top k would have less and more than this one. */
export type Change = { leaves: string[]; enters: string[] }

export type Swap = Change & {
  group: string
  /** The topic that the group had higher, with its place. */
  higher: { topic: string; rank: number }
  /** The topic that it had lower; `rank` is null when it had no place. */
  lower: { topic: string; rank: number | null }
}

/**
 * Points between the last topic of the top and the first outside it; null when all topics are in the top. 0 when only the
 * chain or the meeting parted the two.
 */
export function margin(standings: readonly Standing[]): number | null {
  const inside = standings.filter(({ inTop }) => inTop).map(({ sum }) => sum)
  const outside = standings.filter(({ inTop }) => !inTop).map(({ sum }) => sum)
  return outside.length === 0 ? null : Math.min(...outside) - Math.max(...inside)
}

/** What leaves the top and what enters it instead, from one outcome to another. */
export function changeBetween(before: readonly string[], after: readonly string[]): Change {
  return {
    leaves: before.filter((topic) => !after.includes(topic)),
    enters: after.filter((topic) => !before.includes(topic)),
  }
}

/**
 * The smallest swaps of two topics by one group that make a topic leave the top for another: all that bridge the same,
 * least number of places. Empty when no single swap does. A topic without a place stands at the declared rank.
 */
export function smallestSwaps(ballots: Ballots, rules: CountingRules): Swap[] {
  const table = rankTable(ballots)
  const { topics, k, unrankedRank } = ballots
  const name = (topic: number) => topics[topic] ?? ''
  const before = topNumbers(table, ballots, rules)
  const swaps: Swap[] = []
  for (let distance = 1; distance < unrankedRank && swaps.length === 0; distance++) {
    for (const [group, ranks] of table.entries()) {
      for (const [higher, rank] of ranks.entries()) {
        // Two topics without a place stand level: nothing changes.
        if (rank > k) continue
        for (const [lower, below] of ranks.entries()) {
          if (below - rank !== distance) continue
          const swapped = ranks.with(higher, below).with(lower, rank)
          const after = topNumbers(table.with(group, swapped), ballots, rules)
          const leaves = [...before].filter((topic) => !after.has(topic)).map(name)
          const enters = [...after].filter((topic) => !before.has(topic)).map(name)
          if (leaves.length === 0) continue
          swaps.push({
            ...{ group: ballots.ballots[group]?.group ?? '', leaves, enters },
            higher: { topic: name(higher), rank },
            lower: { topic: name(lower), rank: below > k ? null : below },
          })
        }
      }
    }
  }
  return swaps
}

function topNumbers(table: readonly number[][], ballots: Ballots, rules: CountingRules): Set<number> {
  const order = blocksInOrder(table, ballots, rules)
  const places = placesOf(order)
  return new Set(order.flat().filter((_, index) => (places[index] ?? 0) <= ballots.k))
}

/** The top without each of the groups in turn. */
export function leaveOneOut(ballots: Ballots, rules: CountingRules): (Change & { group: string; top: string[] })[] {
  if (ballots.ballots.length < 2) return []
  const before = topOf(outcome(ballots, rules))
  return ballots.ballots.map(({ group }) => {
    const top = topOf(outcome(withoutGroup(ballots, group), rules))
    return { group, top, ...changeBetween(before, top) }
  })
}

/** The outcome when topics that belong together had been one, which gets their names joined with ' + '. */
export function ifMerged(
  ballots: Ballots,
  together: readonly string[],
  rules: CountingRules,
): { name: string; standings: Standing[] } {
  const name = together.join(' + ')
  return { name, standings: outcome(merged(ballots, together, name), rules) }
}
