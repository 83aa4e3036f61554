/** How far the work on a process is. */
export type WorkCounts = {
  contributions: number
  /** Contributions whose splitting is done. */
  split: number
  points: number
  answered: number
  themes: number
}
