import { isUtf8 } from 'node:buffer'
import { parseCsv, tableOf, type OtherNames, type Table } from './csv-table.ts'
import { Refused } from './errors.server.ts'
import { isOldExcel, isZip } from './excel-marks.ts'

/** One uploaded table, and how it is to be read. */
export type TableFile<Column extends string> = {
  bytes: Uint8Array
  columns: readonly Column[]
  others: OtherNames<Column>
  /** How the screen refers to the file, such as 'het bestand met de lijsten', and the field that it was uploaded in. */
  what: string
  field: string
  /** Whether text that is not UTF-8 is read as Excel on Windows saves it: only where a wrong letter does no harm. */
  windows: boolean
  /** The most rows below the heading. */
  mostRows: number
}

/** Characters in all cells together: more than five times the longest list of points that we know. */
const MOST_TEXT = 4 * 1024 * 1024

/** Reads the table in a CSV or XLSX file, in the calling thread. Throws Refused, at the field, on what is neither. */
export async function parseTableFile<Column extends string>(file: TableFile<Column>): Promise<Table<Column>> {
  const table = await anyTable(file)
  if ('error' in table) return table
  const { length } = table.records
  if (length > file.mostRows) {
    const count = (rows: number) => rows.toLocaleString('nl-NL')
    const message = `er staan ${count(length)} rijen onder de kop; in een keer kunnen er ${count(file.mostRows)} worden ingelezen. Verdeel ze over meer bestanden`
    return { error: { row: 1, field: null, message } }
  }
  let characters = 0
  for (const { cells } of table.records) for (const column of file.columns) characters += cells[column].length
  if (characters > MOST_TEXT)
    throw new Refused(
      'In dit bestand staat te veel tekst om in een keer in te lezen. Verdeel het over twee bestanden.',
      file.field,
    )
  return table
}

async function anyTable<Column extends string>({
  bytes,
  columns,
  others,
  what,
  field,
  windows,
  mostRows,
}: TableFile<Column>): Promise<Table<Column>> {
  if (bytes.length === 0) throw new Refused(`Dit bestand is leeg. Kies ${what}.`, field)
  if (isOldExcel(bytes)) {
    throw new Refused(
      'Dit is een Excel-bestand van de oude soort (.xls). Bewaar het als .xlsx of als CSV, en kies dat.',
      field,
    )
  }
  if (!isZip(bytes))
    return parseCsv(
      (windows ? asWindowsText(bytes) : null) ?? asText(bytes, field),
      columns,
      others,
      mostLines(mostRows),
    )
  // Loading the library for spreadsheets takes longer than reading most CSV files.
  const { linesOfXlsx, SpreadsheetRefused } = await import('./xlsx-lines.server.ts')
  try {
    return tableOf(await linesOfXlsx(bytes), columns, others)
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
