import type { ShortWords } from '#app/features/plans/versions/changed-words.ts'

/** A change to the plan that people read, as it is shown at a point that is behind it. */
export type PointChange = ShortWords & {
  /** 'alinea 25, nu 26'. */
  numbers: string
  /** The place in the plan; what is gone leads to where that is said. */
  href: string
  /** How many other people and organisations asked for it too. */
  others: number
}

/** The changes that each of some points is behind, by the id of the point; a point without any is left out. */
export type ChangesOfPoints = ReadonlyMap<string, readonly PointChange[]>
