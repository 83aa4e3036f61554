import { longestIncreasing } from './increasing.ts'
import type { Origin } from './match-versions.ts'

/** What became of paragraphs between two versions, worked out from where each came from: never stored, so never out of date. */

export type ChangeKind = 'unchanged' | 'edited' | 'moved' | 'split' | 'merged' | 'new' | 'gone'

/**
 * One line per new paragraph, one more per further origin of a merged one, and one per paragraph that is gone.
 * `from` and `to` are positions in the old and the new version; `moved` says that the words stand elsewhere in the order.
 */
export type ChangeLine = { kind: ChangeKind; from: number | null; to: number | null; moved: boolean; doubtful: boolean }

/** The lines in the order of the new version; what is gone comes where it stood, behind the paragraph before it. */
export function changeLines(
  olds: readonly { text: string }[],
  news: readonly { text: string }[],
  origins: readonly Origin[],
): ChangeLine[] {
  const ofNew = groupedBy(origins, ({ to }) => to)
  const ofOld = groupedBy(origins, ({ from }) => from)
  const moved = movedOrigins(origins)
  const lines: ChangeLine[] = []
  const goneBehind = gonePlaces(olds.length, ofOld, moved)
  const addGone = (place: number) => {
    for (const from of goneBehind.get(place) ?? [])
      lines.push({ kind: 'gone', from, to: null, moved: false, doubtful: false })
  }
  addGone(-1)
  news.forEach(({ text }, to) => {
    const here = ofNew.get(to) ?? []
    if (here.length === 0) lines.push({ kind: 'new', from: null, to, moved: false, doubtful: false })
    for (const origin of here) {
      const { from, doubtful } = origin
      const isMoved = moved.has(origin)
      const isSame = olds[from]?.text === text
      const kind =
        here.length > 1
          ? 'merged'
          : (ofOld.get(from)?.length ?? 0) > 1
            ? 'split'
            : isSame
              ? isMoved
                ? 'moved'
                : 'unchanged'
              : 'edited'
      lines.push({ kind, from, to, moved: isMoved, doubtful })
    }
    addGone(to)
  })
  return lines
}

/** The origins that fall out of the order in which most paragraphs stayed. Pieces of one paragraph move together. */
function movedOrigins(origins: readonly Origin[]): ReadonlySet<Origin> {
  const first = new Map<number, Origin>()
  const firstOfOld = new Map<number, Origin>()
  for (const origin of origins) {
    if (!first.has(origin.to) && !firstOfOld.has(origin.from)) {
      first.set(origin.to, origin)
      firstOfOld.set(origin.from, origin)
    }
  }
  const inOrder = [...first.values()].sort((one, other) => one.to - other.to)
  const stayed = new Set(longestIncreasing(inOrder.map(({ from }) => from)).map((at) => inOrder[at]))
  const movedFirsts = new Set(inOrder.filter((origin) => !stayed.has(origin)))
  return new Set(
    origins.filter((origin) => {
      const leading = first.get(origin.to) ?? firstOfOld.get(origin.from)
      return leading !== undefined && movedFirsts.has(leading)
    }),
  )
}

/** For each new position (-1: before all) the old paragraphs that are gone right behind what stood there. */
function gonePlaces(
  olds: number,
  ofOld: ReadonlyMap<number, Origin[]>,
  moved: ReadonlySet<Origin>,
): Map<number, number[]> {
  const places = new Map<number, number[]>()
  let place = -1
  for (let from = 0; from < olds; from++) {
    const here = ofOld.get(from) ?? []
    const stayed = here.filter((origin) => !moved.has(origin)).map(({ to }) => to)
    place = Math.max(place, ...stayed)
    if (here.length === 0) places.set(place, [...(places.get(place) ?? []), from])
  }
  return places
}

function groupedBy(origins: readonly Origin[], key: (origin: Origin) => number): Map<number, Origin[]> {
  const groups = new Map<number, Origin[]>()
  for (const origin of origins) {
    const known = groups.get(key(origin))
    if (known) known.push(origin)
    else groups.set(key(origin), [origin])
  }
  return groups
}

/** Lines that belong together: all pieces of what was split, all origins of what was merged. Unchanged ones are left out. */
export type Change = { kind: Exclude<ChangeKind, 'unchanged'>; lines: ChangeLine[] }

/** The changes that each need a reason, in the order of the lines. */
export function changesOf(lines: readonly ChangeLine[]): Change[] {
  const changes = new Set<Change>()
  const byOld = new Map<number, Change>()
  const byNew = new Map<number, Change>()
  const keep = (change: Change, line: ChangeLine) => {
    change.lines.push(line)
    if (line.from !== null) byOld.set(line.from, change)
    if (line.to !== null) byNew.set(line.to, change)
  }
  for (const line of lines) {
    if (line.kind === 'unchanged') continue
    const [one, other] = [
      line.from === null ? undefined : byOld.get(line.from),
      line.to === null ? undefined : byNew.get(line.to),
    ]
    const change = one ?? other ?? { kind: line.kind, lines: [] }
    changes.add(change)
    keep(change, line)
    // A piece of two paragraphs that are changed themselves makes one change of both.
    if (one && other && one !== other) {
      for (const each of other.lines) if (each !== line) keep(one, each)
      changes.delete(other)
    }
  }
  const place = new Map(lines.map((line, at) => [line, at] as const))
  for (const change of changes) change.lines.sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0))
  return [...changes]
}
