import type { CellError } from '#app/csv-table.ts'

/** What would happen to one row of a file. */
export type TakenRow = { row: number; who: string; what: string; stand: 'new' | 'changed' | 'same' }

/** What a file would do, or what is wrong with it, and the function that does it. */
export type Taking = {
  errors: CellError<string>[]
  rows: TakenRow[]
  /** How many rows would change something. */
  fresh: number
  /** Does it, under the event that says who took the file in. */
  take: (eventId: string) => Promise<void>
}
