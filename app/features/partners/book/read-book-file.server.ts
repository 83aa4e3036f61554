import { tableInFile } from '#app/table-file.server.ts'
import { bookColumns, checkBook } from './book-file.ts'

/** Name of the field that a file with the book comes in by. */
export const BOOK_FIELD = 'bestand'

/** Reads a CSV or XLSX file with organisations and people, whatever it is called. Throws Refused, at the field, on what is neither. */
export async function readBookFile(bytes: Uint8Array) {
  return checkBook(await tableInFile(bytes, bookColumns, { what: 'het bestand met de organisaties', field: BOOK_FIELD }))
}
