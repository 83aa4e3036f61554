import type { OtherNames, Table } from './csv-table.ts'
import { Refused } from './errors.server.ts'
import type { TableFile } from './read-table.server.ts'
import { readInThread } from './reading-thread.ts'

/** What the file is called on the screen, such as 'het bestand met de lijsten', and the field it comes in by. */
type Where = { what: string; field: string }

type Leniency<Column extends string> = {
  others?: OtherNames<Column>
  /** Whether text that is not UTF-8 is read as Excel on Windows saves it. */
  windows?: boolean
  /** Rows below the heading that are read in one go: what is done with them afterwards is done in this thread. */
  mostRows?: number
}

/** What the thread says: the table, or why there is none. */
export type ReadTable<Column extends string> = { table: Table<Column> } | { refused: string }

/** The largest files that are read need a quarter of this, and a second on a slow machine. */
const LIMITS = { megabytes: 512, patienceMs: 20_000 }

/**
 * Reads the table in a CSV or XLSX file, whatever the file is called, in a thread of its own. Throws Refused, at the field,
 * on what is neither or takes too much; a table with too many rows is an error in it.
 */
export async function tableInFile<Column extends string>(
  bytes: Uint8Array,
  columns: readonly Column[],
  { what, field }: Where,
  { others = {}, windows = false, mostRows = 5000 }: Leniency<Column> = {},
  limits = LIMITS,
): Promise<Table<Column>> {
  const file: TableFile<Column> = { bytes, columns, others, what, field, windows, mostRows }
  const read = await readInThread<ReadTable<Column>>('app/table-thread.ts', file, limits)
  if (read === null)
    throw new Refused(
      'Dit bestand is te groot of te ingewikkeld om te lezen. Bewaar alleen het blad dat u wilt inlezen, en probeer het opnieuw.',
      field,
    )
  if ('refused' in read) throw new Refused(read.refused, field)
  return read.table
}
