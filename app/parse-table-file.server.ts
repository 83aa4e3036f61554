import { isUtf8 } from 'node:buffer'
import {
  csvLines,
  rawTableOf,
  tableOf,
  type CellError,
  type OtherNames,
  type RawTable,
  type Table,
} from './csv-table.ts'
import { Refused } from './errors.server.ts'
import { isOldExcel, isZip } from './excel-marks.ts'

/** One uploaded file with a table. */
type FileToRead = {
  bytes: Uint8Array
  /** How the screen refers to the file, such as 'het bestand met de lijsten', and the field that it was uploaded in. */
  what: string
  field: string
  /** Whether text that is not UTF-8 is read as Excel on Windows saves it: only where a wrong letter does no harm. */
  windows: boolean
  /** The most rows below the heading. */
  mostRows: number
}

/** The same, with the columns that it must have. */
export type TableFile<Column extends string> = FileToRead & {
  columns: readonly Column[]
  others: OtherNames<Column>
}

/** One whose columns nobody knows yet, with how many it may have, and how many characters a cell. */
export type RawFile = FileToRead & { mostColumns: number; mostInCell: number }

/** Characters in all cells together: more than five times the longest list of points that we know. */
const MOST_TEXT = 4 * 1024 * 1024

/** Reads the table in a CSV or XLSX file, in the calling thread. Throws Refused, at the field, on what is neither. */
export async function parseTableFile<Column extends string>(file: TableFile<Column>): Promise<Table<Column>> {
  const read = await linesOf(file)
  if ('error' in read) return read
  const table = tableOf(read.lines, file.columns, file.others)
  if ('error' in table) return table
  return (
    tooMany(table.records.length, file) ??
    withinText(
      table,
      table.records.flatMap(({ cells }) => file.columns.map((column) => cells[column])),
      file,
    )
  )
}

/** The same for a table whose columns nobody knows yet. Throws Refused. */
export async function parseRawTable(file: RawFile): Promise<RawTable | { error: CellError<never> }> {
  const read = await linesOf(file)
  if ('error' in read) return read
  // Before each row is made as wide as the widest.
  const error = tooWide(read.lines, file)
  if (error) return { error }
  const table = rawTableOf(read.lines)
  return (
    tooMany(table.rows.length, file) ??
    withinText(
      table,
      table.rows.flatMap(({ cells }) => cells),
      file,
    )
  )
}

function tooMany(length: number, { mostRows }: FileToRead): { error: CellError<never> } | null {
  if (length <= mostRows) return null
  const message = `er staan ${inDutch(length)} rijen onder de kop; in een keer kunnen er ${inDutch(mostRows)} worden ingelezen. Verdeel ze over meer bestanden`
  return { error: { row: 1, field: null, message } }
}

function tooWide(lines: readonly string[][], { mostColumns, mostInCell }: RawFile): CellError<never> | null {
  for (const [at, line] of lines.entries()) {
    const wrong = (message: string) => ({ row: at + 1, field: null, message })
    const width = 1 + line.findLastIndex((cell) => cell.trim() !== '')
    if (width > mostColumns) return wrong(`heeft ${inDutch(width)} kolommen; hooguit ${inDutch(mostColumns)}`)
    const column = line.findIndex(({ length }) => length > mostInCell)
    const length = line[column]?.length ?? 0
    if (column >= 0)
      return wrong(
        `in kolom ${column + 1} staan ${inDutch(length)} tekens; in een cel passen er ${inDutch(mostInCell)}`,
      )
  }
  return null
}

const inDutch = (count: number) => count.toLocaleString('nl-NL')

function withinText<T>(table: T, cells: readonly string[], { field }: FileToRead): T {
  if (cells.reduce((sum, { length }) => sum + length, 0) <= MOST_TEXT) return table
  throw new Refused(
    'In dit bestand staat te veel tekst om in een keer in te lezen. Verdeel het over twee bestanden.',
    field,
  )
}

async function linesOf({
  bytes,
  what,
  field,
  windows,
  mostRows,
}: FileToRead): Promise<{ lines: string[][] } | { error: CellError<never> }> {
  if (bytes.length === 0) throw new Refused(`Dit bestand is leeg. Kies ${what}.`, field)
  if (isOldExcel(bytes)) {
    throw new Refused(
      'Dit is een Excel-bestand van de oude soort (.xls). Bewaar het als .xlsx of als CSV, en kies dat.',
      field,
    )
  }
  if (!isZip(bytes))
    return csvLines((windows ? asWindowsText(bytes) : null) ?? asText(bytes, field), mostLines(mostRows))
  // Loading the library for spreadsheets takes longer than reading most CSV files.
  const { linesOfXlsx, SpreadsheetRefused } = await import('./xlsx-lines.server.ts')
  try {
    return { lines: await linesOfXlsx(bytes) }
  } catch (error) {
    throw error instanceof SpreadsheetRefused ? new Refused(error.message, field) : error
  }
}

/** A spreadsheet leaves many empty rows behind; lines after even more than those are not read. */
const mostLines = (rows: number) => Math.max(20_000, 4 * rows)

/** A wrong encoding would change what people wrote, so it is refused rather than guessed. */
function asText(bytes: Uint8Array, field: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const mend = 'Bewaar het in Excel als .xlsx, of als "CSV UTF-8 (door komma’s gescheiden)".'
    throw new Refused(
      `Dit bestand is niet te lezen: het is geen Excel-bestand, en ook geen tekst in UTF-8. ${mend}`,
      field,
    )
  }
}

/** Bytes that are not UTF-8 and can be Windows-1252, which Excel calls plain CSV, as text; null for everything else. */
export function asWindowsText(bytes: Uint8Array): string | null {
  if (isUtf8(bytes)) return null
  const text = new TextDecoder('windows-1252').decode(bytes)
  // Text in two bytes per letter, or what is no text at all, is full of these.
  return /[\u0000-\u0008\u0080-\u009f]/.test(text) || /^(ÿþ|þÿ)/.test(text) ? null : text
}
