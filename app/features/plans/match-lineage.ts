import { longestCommonSequence } from '#app/longest-common-sequence.ts'

/** Which paragraph of a changed file is which paragraph of the earlier one, so that reactions stay with what they were about. */

/** How alike two texts must be (0 to 1) to be called the same paragraph. */
const CLEARLY_THE_SAME = 0.5

/** Above this many comparisons in one gap only neighbours in order are compared: a gap of thousands is a rewritten plan. */
const MOST_COMPARISONS = 250_000

/** Beyond this many places where equal texts stand in another order, only texts that stand once are matched exactly. */
const MOST_OUT_OF_ORDER = 1000

type Known = { id: string; text: string }

/** For each new paragraph the id of the old one it continues, or null when it is new. No id is given twice. */
export function matchLineage(
  oldParagraphs: readonly Known[],
  newParagraphs: readonly { text: string }[],
): (string | null)[] {
  return match(oldParagraphs, newParagraphs, CLEARLY_THE_SAME)
}

/** The same for headings: `path` (the headings above) tells equal names in different chapters apart. */
export function matchSections(
  oldSections: readonly { id: string; heading: string; path?: readonly string[] }[],
  newSections: readonly { heading: string; path?: readonly string[] }[],
): (string | null)[] {
  const withPath = (each: { heading: string; path?: readonly string[] }) =>
    [...(each.path ?? []), each.heading].join('\n')
  const taken = new Set<string>()
  const byPath = match(
    oldSections.map((each) => ({ id: each.id, text: withPath(each) })),
    newSections.map((each) => ({ text: withPath(each) })),
    2,
  )
  for (const id of byPath) if (id !== null) taken.add(id)
  const unmatched = newSections.flatMap((each, index) =>
    byPath[index] === null ? [{ index, text: each.heading }] : [],
  )
  const byName = match(
    oldSections.filter((each) => !taken.has(each.id)).map((each) => ({ id: each.id, text: each.heading })),
    unmatched,
    CLEARLY_THE_SAME,
  )
  const found = [...byPath]
  unmatched.forEach(({ index }, at) => (found[index] = byName[at] ?? null))
  return found
}

function match(olds: readonly Known[], news: readonly { text: string }[], threshold: number): (string | null)[] {
  const result: (string | null)[] = news.map(() => null)
  const usedOld = new Set<number>()
  const usedIds = new Set<string>()
  const give = (oldIndex: number, newIndex: number) => {
    const id = olds[oldIndex]?.id
    if (id === undefined || usedIds.has(id)) return
    result[newIndex] = id
    usedOld.add(oldIndex)
    usedIds.add(id)
  }
  const oldKeys = olds.map((each) => normal(each.text))
  const newKeys = news.map((each) => normal(each.text))
  const anchors = longestCommonSequence(oldKeys, newKeys, MOST_OUT_OF_ORDER) ?? []
  for (const [oldIndex, newIndex] of anchors) give(oldIndex, newIndex)
  giveMoved(oldKeys, newKeys, usedOld, result, give)
  let oldFrom = 0
  let newFrom = 0
  for (const [oldTo, newTo] of [...anchors, [olds.length, news.length] as const]) {
    const freeOld = range(oldFrom, oldTo).filter((index) => !usedOld.has(index))
    const freeNew = range(newFrom, newTo).filter((index) => result[index] === null)
    for (const [o, n] of alike(freeOld, freeNew, oldKeys, newKeys, threshold)) give(o, n)
    oldFrom = oldTo + 1
    newFrom = newTo + 1
  }
  return result
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

const normal = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’“”'"]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/** A text that stands once in both files but elsewhere was moved: it keeps its id. */
function giveMoved(
  oldKeys: readonly string[],
  newKeys: readonly string[],
  usedOld: ReadonlySet<number>,
  result: readonly (string | null)[],
  give: (oldIndex: number, newIndex: number) => void,
) {
  const places = (keys: readonly string[], free: (index: number) => boolean) => {
    const found = new Map<string, number[]>()
    keys.forEach((key, index) => free(index) && found.set(key, [...(found.get(key) ?? []), index]))
    return found
  }
  const olds = places(oldKeys, (index) => !usedOld.has(index))
  for (const [key, at] of places(newKeys, (index) => result[index] === null)) {
    const old = olds.get(key)
    if (old?.length === 1 && at.length === 1 && old[0] !== undefined && at[0] !== undefined) give(old[0], at[0])
  }
}

/** The most alike pairs in a gap, best first, each text used once. */
function alike(
  olds: number[],
  news: number[],
  oldKeys: readonly string[],
  newKeys: readonly string[],
  threshold: number,
): [number, number][] {
  const narrow = olds.length * news.length > MOST_COMPARISONS
  const oldBags = new Map(olds.map((index) => [index, wordPairs(oldKeys[index] ?? '')]))
  const scored: { score: number; o: number; n: number }[] = []
  news.forEach((n, atNew) => {
    const bag = wordPairs(newKeys[n] ?? '')
    olds.forEach((o, atOld) => {
      if (narrow && Math.abs(atOld - atNew) > 50) return
      const score = similarity(oldBags.get(o) ?? new Map(), bag)
      if (score >= threshold) scored.push({ score, o, n })
    })
  })
  scored.sort((x, y) => y.score - x.score || Math.abs(x.o - x.n) - Math.abs(y.o - y.n) || x.n - y.n)
  const usedOld = new Set<number>()
  const usedNew = new Set<number>()
  return scored.flatMap(({ o, n }): [number, number][] => {
    if (usedOld.has(o) || usedNew.has(n)) return []
    usedOld.add(o)
    usedNew.add(n)
    return [[o, n]]
  })
}

/** Words and pairs of neighbouring words: order matters a little, a changed word costs little. */
function wordPairs(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const bag = new Map<string, number>()
  words.forEach((word, index) => {
    for (const key of [word, `${words[index - 1] ?? ''} ${word}`]) bag.set(key, (bag.get(key) ?? 0) + 1)
  })
  return bag
}

/** Dice coefficient of two bags: 1 is equal, 0 has nothing in common. */
function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0
  let total = 0
  for (const [key, count] of a) {
    shared += Math.min(count, b.get(key) ?? 0)
    total += count
  }
  for (const count of b.values()) total += count
  return total === 0 ? 0 : (2 * shared) / total
}
