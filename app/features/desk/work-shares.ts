/** Working days without a change after which a point counts as stuck. */
export const STUCK_AFTER = 5

/** Points of a process that share a theme, who has them and at which step, or who wrote their answers. */
export type WorkShare = {
  kind: 'theme' | 'person' | 'writer'
  /** Id of the theme or account; null for none. */
  value: string | null
  /** Position of the step; 0 where all steps are taken together. */
  step: number
  points: number
  answered: number
  checked: number
  approved: number
  late: number
  stuck: number
  /** When the one that lies still longest changed last; null when none does. */
  unchangedSince: Date | null
}

/** Points that one person has at one step, or that nobody has, and on which nothing changes. */
export type Stuck = { accountId: string | null; step: number; count: number; since: Date }

/** What is stuck and on whom, the most first. */
export function stuckOf(shares: readonly WorkShare[]): Stuck[] {
  return shares
    .flatMap(({ kind, value, step, stuck, unchangedSince }) =>
      kind === 'person' && stuck > 0 && unchangedSince !== null
        ? [{ accountId: value, step, count: stuck, since: unchangedSince }]
        : [],
    )
    .toSorted((one, other) => other.count - one.count || keyOf(one).localeCompare(keyOf(other)))
}

const keyOf = ({ accountId, step }: Stuck) => `${accountId ?? ''}:${step}`

/** What someone has under way, is late with, and wrote. */
export type PersonShare = { accountId: string | null; underWay: number; late: number; stuck: number; written: number }

/** The share of each person, who has most first; nobody comes last. `last` is the position of the last step. */
export function personsOf(shares: readonly WorkShare[], last: number): PersonShare[] {
  const persons = new Map<string | null, PersonShare>()
  const personOf = (accountId: string | null) => {
    const known = persons.get(accountId) ?? { accountId, underWay: 0, late: 0, stuck: 0, written: 0 }
    persons.set(accountId, known)
    return known
  }
  for (const { kind, value, step, points, approved, late, stuck, answered } of shares) {
    if (kind === 'theme') continue
    const person = personOf(value)
    if (kind === 'writer') person.written += answered
    else {
      if (step <= last) person.underWay += points - approved
      person.late += late
      person.stuck += stuck
    }
  }
  return [...persons.values()]
    .filter(({ underWay, written, late }) => underWay + written + late > 0)
    .toSorted(
      (one, other) =>
        Number(one.accountId === null) - Number(other.accountId === null) ||
        other.underWay - one.underWay ||
        other.late - one.late,
    )
}

/** The share of each theme, in this order; points without a theme come last. */
export function themeShares(shares: readonly WorkShare[], order: readonly string[]): WorkShare[] {
  const place = ({ value }: WorkShare) => (value === null ? order.length + 1 : order.indexOf(value))
  return shares.filter(({ kind }) => kind === 'theme').toSorted((one, other) => place(one) - place(other))
}
