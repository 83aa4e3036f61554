/** How far the work on a process is. */
export type WorkCounts = {
  /** Those that count. */
  contributions: number
  /** Contributions whose splitting is done. */
  split: number
  /** Contributions that have a formal state. */
  setAside: number
  points: number
  answered: number
  themes: number
}
