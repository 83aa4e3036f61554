import { parseCsv, tableOf, type Table } from './csv-table.ts'
import { Refused } from './errors.server.ts'
import { isOldExcel, isZip, linesOfXlsx, SpreadsheetRefused } from './xlsx-lines.server.ts'

/** What the file is called on the screen, such as 'het bestand met de lijsten', and the field it comes in by. */
type Where = { what: string; field: string }

/** Reads the table in a CSV or XLSX file, whatever the file is called. Throws Refused, at the field, on what is neither. */
export async function tableInFile<Column extends string>(bytes: Uint8Array, columns: readonly Column[], { what, field }: Where): Promise<Table<Column>> {
  if (bytes.length === 0) throw new Refused(`Dit bestand is leeg. Kies ${what}.`, field)
  if (isOldExcel(bytes)) {
    throw new Refused('Dit is een Excel-bestand van de oude soort (.xls). Bewaar het als .xlsx of als CSV, en kies dat.', field)
  }
  if (!isZip(bytes)) return parseCsv(asText(bytes, field), columns)
  try {
    return tableOf(await linesOfXlsx(bytes), columns)
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
