import type { Origin } from './match-versions.ts'

/** Where parts come from two versions back: `earlier` leads from the first version to the second, `later` from there to the third. */
export function composeOrigins(earlier: readonly Origin[], later: readonly Origin[]): Origin[] {
  const ofMiddle = new Map<number, Origin[]>()
  for (const origin of earlier) ofMiddle.set(origin.to, [...(ofMiddle.get(origin.to) ?? []), origin])
  const found = new Map<string, Origin>()
  for (const { from: middle, to, doubtful } of later)
    for (const origin of ofMiddle.get(middle) ?? []) {
      const key = `${origin.from} ${to}`
      const isDoubtful = doubtful || origin.doubtful
      const known = found.get(key)
      // Along one sure way is enough.
      found.set(key, { from: origin.from, to, doubtful: isDoubtful && (known?.doubtful ?? true) })
    }
  return [...found.values()].sort((one, other) => one.to - other.to || one.from - other.from)
}
