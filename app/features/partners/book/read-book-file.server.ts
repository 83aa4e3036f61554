import { asWindowsText } from '#app/parse-table-file.server.ts'
import { tableInFile } from '#app/table-file.server.ts'
import { bookColumns, checkBook, otherBookColumns } from './book-file.ts'

/** People and organisations in one file: more than the largest municipality asks. Checking each of them holds up this thread. */
const MOST_ROWS = 2000

/**
 * Reads a CSV or XLSX file with organisations and people, whatever it is called. Throws Refused, at the field, on what is neither.
 * Excel saves a plain CSV in Windows-1252. A name in which a letter came out wrong can be changed in the book, so it is read, and said.
 */
export async function readBookFile(bytes: Uint8Array) {
  const what = { what: 'het bestand met de organisaties', field: 'file' }
  const book = checkBook(
    await tableInFile(bytes, bookColumns, what, { others: otherBookColumns, windows: true, mostRows: MOST_ROWS }),
  )
  return { ...book, fromWindows: asWindowsText(bytes) !== null }
}
