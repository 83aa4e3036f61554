import type { CellError, OtherNames, RawTable, Table } from './csv-table.ts'
import { Refused } from './errors.server.ts'
import type { RawFile, TableFile } from './parse-table-file.server.ts'
import { runInThread } from './run-in-thread.ts'

/** How the screen refers to the file, such as 'het bestand met de lijsten', and the field that it was uploaded in. */
type Where = { what: string; field: string }

type Leniency<Column extends string> = {
  others?: OtherNames<Column>
  /** Whether text that is not UTF-8 is read as Excel on Windows saves it. */
  windows?: boolean
  /** The most rows below the heading that are read at once: this process has to handle them afterwards. */
  mostRows?: number
}

/** The answer of the thread: the table, or why there is none. */
export type TableReading<Column extends string> = { table: Table<Column> } | { refused: string }

/** The same of a table whose columns nobody knows yet. */
export type RawReading = { raw: RawTable | { error: CellError<never> } } | { refused: string }

const TAKES_TOO_MUCH =
  'Dit bestand is te groot of te ingewikkeld om te lezen. Bewaar alleen het blad dat u wilt inlezen, en probeer het opnieuw.'

/** The largest files need a quarter of this memory, and a second on a slow machine. */
const LIMITS = { megabytes: 512, patienceMs: 20_000 }

/** How an act declares that a file is refused as a whole; `tableInFile` refuses with this code. */
export const unreadableRefusal = { unreadable: { says: (why: string) => why, at: 'file' } }

/**
 * Reads the table in a CSV or XLSX file, whatever the file is called, in a thread of its own. Throws Refused, at the
 * field and as `unreadable`, on what is neither or takes too much; a table with too many rows is an error in the table.
 */
export async function tableInFile<Column extends string>(
  bytes: Uint8Array,
  columns: readonly Column[],
  { what, field }: Where,
  { others = {}, windows = false, mostRows = 5000 }: Leniency<Column> = {},
  limits = LIMITS,
): Promise<Table<Column>> {
  const file: TableFile<Column> = { bytes, columns, others, what, field, windows, mostRows }
  const read = await runInThread<TableReading<Column>>('app/table-thread.ts', file, limits)
  if (read && 'table' in read) return read.table
  throw new Refused(read?.refused ?? TAKES_TOO_MUCH, field, { code: 'unreadable' })
}

/** Reads the table in a CSV or XLSX file, whatever its columns are called, as `tableInFile` does. Throws Refused. */
export async function rawTableInFile(
  bytes: Uint8Array,
  { what, field }: Where,
  most: Pick<RawFile, 'mostRows' | 'mostColumns' | 'mostInCell'>,
): Promise<RawTable | { error: CellError<never> }> {
  const file: RawFile = { bytes, what, field, windows: true, ...most }
  const read = await runInThread<RawReading>('app/table-thread.ts', file, LIMITS)
  if (read && 'raw' in read) return read.raw
  throw new Refused(read?.refused ?? TAKES_TOO_MUCH, field, { code: 'unreadable' })
}
