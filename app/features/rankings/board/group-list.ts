/** A group's list: per place the topic on it, null where it is free. Index 0 is place 1. */
export type GroupList = readonly (string | null)[]

export type ListChange = {
  list: GroupList
  /** The topic that fell off the list because it was full. */
  dropped: string | null
}

/** A list of k places from the ranks of topics. */
export function listOf(k: number, ranks: Iterable<readonly [topic: string, rank: number]>): GroupList {
  const list = Array.from<string | null>({ length: k }).fill(null)
  for (const [topic, rank] of ranks) list[rank - 1] = topic
  return list
}

/** The place of a topic, or null when it has none. */
export function placeOf(list: GroupList, topic: string): number | null {
  const index = list.indexOf(topic)
  return index < 0 ? null : index + 1
}

/**
 * Puts a topic on a place of the list, or off it (null). A free place is filled; on a taken one the others make way: toward
 * the place the topic came from, or down to the next free one, or up; on a full list the last topic falls off. A topic is
 * never on the list twice. Throws RangeError on a place that the list does not have.
 */
export function place(list: GroupList, topic: string, to: number | null): ListChange {
  if (to !== null && (!Number.isInteger(to) || to < 1 || to > list.length)) throw new RangeError(`no place ${to}`)
  const from = placeOf(list, topic)
  const changed = list.map((other) => (other === topic ? null : other))
  if (to === null) return { list: changed, dropped: null }
  const way = changed[to - 1] === null ? to : wayFor(changed, to, from)
  const dropped = changed[way - 1] ?? null
  const step = way > to ? 1 : -1
  for (let at = way; at !== to; at -= step) changed[at - 1] = changed[at - 1 - step] ?? null
  changed[to - 1] = topic
  return { list: changed, dropped }
}

/** Up to which place the topics from `to` on move one place to make way. */
function wayFor(list: GroupList, to: number, from: number | null): number {
  if (from !== null) return from
  const below = list.indexOf(null, to)
  if (below >= 0) return below + 1
  const above = list.lastIndexOf(null, to - 1)
  return above >= 0 ? above + 1 : list.length
}
