import { heldPart, likeness, type LetterSignature } from './letter-signature.ts'

type Compared = Pick<LetterSignature, 'variant' | 'marks' | 'runs'> & { id: string }
/** A letter that was grouped before; without a group nothing was like it yet. */
export type KnownLetter = Compared & { groupId: string | null }

type Known = {
  letters: readonly KnownLetter[]
  /** The first letter that has a band. */
  bands: ReadonlyMap<number, string>
  /** Groups that someone confirmed or refused: letters may join them, but they never become one with another. */
  settled: ReadonlySet<string>
}

export type Grouped = {
  /** Letters that come into a group: new ones, and earlier ones that stood alone. */
  groups: { id: string; isNew: boolean; letters: string[] }[]
  /** Groups of which the letters go to another, since a new letter is like both. */
  merged: { from: string; to: string }[]
  /** Bands that no letter had before. */
  bands: { band: number; letterId: string }[]
}

/** Letters are alike from this part of their runs of words on. */
const ALIKE = 0.5
/** A shortened letter, or one with much added, is like the whole from here on, if nearly all of the shorter one is in the other. */
const ALIKE_WHEN_HELD = 0.3
const HELD = 0.85
/** Of fewer runs of words the estimate of what is held says too little. */
const RUNS_TO_TELL = 12
/**
 * One letter makes two groups one when it is so like both: who puts the texts of two groups below each other is like neither by
 * more than half.
 */
const JOINS_GROUPS = 0.6

/**
 * Puts new letters with those that are like them. Each is compared with the first letter of each of its bands alone, so with forty at
 * most, however many there are. `newId` names a group.
 */
export function groupLetters(
  fresh: readonly (LetterSignature & { id: string })[],
  { letters: known, bands: knownBands, settled }: Known,
  newId: () => string,
): Grouped {
  const letters = new Map<string, Compared>(known.map((letter) => [letter.id, letter]))
  const byVariant = new Map(known.map((letter) => [letter.variant, letter.id]))
  const firstOf = new Map(knownBands)
  const bands: Grouped['bands'] = []
  const stands = standsIn(known, fresh, settled)

  for (const letter of fresh) {
    letters.set(letter.id, letter)
    const same = byVariant.get(letter.variant)
    if (same !== undefined) {
      stands.put(letter.id, same)
      continue
    }
    byVariant.set(letter.variant, letter.id)
    const found = new Set(letter.bands.flatMap((band) => firstOf.get(band) ?? []))
    const alike = [...found]
      .flatMap((id) => {
        const other = letters.get(id)
        return other && isAlike(letter, other) ? [{ id, part: likeness(letter.marks, other.marks) }] : []
      })
      .sort((one, other) => other.part - one.part)
    const [best, ...others] = alike
    if (best) stands.put(letter.id, best.id)
    for (const { id, part } of others) if (part >= JOINS_GROUPS) stands.join(letter.id, id)
    for (const band of letter.bands) {
      if (firstOf.has(band)) continue
      firstOf.set(band, letter.id)
      bands.push({ band, letterId: letter.id })
    }
  }
  return { ...stands.result(newId), bands }
}

function isAlike(one: Compared, other: Compared): boolean {
  const part = likeness(one.marks, other.marks)
  if (part >= ALIKE) return true
  return part >= ALIKE_WHEN_HELD && Math.min(one.runs, other.runs) >= RUNS_TO_TELL && heldPart(one, other) >= HELD
}

/** Who stands with whom (union-find): a letter by itself, or in a group. */
function standsIn(known: readonly KnownLetter[], fresh: readonly { id: string }[], settled: ReadonlySet<string>) {
  const groupIds = new Set(known.flatMap(({ groupId }) => groupId ?? []))
  const above = new Map<string, string>(known.map(({ id, groupId }) => [id, groupId ?? id]))
  /** Letters that were in no group. */
  const loose = [...known.filter(({ groupId }) => groupId === null), ...fresh].map(({ id }) => id)

  const topOf = (id: string): string => {
    let top = id
    for (let next = above.get(top) ?? top; next !== top; next = above.get(top) ?? top) top = next
    for (let at = id; at !== top;) {
      const next = above.get(at) ?? top
      above.set(at, top)
      at = next
    }
    return top
  }
  /** A group stays above a letter, and of two groups the older one stays. */
  const rank = (id: string) => (groupIds.has(id) ? `0${id}` : `1${id}`)

  return {
    put(id: string, withId: string) {
      above.set(id, topOf(withId))
    },
    join(id: string, otherId: string) {
      const [one, other] = [topOf(id), topOf(otherId)]
      if (one === other || settled.has(one) || settled.has(other)) return
      const [top, under] = rank(one) < rank(other) ? [one, other] : [other, one]
      above.set(under, top)
    },
    result(newId: () => string): Pick<Grouped, 'groups' | 'merged'> {
      const gathered = Map.groupBy(loose, topOf)
      return {
        groups: [...gathered].flatMap(([top, letters]): Grouped['groups'] => {
          if (groupIds.has(top)) return [{ id: top, isNew: false, letters }]
          return letters.length > 1 ? [{ id: newId(), isNew: true, letters }] : []
        }),
        merged: [...groupIds].flatMap((from) => (topOf(from) === from ? [] : [{ from, to: topOf(from) }])),
      }
    },
  }
}
