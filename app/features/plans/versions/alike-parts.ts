import { longestIncreasing } from './increasing.ts'
import { heldBy, similarity, type Weigh } from './similarity.ts'
import { freeOf, isFree, range, sameClass, type Matching, type Side } from './matching.ts'

/** Parts of which the words changed. */

/** From this likeness on (0 to 1), two texts may be the same one. */
const MAYBE_THE_SAME = 0.3
/** From this likeness on two texts are surely the same one, if no other text comes near. */
const SURELY_THE_SAME = 0.5
/** How much less alike the runner-up has to be. */
const CLEAR_LEAD = 0.12
/** How much it counts that all of a text stands in another one, for texts between the same neighbours. */
const HELD_COUNTS = 0.4
/** How much it counts that a text stands between the same neighbours. */
const IN_PLACE = 0.15
/** A word that more texts have than this leads to no candidates: it says nothing. */
const COMMON_WORD = 200
/** So many candidates of one text are compared in full. */
const MOST_CANDIDATES = 20

type Pair = { from: number; to: number; like: number; score: number }

/** Matches what is left one to one: the most alike first, and what stands between the same neighbours before what moved. */
export function takeAlike(match: Matching): void {
  const pairs = alikePairs(match).sort(
    (one, other) => other.score - one.score || one.to - other.to || one.from - other.from,
  )
  const runnerUp = runnersUp(pairs)
  for (const pair of pairs) {
    const { from, to, like, score } = pair
    if (!isFree(match.old, from) || !isFree(match.new, to)) continue
    match.give(from, to, like < SURELY_THE_SAME || score - runnerUp(pair) < CLEAR_LEAD)
  }
}

function alikePairs(match: Matching): Pair[] {
  const isBetween = neighbourTest(match)
  const olds = freeOf(match.old)
  const pairs: Pair[] = []
  for (const [to, candidates] of candidatesFor(match.new, freeOf(match.new), match.old, olds, match.weigh))
    for (const from of candidates) {
      const [old, now] = [match.old.bag(from), match.new.bag(to)]
      const isInPlace = isBetween(from, to)
      const like = similarity(old, now, match.weigh)
      // A short text to which much was added, or of which little was kept, is known by its place.
      const held = isInPlace ? Math.max(heldBy(old, now, match.weigh), heldBy(now, old, match.weigh)) : 0
      const counts = Math.max(like, HELD_COUNTS * held)
      if (counts >= MAYBE_THE_SAME) pairs.push({ from, to, like, score: counts + (isInPlace ? IN_PLACE : 0) })
    }
  return pairs
}

/** For a pair the best score of another pair with the same old or new text. */
function runnersUp(pairs: readonly Pair[]): (pair: Pair) => number {
  const best = { from: new Map<number, Pair[]>(), to: new Map<number, Pair[]>() }
  for (const pair of pairs)
    for (const side of ['from', 'to'] as const)
      best[side].set(pair[side], [...(best[side].get(pair[side]) ?? []), pair].slice(0, 2))
  return (pair) =>
    Math.max(
      0,
      ...[...(best.from.get(pair.from) ?? []), ...(best.to.get(pair.to) ?? [])]
        .filter((other) => other !== pair)
        .map(({ score }) => score),
    )
}

/** Tells whether an old and a new text stand between the same neighbours that did not move. */
function neighbourTest({ old, new: now }: Matching): (from: number, to: number) => boolean {
  const known = range(0, now.keys.length).filter((to) => !isFree(now, to))
  const inOrder = new Set(longestIncreasing(known.map((to) => now.matches[to]?.[0] ?? 0)).map((at) => known[at]))
  const before: number[] = []
  let last = -1
  for (const to of range(0, now.keys.length)) {
    before[to] = last
    if (inOrder.has(to)) last = now.matches[to]?.[0] ?? last
  }
  const behind: number[] = []
  let next = old.keys.length
  for (const to of range(0, now.keys.length).reverse()) {
    behind[to] = next
    if (inOrder.has(to)) next = now.matches[to]?.[0] ?? next
  }
  return (from, to) => from > (before[to] ?? -1) && from < (behind[to] ?? 0)
}

/** For each of these parts, those of the other side that share the most telling words with it. */
export function candidatesFor(
  side: Side,
  positions: readonly number[],
  other: Side,
  among: readonly number[],
  weigh: Weigh,
): Map<number, number[]> {
  const having = new Map<string, number[]>()
  for (const at of among)
    for (const key of other.bag(at).keys()) {
      const known = having.get(key)
      if (known) known.push(at)
      else having.set(key, [at])
    }
  const found = new Map<number, number[]>()
  for (const position of positions) {
    const shared = new Map<number, number>()
    for (const key of side.bag(position).keys()) {
      const places = having.get(key) ?? []
      if (places.length > COMMON_WORD) continue
      for (const at of places)
        if (sameClass(other.keys[at], side.keys[position])) shared.set(at, (shared.get(at) ?? 0) + weigh(key))
    }
    const best = [...shared].sort((one, next) => next[1] - one[1] || one[0] - next[0]).slice(0, MOST_CANDIDATES)
    found.set(
      position,
      best.map(([at]) => at),
    )
  }
  return found
}
