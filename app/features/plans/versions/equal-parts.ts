import { longestCommonSequence } from '#app/longest-common-sequence.ts'
import { longestIncreasing } from './increasing.ts'
import { freeOf, isFree, placesByText, range, type Matching, type Side } from './matching.ts'

/** Parts with equal words in both versions. */

/** Texts of fewer words say too little to be recognised at another place. */
const FEW_WORDS = 5

/** Equal texts between two places that are sure are matched in order up to this many differences. */
const MOST_OUT_OF_ORDER = 500

/** Matches texts that stand once in both, wherever they stand; those that stand several times between the same neighbours, in order. */
export function takeEqual(match: Matching): void {
  const [olds, news] = [allPlaces(match.old), allPlaces(match.new)]
  const unique: [number, number][] = []
  for (const [key, [from, ...more]] of olds) {
    const [to, ...others] = news.get(key) ?? []
    if (from !== undefined && to !== undefined && more.length + others.length === 0) unique.push([from, to])
  }
  for (const [from, to] of unique) match.give(from, to, false)
  const kept = longestIncreasing(unique.map(([, to]) => to)).map((at) => unique[at] ?? [0, 0])
  let [oldStart, newStart] = [0, 0]
  for (const [from, to] of [...kept, [match.old.keys.length, match.new.keys.length] as const]) {
    takeEqualBetween(match, range(oldStart, from), range(newStart, to))
    ;[oldStart, newStart] = [from + 1, to + 1]
  }
  takeEqualLeft(match)
}

const allPlaces = (side: Side) => placesByText(side, range(0, side.keys.length))

function takeEqualBetween(match: Matching, oldRange: readonly number[], newRange: readonly number[]): void {
  const olds = oldRange.filter((at) => isFree(match.old, at))
  const news = newRange.filter((at) => isFree(match.new, at))
  const keys = ({ keys }: Side, places: readonly number[]) => places.map((at) => keys[at] ?? '')
  const pairs = longestCommonSequence(keys(match.old, olds), keys(match.new, news), MOST_OUT_OF_ORDER) ?? []
  const [oldPlaces, newPlaces] = [placesByText(match.old, olds), placesByText(match.new, news)]
  for (const [o, n] of pairs) {
    const [from, to] = [olds[o] ?? 0, news[n] ?? 0]
    const key = match.old.keys[from] ?? ''
    match.give(from, to, oldPlaces.get(key)?.length !== newPlaces.get(key)?.length)
  }
}

/** Equal texts that are left over, when there are as many on both sides, went elsewhere together. */
function takeEqualLeft(match: Matching): void {
  const olds = placesByText(match.old, freeOf(match.old))
  const [allOld, allNew] = [allPlaces(match.old), allPlaces(match.new)]
  for (const [key, to] of placesByText(match.new, freeOf(match.new))) {
    const from = olds.get(key) ?? []
    if (from.length !== to.length) continue
    const standsOnce = allOld.get(key)?.length === 1 && allNew.get(key)?.length === 1
    const doubtful = !standsOnce || key.split(' ').length < FEW_WORDS
    from.forEach((old, nth) => match.give(old, to[nth] ?? 0, doubtful))
  }
}

/** Where one of several equal texts went elsewhere, changed or is gone, those with other neighbours may have been mixed up. */
export function doubtCopies(match: Matching): void {
  const copies = allPlaces(match.new)
  for (const [key, olds] of allPlaces(match.old)) {
    const news = copies.get(key) ?? []
    if (olds.length === 1 && news.length <= 1) continue
    const inOrder = olds.length === news.length && olds.every((from, nth) => match.old.matches[from]?.[0] === news[nth])
    if (inOrder && olds.every((from) => neighboursKept(match, from) > 0)) continue
    for (const from of olds)
      if (neighboursKept(match, from) < 2) for (const to of match.old.matches[from] ?? []) match.doubt(from, to)
  }
}

/** How many of the two neighbours of an old text still stand beside it. */
function neighboursKept({ old, new: now }: Matching, from: number): number {
  const to = old.matches[from]?.[0]
  if (to === undefined) return 0
  const isKept = (step: 1 | -1) => {
    const [wasEnd, isEnd] = [old.keys[from + step] === undefined, now.keys[to + step] === undefined]
    return wasEnd ? isEnd : old.matches[from + step]?.includes(to + step) === true
  }
  return Number(isKept(-1)) + Number(isKept(1))
}
