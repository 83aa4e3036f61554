import { stringify } from 'csv-stringify/sync'

/** What a spreadsheet runs as a formula, or skips to reach one; with any marks that are before it already. */
const FOLLOWED = /^'*[=+\-@\t\r]/
const MARKED = /^'+[=+\-@\t\r]/

/**
 * A text that is safe in a CSV file: one more mark before what a spreadsheet would run as a formula (OWASP: CSV
 * injection).
 */
export const marked = (text: string): string => (FOLLOWED.test(text) ? `'${text}` : text)

/** Undoes `marked`, so that a file that was exported can be imported. */
export const unmarked = (cell: string): string => (MARKED.test(cell) ? cell.slice(1) : cell)

type Cell = string | number | null | undefined
type Rows = readonly Readonly<Record<string, Cell>>[] | readonly (readonly Cell[])[]

/**
 * The only function that writes CSV. Every text is marked and quoted, so that a line break in it stays in its cell.
 * Objects get a heading of `columns`, unless they go on with a table that has it. Dutch Excel puts cells in columns only when semicolons separate them.
 */
export function csvOf(
  rows: Rows,
  {
    columns,
    heading = true,
    delimiter = ',',
  }: { columns?: readonly string[]; heading?: boolean; delimiter?: ',' | ';' } = {},
): string {
  const cellOf = (cell: Cell) => (typeof cell === 'string' ? marked(cell) : (cell ?? ''))
  const lines = rows.map((row) =>
    isList(row) ? row.map(cellOf) : (columns ?? Object.keys(row)).map((column) => cellOf(row[column])),
  )
  return stringify(columns && heading ? [[...columns], ...lines] : lines, { quoted_string: true, delimiter })
}

const isList = (row: Rows[number]): row is readonly Cell[] => Array.isArray(row)
