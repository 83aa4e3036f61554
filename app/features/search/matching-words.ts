/** How a word of the vocabulary answers a word that someone typed, the best way first. */
export const ways = ['exact', 'stem', 'beginning', 'inside', 'typo'] as const
export type Way = (typeof ways)[number]

export type KnownWord = { word: string; stem: string }
export type MatchedWord = { word: string; way: Way }

/** Most words of the vocabulary that one typed word is looked for as, for each way. */
const MOST_MATCHED = 200
/** Shorter pieces stand in too many words that have nothing to do with them. */
export const SHORTEST_INSIDE = 3
/** In shorter words a letter makes another word. */
export const SHORTEST_MISTYPED = 4
/** What may stand behind the last word of a compound: buurtbusje, speelplekken. */
const endings = new Set([
  '',
  's',
  'e',
  'n',
  't',
  'en',
  'er',
  'es',
  'je',
  'jes',
  'tje',
  'tjes',
  'pje',
  'pjes',
  'de',
  'te',
])

/** The last letter of a word as it stands in its plural, and the other way round. */
const hardened: Record<string, string> = { f: 'v', s: 'z' }
const softened: Record<string, string> = { v: 'f', z: 's' }

/**
 * How the typed word stands at the beginning of other words: as typed, and as its stem may be written, since Dutch writes
 * one sound in two ways (bomen, boom; bruggen, brug; huizen, huis; brieven, brief).
 */
export function rootsOf({ word, stem }: KnownWord): string[] {
  const roots = new Set([word])
  if (stem.length >= SHORTEST_INSIDE && /\D/.test(stem)) {
    roots.add(stem)
    if (/[^aeiou][aeou][^aeiouwxy]$/.test(stem)) roots.add(stem.replace(/([aeou])(.)$/, '$1$1$2'))
    if (/([^aeiou])\1$/.test(stem)) roots.add(stem.slice(0, -1))
    const last = (stem === word ? hardened : softened)[stem.at(-1) ?? '']
    if (last) roots.add(stem.slice(0, -1) + last)
  }
  return [...roots]
}

/** The words of the vocabulary that answer the typed one, the best first; mistyped ones only when nothing else does. */
export function matchingWords(typed: KnownWord, known: readonly KnownWord[]): MatchedWord[] {
  const roots = rootsOf(typed)
  const found = known.flatMap(({ word, stem }): MatchedWord[] => {
    const way = wayOf(typed, roots, { word, stem })
    return way ? [{ word, way }] : []
  })
  const best = inOrder(found.length > 0 ? found : mistyped(typed.word, known))
  return ways.flatMap((way) => best.filter((each) => each.way === way).slice(0, MOST_MATCHED))
}

function wayOf(typed: KnownWord, roots: readonly string[], known: KnownWord): Way | null {
  if (known.word === typed.word) return 'exact'
  if (known.stem === typed.stem && typed.word.length >= SHORTEST_INSIDE) return 'stem'
  if (known.word.startsWith(typed.word) && typed.word.length > 1) return 'beginning'
  return roots.some((root) => root.length >= SHORTEST_INSIDE && isPartOf(root, known.word)) ? 'inside' : null
}

/** Whether a root is one of the words that a compound consists of, as far as its letters tell. */
function isPartOf(root: string, word: string): boolean {
  for (let at = word.indexOf(root); at >= 0; at = word.indexOf(root, at + 1)) {
    if (canBeWord(word.slice(0, at)) && canFollow(word.slice(at + root.length))) return true
  }
  return false
}

/** What stands before: nothing, or letters with which a Dutch word can end. */
const canBeWord = (before: string) =>
  before === '' ||
  (before.length >= SHORTEST_INSIDE && /[aeiouy]/.test(before) && !/(?:[vzqj]|[^aeiou]w)$/.test(before))

/** What stands behind: an ending, or something long enough to be a word. */
const canFollow = (rest: string) => endings.has(rest) || (rest.length >= SHORTEST_INSIDE && /[aeiouy]/.test(rest))

function mistyped(typed: string, known: readonly KnownWord[]): MatchedWord[] {
  if (typed.length < SHORTEST_MISTYPED) return []
  const most = typed.length < 6 ? 1 : 2
  const near = known
    .map(({ word }) => ({ word, distance: distanceOf(typed, word, most) }))
    .filter(({ distance }) => distance <= most)
  const nearest = Math.min(...near.map(({ distance }) => distance))
  return near
    .filter(({ distance }) => distance === nearest)
    .slice(0, 5)
    .map(({ word }) => ({ word, way: 'typo' }))
}

const inOrder = (found: readonly MatchedWord[]) =>
  [...found].sort(
    (one, other) =>
      ways.indexOf(one.way) - ways.indexOf(other.way) ||
      one.word.length - other.word.length ||
      (one.word < other.word ? -1 : 1),
  )

/** Letters to add, leave out, replace or swap with their neighbour (Damerau); more than `most` is `most + 1`. */
export function distanceOf(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, (before[column - 2] ?? 0) + 1)
      next.push(least)
    }
    ;[before, last] = [last, next]
  }
  return Math.min(last[other.length] ?? 0, most + 1)
}
