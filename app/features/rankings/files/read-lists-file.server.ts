import { parseCsv, tableOf, type Table } from '#app/csv-table.ts'
import { Refused } from '#app/errors.server.ts'
import { isOldExcel, isZip, linesOfXlsx, SpreadsheetRefused } from '#app/xlsx-lines.server.ts'
import { rankingColumns } from './export-ranking.ts'
import type { ReadLists } from './import-lists.server.ts'
import { checkLists } from './lists-file.ts'

/** Name of the field that a file with lists comes in by. */
export const LISTS_FIELD = 'bestand'

/** Reads a CSV or XLSX file with lists, whatever it is called. Throws Refused, at the field, on what is neither. */
export async function readListsFile(bytes: Uint8Array): Promise<ReadLists> {
  const table = await tableIn(bytes)
  return (k) => checkLists(table, k)
}

async function tableIn(bytes: Uint8Array): Promise<Table<(typeof rankingColumns)[number]>> {
  if (bytes.length === 0) throw new Refused('Dit bestand is leeg. Kies het bestand met de lijsten.', LISTS_FIELD)
  if (isOldExcel(bytes)) {
    throw new Refused('Dit is een Excel-bestand van de oude soort (.xls). Bewaar het als .xlsx of als CSV, en kies dat.', LISTS_FIELD)
  }
  if (!isZip(bytes)) return parseCsv(asText(bytes), rankingColumns)
  try {
    return tableOf(await linesOfXlsx(bytes), rankingColumns)
  } catch (error) {
    throw error instanceof SpreadsheetRefused ? new Refused(error.message, LISTS_FIELD) : error
  }
}

/** A wrong encoding would change what groups wrote, so it is refused rather than guessed. */
function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const mend = 'Bewaar het in Excel als .xlsx, of als "CSV UTF-8 (door komma’s gescheiden)".'
    throw new Refused(`Dit bestand is niet te lezen: het is geen Excel-bestand, en ook geen tekst in UTF-8. ${mend}`, LISTS_FIELD)
  }
}
