import { diffArrays } from 'diff'

/**
 * The longest sequence that two lists have in common, as pairs of ascending positions; null when the lists differ in
 * more than `most` places. Items that occur in only one of the lists do not count as a difference.
 */
export function longestCommonSequence(
  from: readonly string[],
  to: readonly string[],
  most: number,
): [number, number][] | null {
  const [ofFrom, ofTo] = [placesOfShared(from, to), placesOfShared(to, from)]
  const changes = diffArrays(
    ofFrom.map((place) => from[place]),
    ofTo.map((place) => to[place]),
    { maxEditLength: most },
  )
  if (!changes) return null
  const pairs: [number, number][] = []
  let [atFrom, atTo] = [0, 0]
  for (const { added, removed, count } of changes) {
    if (!added && !removed)
      for (let nth = 0; nth < count; nth++) pairs.push([ofFrom[atFrom + nth] ?? 0, ofTo[atTo + nth] ?? 0])
    if (!added) atFrom += count
    if (!removed) atTo += count
  }
  return pairs
}

function placesOfShared(list: readonly string[], other: readonly string[]): number[] {
  const others = new Set(other)
  return [...list.keys()].filter((place) => others.has(list[place] ?? ''))
}
