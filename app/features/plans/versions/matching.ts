import { bagOf, asCompared, weighBy, type Bag, type Weigh } from './similarity.ts'

/** A heading or paragraph as it is compared; headings are only compared with headings. */
export type ComparedPart = { text: string; isHeading?: boolean }

/** One of the two versions: its parts as compared, and for each the positions of its matches in the other version. */
export type Side = { keys: readonly string[]; matches: number[][]; bag: (at: number) => Bag }

/** What is matched so far between two versions. */
export type Matching = {
  old: Side
  new: Side
  weigh: Weigh
  /** Matches an old part with a new one; `doubtful` when an official has to look. */
  give: (from: number, to: number, doubtful: boolean) => void
  isDoubtful: (from: number, to: number) => boolean
  doubt: (from: number, to: number) => void
  /** Takes a doubt back. */
  settle: (from: number, to: number) => void
}

export function startMatching(olds: readonly ComparedPart[], news: readonly ComparedPart[]): Matching {
  const [old, now] = [sideOf(olds), sideOf(news)]
  const doubts = new Set<string>()
  const doubt = (from: number, to: number) => void doubts.add(`${from} ${to}`)
  return {
    ...{ old, new: now, doubt },
    settle: (from, to) => void doubts.delete(`${from} ${to}`),
    weigh: weighBy(old.keys),
    give(from, to, doubtful) {
      old.matches[from]?.push(to)
      now.matches[to]?.push(from)
      if (doubtful) doubt(from, to)
    },
    isDoubtful: (from, to) => doubts.has(`${from} ${to}`),
  }
}

const HEADING_MARK = '# '

function sideOf(parts: readonly ComparedPart[]): Side {
  const keys = parts.map(({ text, isHeading }) => (isHeading ? HEADING_MARK : '') + asCompared(text))
  const bags: Bag[] = []
  return { keys, matches: parts.map(() => []), bag: (at) => (bags[at] ??= bagOf(keys[at] ?? '')) }
}

/** Whether both are headings, or neither is. */
export const sameClass = (one = '', other = ''): boolean =>
  one.startsWith(HEADING_MARK) === other.startsWith(HEADING_MARK)

/** Whether nothing is matched with this part yet. */
export const isFree = ({ matches }: Side, at: number): boolean => matches[at]?.length === 0

/** The positions of the parts that nothing is matched with. */
export const freeOf = (side: Side): number[] => range(0, side.keys.length).filter((at) => isFree(side, at))

export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

/** Where each text stands, among these positions. */
export function placesByText({ keys }: Side, positions: readonly number[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const at of positions) {
    const key = keys[at] ?? ''
    const known = places.get(key)
    if (known) known.push(at)
    else places.set(key, [at])
  }
  return places
}
