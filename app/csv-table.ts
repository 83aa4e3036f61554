import { parse } from 'csv-parse/sync'
import { unmarked } from './csv-text.ts'

/** One cell that is wrong. Rows count as in a spreadsheet: the heading is row 1. */
export type CellError<Column extends string> = { row: number; field: Column | null; message: string }

export type TableRow<Column extends string> = { row: number; cells: Record<Column, string> }

export type Table<Column extends string> = { records: TableRow<Column>[] } | { error: CellError<Column> }

/** Other names that people give a column, in lower case. */
export type OtherNames<Column extends string> = Readonly<Record<string, Column>>

/** 'rij 3, email: "x" is geen e-mailadres'. */
export function cellErrorLine({ row, field, message }: CellError<string>): string {
  return `rij ${row}${field ? `, ${field}` : ''}: ${message}`
}

/**
 * Reads a CSV file with commas, semicolons or tabs; the columns may be in any order, among others. The mark before a
 * text that a spreadsheet would run as a formula is removed; otherwise cells stay as they are. A file of more than
 * `mostLines` is not read to its end.
 */
export function parseCsv<Column extends string>(
  csv: string,
  columns: readonly Column[],
  others: OtherNames<Column> = {},
  mostLines = Infinity,
): Table<Column> {
  const read = csvLines(csv, mostLines)
  return 'error' in read ? read : tableOf(read.lines, columns, others)
}

/** A title and empty lines above the heading of a table are at most so many. */
export const LINES_ABOVE = 10

/** The lines of a CSV file, whatever its columns are; see `parseCsv`. */
export function csvLines(csv: string, mostLines = Infinity): { lines: string[][] } | { error: CellError<never> } {
  if (csv.trim() === '') return wrong(1, 'het bestand is leeg')
  // The first line that has more than one cell tells: above a heading there may be a title.
  const telling = csv.split(/\r\n?|\n/, LINES_ABOVE).find((line) => /[;\t,]/.test(line)) ?? ''
  const delimiter = [';', '\t'].find((mark) => telling.split(mark).length > telling.split(',').length) ?? ','
  try {
    const to = mostLines === Infinity ? {} : { to: mostLines + 1 }
    const lines = parse(csv, {
      bom: true,
      delimiter,
      record_delimiter: lineEndsOf(csv),
      relax_column_count: true,
      ...to,
    })
    if (lines.length > mostLines)
      return wrong(
        mostLines + 1,
        `het bestand gaat na deze rij nog verder; meer dan ${mostLines.toLocaleString('nl-NL')} regels kunnen niet in een keer worden ingelezen`,
      )
    return { lines: lines.map((line) => line.map(unmarked)) }
  } catch (error) {
    const row = error && typeof error === 'object' && 'lines' in error ? Number(error.lines) : 1
    return wrong(
      row,
      `het bestand is niet als CSV te lezen (${error instanceof Error ? error.message : String(error)})`,
    )
  }
}

/** A table whose columns nobody knows yet: the words of its heading, and the rows below it as they are numbered in the file. */
export type RawTable = { headings: string[]; rows: { row: number; cells: string[] }[] }

/** The table in these lines, without the empty ones; as wide as its widest line. */
export function rawTableOf(lines: readonly string[][]): RawTable {
  const [heading, ...body] = filledLines(lines)
  const width = lines.reduce((most, line) => Math.max(most, 1 + line.findLastIndex((cell) => cell.trim() !== '')), 0)
  const headings = Array.from({ length: width }, (_, at) => heading?.line[at]?.trim() ?? '')
  return { headings, rows: body.map(({ row, line }) => ({ row, cells: headings.map((_, at) => line[at] ?? '') })) }
}

const filledLines = (lines: readonly string[][]) =>
  lines.flatMap((line, index) => (line.every((cell) => cell.trim() === '') ? [] : [{ row: index + 1, line }]))

/**
 * Files that were put together from two have both line ends. A lone CR ends a line only when the heading's own line
 * ends so.
 */
function lineEndsOf(csv: string): string[] {
  return /^[^\r\n]*\r(?!\n)/.test(csv) ? ['\r'] : ['\r\n', '\n']
}

/**
 * Reads the rows below a heading of column names, in any case. A spreadsheet leaves empty rows behind, and counts them.
 */
export function tableOf<Column extends string>(
  lines: readonly string[][],
  columns: readonly Column[],
  others: OtherNames<Column> = {},
): Table<Column> {
  const [{ line: names } = { line: [] }, ...body] = filledLines(lines)
  const headings = names.map((name) => name.trim().toLowerCase())
  // A column with its own name is preferred to one with another name for it.
  const found = headings.map((name) =>
    Object.hasOwn(others, name) && !headings.includes(others[name]?.toLowerCase() ?? '')
      ? others[name]?.toLowerCase()
      : name,
  )
  const missing = columns.filter((column) => !found.includes(column.toLowerCase()))
  if (missing.length > 0) {
    const more = missing.length > 1
    const message = `de kolom${more ? 'men' : ''} ${missing.join(', ')} ${more ? 'ontbreken' : 'ontbreekt'}`
    return { error: { row: 1, field: missing[0] ?? null, message } }
  }
  const records: TableRow<Column>[] = []
  for (const { row, line } of body) {
    if (line.length !== names.length)
      return wrong(row, `heeft ${line.length} kolommen, de kop heeft er ${names.length}`)
    const cells = columns.map((column) => [column, line[found.indexOf(column.toLowerCase())] ?? ''])
    records.push({ row, cells: Object.fromEntries(cells) as Record<Column, string> })
  }
  return { records }
}

const wrong = (row: number, message: string) => ({ error: { row, field: null, message } })
