import type { Ballots } from './ballots.ts'
import { preferences } from './other-methods.ts'

export type Kemeny =
  | {
      exact: true
      /** How many pairs of topics the best order puts the other way round than a group did, over all groups. */
      distance: number
      /** In the top k of every best order. */
      certain: string[]
      /** In the top k of some best orders, not of all. */
      possible: string[]
    }
  | {
      exact: false
      /** How many topics are so entangled that all their orders would have to be compared. */ entangled: number
    }

/** Comparing the orders of this many entangled topics takes less than a second, and every further one doubles it. */
export const MOST_ENTANGLED = 20

type Best = { distance: number; certain: number[]; possible: number[] }

/**
 * The orders that disagree least with the groups (Kemeny-Young). Exact, or `exact: false` when too many topics are
 * entangled: never a guess.
 */
export function kemeny(ballots: Ballots): Kemeny {
  const prefer = preferences(ballots)
  const parts = entangledParts(prefer)
  const total: Best = { distance: 0, certain: [], possible: [] }
  const before: number[] = []
  for (const part of parts) {
    const places = Math.max(0, Math.min(part.length, ballots.k - before.length))
    const best = isLevel(part, prefer) ? anyOrder(part, prefer, places) : bestOrders(part, prefer, places)
    if (best === null) return { exact: false, entangled: part.length }
    total.distance += best.distance + sum(before.flatMap((earlier) => part.map((topic) => at(prefer, topic, earlier))))
    total.certain.push(...best.certain)
    total.possible.push(...best.possible)
    before.push(...part)
  }
  const names = (topics: number[]) => topics.map((topic) => ballots.topics[topic] ?? '')
  return { exact: true, distance: total.distance, certain: names(total.certain), possible: names(total.possible) }
}

/**
 * Parts of the topics, first to last, such that each topic of an earlier part wins its duel with each of a later one: every
 * best order puts them in that order too, so that each part can be ordered by itself.
 */
function entangledParts(prefer: readonly number[][]): number[][] {
  const reaches = prefer.map((row, one) => row.map((votes, other) => one === other || votes >= at(prefer, other, one)))
  for (const via of reaches) {
    const middle = reaches.indexOf(via)
    for (const row of reaches) {
      if (row[middle]) via.forEach((there, topic) => (row[topic] ||= there))
    }
  }
  const parts: number[][] = []
  for (const topic of prefer.keys()) {
    const part = parts.find(([first = topic]) => reaches[first]?.[topic] && reaches[topic]?.[first])
    if (part) part.push(topic)
    else parts.push([topic])
  }
  return parts.sort(([one = 0], [other = 0]) => (reaches[one]?.[other] ? -1 : 1))
}

const isLevel = (part: readonly number[], prefer: readonly number[][]) =>
  part.every((one) => part.every((other) => at(prefer, one, other) === at(prefer, other, one)))

/** Topics that are level in every duel: all their orders are as good. */
function anyOrder(part: number[], prefer: readonly number[][], places: number): Best {
  const distance = sum(part.flatMap((one, index) => part.slice(index + 1).map((other) => at(prefer, one, other))))
  if (places === part.length) return { distance, certain: part, possible: [] }
  return { distance, certain: [], possible: places === 0 ? [] : part }
}

/** By sets of topics that come first: the least cost before a set and after it (Held and Karp). Null for too many topics. */
function bestOrders(part: number[], prefer: readonly number[][], places: number): Best | null {
  const count = part.length
  if (count > MOST_ENTANGLED) return null
  const everything = (1 << count) - 1
  const costs = part.map((topic) => costAfter(part, prefer, topic))
  const first = new Int32Array(everything + 1)
  for (let set = 1; set <= everything; set++) {
    let least = Infinity
    for (let rest = set; rest; rest &= rest - 1) {
      const last = 31 - Math.clz32(rest & -rest)
      const others = set & ~(1 << last)
      least = Math.min(least, (first[others] ?? 0) + (costs[last]?.(others) ?? 0))
    }
    first[set] = least
  }
  const distance = first[everything] ?? 0
  if (places === count) return { distance, certain: part, possible: [] }
  const after = new Int32Array(everything + 1)
  let inAll = everything
  let inSome = 0
  for (let set = everything; set >= 0; set--) {
    let least = set === everything ? 0 : Infinity
    for (let rest = everything & ~set; rest; rest &= rest - 1) {
      const next = 31 - Math.clz32(rest & -rest)
      least = Math.min(least, (after[set | (1 << next)] ?? 0) + (costs[next]?.(set) ?? 0))
    }
    after[set] = least
    if (bits(set) === places && (first[set] ?? 0) + least === distance) {
      inAll &= set
      inSome |= set
    }
  }
  const topicsOf = (set: number) => part.filter((_, index) => set & (1 << index))
  return { distance, certain: topicsOf(inAll), possible: topicsOf(inSome & ~inAll) }
}

/** What it costs to put a topic after a set of others: the groups that wanted it before each of them. In two halves, looked up. */
function costAfter(part: readonly number[], prefer: readonly number[][], topic: number): (set: number) => number {
  const half = part.length >> 1
  const table = (offset: number, size: number) => {
    const costs = new Int32Array(1 << size)
    for (let set = 1; set < costs.length; set++) {
      const lowest = 31 - Math.clz32(set & -set)
      costs[set] = (costs[set & (set - 1)] ?? 0) + at(prefer, topic, part[offset + lowest] ?? 0)
    }
    return costs
  }
  const [low, high] = [table(0, half), table(half, part.length - half)]
  return (set) => (low[set & ((1 << half) - 1)] ?? 0) + (high[set >> half] ?? 0)
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest; rest &= rest - 1) count++
  return count
}

const at = (matrix: readonly number[][], row: number, column: number): number => matrix[row]?.[column] ?? 0

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
