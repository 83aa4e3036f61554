import { stringify } from 'csv-stringify/sync'

/** What a spreadsheet follows as a formula, or passes over to get to one; with the marks that stand before it already. */
const FOLLOWED = /^'*[=+\-@\t\r]/
const MARKED = /^'+[=+\-@\t\r]/

/** A text as it may stand in a CSV file: with one mark more before what a spreadsheet would follow as a formula (OWASP: CSV injection). */
export const marked = (text: string): string => (FOLLOWED.test(text) ? `'${text}` : text)

/** The text of such a cell: what `marked` put before it is taken off, so that what goes out can come in. */
export const unmarked = (cell: string): string => (MARKED.test(cell) ? cell.slice(1) : cell)

type Cell = string | number | null | undefined
type Rows = readonly Readonly<Record<string, Cell>>[] | readonly (readonly Cell[])[]

/**
 * The only way to write CSV: texts marked, and every one quoted, so that a line break in it stays that line break. Objects get
 * a heading of `columns`. With a semicolon between them Excel in Dutch opens cells in columns.
 */
export function csvOf(
  rows: Rows,
  { columns, delimiter = ',' }: { columns?: readonly string[]; delimiter?: ',' | ';' } = {},
): string {
  const cellOf = (cell: Cell) => (typeof cell === 'string' ? marked(cell) : (cell ?? ''))
  const lines = rows.map((row) =>
    isList(row) ? row.map(cellOf) : (columns ?? Object.keys(row)).map((column) => cellOf(row[column])),
  )
  return stringify(columns ? [[...columns], ...lines] : lines, { quoted_string: true, delimiter })
}

const isList = (row: Rows[number]): row is readonly Cell[] => Array.isArray(row)
