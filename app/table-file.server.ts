import { isUtf8 } from 'node:buffer'
import { parseCsv, tableOf, type OtherNames, type Table } from './csv-table.ts'
import { Refused } from './errors.server.ts'
import { isOldExcel, isZip, linesOfXlsx, SpreadsheetRefused } from './xlsx-lines.server.ts'

/** What the file is called on the screen, such as 'het bestand met de lijsten', and the field it comes in by. */
type Where = { what: string; field: string }

type Leniency<Column extends string> = {
  others?: OtherNames<Column>
  /** Whether text that is not UTF-8 is read as Excel on Windows saves it: only where nothing is lost by a letter that came out wrong. */
  windows?: boolean
}

/** Reads the table in a CSV or XLSX file, whatever the file is called. Throws Refused, at the field, on what is neither. */
export async function tableInFile<Column extends string>(
  bytes: Uint8Array,
  columns: readonly Column[],
  { what, field }: Where,
  { others = {}, windows = false }: Leniency<Column> = {},
): Promise<Table<Column>> {
  if (bytes.length === 0) throw new Refused(`Dit bestand is leeg. Kies ${what}.`, field)
  if (isOldExcel(bytes)) {
    throw new Refused('Dit is een Excel-bestand van de oude soort (.xls). Bewaar het als .xlsx of als CSV, en kies dat.', field)
  }
  if (!isZip(bytes)) return parseCsv((windows ? asWindowsText(bytes) : null) ?? asText(bytes, field), columns, others)
  try {
    return tableOf(await linesOfXlsx(bytes), columns, others)
  } catch (error) {
    throw error instanceof SpreadsheetRefused ? new Refused(error.message, field) : error
  }
}

/** A wrong encoding would change what people wrote, so it is refused rather than guessed. */
function asText(bytes: Uint8Array, field: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const mend = 'Bewaar het in Excel als .xlsx, of als "CSV UTF-8 (door komma’s gescheiden)".'
    throw new Refused(`Dit bestand is niet te lezen: het is geen Excel-bestand, en ook geen tekst in UTF-8. ${mend}`, field)
  }
}

/** Bytes that are not UTF-8 and can be Windows-1252, what Excel calls plain CSV; null for everything else. */
export function asWindowsText(bytes: Uint8Array): string | null {
  if (isUtf8(bytes)) return null
  const text = new TextDecoder('windows-1252').decode(bytes)
  // Text in two bytes a letter, or no text at all, is full of these.
  return /[\u0000-\u0008\u0080-\u009f]/.test(text) || /^(ÿþ|þÿ)/.test(text) ? null : text
}
