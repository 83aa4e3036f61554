import { parseCsv, tableOf, type Table } from './csv-table.ts'
import { Refused } from './errors.server.ts'
import { isOldExcel, isZip, linesOfXlsx, SpreadsheetRefused } from './xlsx-lines.server.ts'

/** Name of the field that a file with a table comes in by. */
export const FILE_FIELD = 'bestand'

/**
 * Reads a table out of a CSV or XLSX file, whatever it is called. Throws Refused, at the field, on what is neither: a
 * wrong encoding would change what people wrote, so it is refused rather than guessed.
 */
export async function readTableFile<Column extends string>(bytes: Uint8Array, columns: readonly Column[]): Promise<Table<Column>> {
  if (bytes.length === 0) throw new Refused('Dit bestand is leeg. Kies een ander bestand.', FILE_FIELD)
  if (isOldExcel(bytes)) {
    throw new Refused('Dit is een Excel-bestand van de oude soort (.xls). Bewaar het als .xlsx of als CSV, en kies dat.', FILE_FIELD)
  }
  if (!isZip(bytes)) return parseCsv(asText(bytes), columns)
  try {
    return tableOf(await linesOfXlsx(bytes), columns)
  } catch (error) {
    throw error instanceof SpreadsheetRefused ? new Refused(error.message, FILE_FIELD) : error
  }
}

function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const mend = 'Bewaar het in Excel als .xlsx, of als "CSV UTF-8 (door komma’s gescheiden)".'
    throw new Refused(`Dit bestand is niet te lezen: het is geen Excel-bestand, en ook geen tekst in UTF-8. ${mend}`, FILE_FIELD)
  }
}
