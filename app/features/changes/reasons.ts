/** Why a change to the plan was made: the points behind it, the executive's own initiative, or an amendment of the council. */

type PlacedAt = { versionId: string; paragraphId: string }

/** A reason as it is stored, at one paragraph of the version that brings the change (or at one that is gone from it). */
export type StoredReason = PlacedAt & { sentence: string | null; amendment: Amendment | null }
/** A point as a reason names it. `number` is as people see it (7.3), null while it has none. */
export type StoredPoint = PlacedAt & { pointId: string; number: string | null }
type Amendment = { id: string; number: number; title: string }

export type ChangeReason = {
  points: { id: string; number: string | null }[]
  /** Sentences of own initiative (ambtshalve). */
  ownInitiative: string[]
  amendments: Amendment[]
}

type Change = { lines: readonly { from: number | null; to: number | null }[] }
type Compared = {
  old: { paragraphs: readonly { id: string }[] }
  now: { paragraphs: readonly { id: string }[] }
  steps: readonly { versionId: string; pairs: readonly { paragraphId: string; originId: string }[] }[]
}

/** Whether anything says why. */
export const hasReason = ({ points, ownInitiative, amendments }: ChangeReason): boolean =>
  points.length + ownInitiative.length + amendments.length > 0

/** A reason as other programs read it: the numbers of points, and the rest in one sentence. Null where nothing says why. */
export function exportedReason(reason: ChangeReason | undefined): { points: string[]; sentence: string | null } | null {
  if (!reason || !hasReason(reason)) return null
  const { points, ownInitiative, amendments } = reason
  const said = [...ownInitiative, ...amendments.map(({ number, title }) => `Amendement ${number}: ${title}`)]
  return { points: points.flatMap(({ number }) => number ?? []), sentence: said.join(' ') || null }
}

/**
 * The reason of each change of a comparison: what is stored at any of its paragraphs, also at those of versions in between. A change whose words
 * went through several versions has the reasons of all of them.
 */
export function reasonsOf<C extends Change>(
  changes: readonly C[],
  { old, now, steps }: Compared,
  stored: { reasons: readonly StoredReason[]; points: readonly StoredPoint[] },
): Map<C, ChangeReason> {
  const versions = new Set(steps.map(({ versionId }) => versionId))
  const isOfStep = ({ versionId }: PlacedAt) => versions.has(versionId)
  const reasonsAt = groupedBy(stored.reasons.filter(isOfStep), ({ paragraphId }) => paragraphId)
  const pointsAt = groupedBy(stored.points.filter(isOfStep), ({ paragraphId }) => paragraphId)
  const roads = roadsOf(changes, { old, now, steps })
  return new Map(
    changes.map((change) => {
      const here = [...(roads.get(change) ?? [])]
      return [
        change,
        together(
          here.flatMap((id) => reasonsAt.get(id) ?? []),
          here.flatMap((id) => pointsAt.get(id) ?? []),
        ),
      ]
    }),
  )
}

/** The paragraphs of all versions through which the words of each change went: what is stored at one of these is about that change. */
export function roadsOf<C extends Change>(changes: readonly C[], { old, now, steps }: Compared): Map<C, Set<string>> {
  const pairs = steps.flatMap((step) => step.pairs)
  const back = groupedBy(pairs, ({ paragraphId }) => paragraphId)
  const forth = groupedBy(pairs, ({ originId }) => originId)
  return new Map(
    changes.map((change) => {
      const news = idsOf(
        change.lines.map(({ to }) => to),
        now.paragraphs,
      )
      const olds = idsOf(
        change.lines.map(({ from }) => from),
        old.paragraphs,
      )
      const road = new Set([
        ...reached(news, (id) => (back.get(id) ?? []).map(({ originId }) => originId)),
        ...reached(olds, (id) => (forth.get(id) ?? []).map(({ paragraphId }) => paragraphId)),
      ])
      return [change, road]
    }),
  )
}

function together(reasons: readonly StoredReason[], points: readonly StoredPoint[]): ChangeReason {
  return {
    points: [...new Map(points.map(({ pointId, number }) => [pointId, { id: pointId, number }])).values()].sort(
      byNumber,
    ),
    ownInitiative: [...new Set(reasons.flatMap(({ sentence }) => sentence ?? []))],
    amendments: [
      ...new Map(reasons.flatMap(({ amendment }) => (amendment ? [[amendment.id, amendment]] : []))).values(),
    ],
  }
}

const inDutch = new Intl.Collator('nl', { numeric: true })
const byNumber = (one: { number: string | null }, other: { number: string | null }) =>
  inDutch.compare(one.number ?? '', other.number ?? '')

const idsOf = (positions: readonly (number | null)[], paragraphs: readonly { id: string }[]): string[] =>
  positions.flatMap((at) => (at === null ? [] : (paragraphs[at]?.id ?? [])))

function reached(from: readonly string[], next: (id: string) => string[]): Set<string> {
  const found = new Set(from)
  for (const id of found) for (const other of next(id)) found.add(other)
  return found
}

function groupedBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const known = groups.get(key(item))
    if (known) known.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
