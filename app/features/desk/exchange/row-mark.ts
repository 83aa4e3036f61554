import { createHash } from 'node:crypto'

/** The columns of a file with points that are read again; the others say where a row comes from. */
export const changeableColumns = [
  ...(['thema', 'plek', 'toegewezen', 'klaarOp', 'besluit', 'antwoord', 'doorgeleidNaar', 'onderdelen'] as const),
] as const
export type ChangeableColumn = (typeof changeableColumns)[number]

/** A cell as it is compared: spreadsheets write line ends in their own way, and leave white space behind. */
export const comparable = (cell: string): string => cell.replace(/\r\n?/g, '\n').trim()

/**
 * What a row said when it went out, in ten characters. So a row that comes in again with the same cells was not touched, and one
 * that was touched is known to be about what stood there, or about what a colleague changed since.
 */
export function rowMark(cells: Readonly<Partial<Record<ChangeableColumn, string>>>): string {
  const says = JSON.stringify(changeableColumns.map((column) => comparable(cells[column] ?? '')))
  return createHash('sha256').update(says).digest('base64url').slice(0, 10)
}
