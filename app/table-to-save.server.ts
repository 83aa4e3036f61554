import { csvOf } from './csv-text.ts'
import { csvFileInPieces, xlsxFileInPieces } from './file-response.ts'
import { xlsxPieces } from './xlsx-table.server.ts'

export const saveFormats = ['csv', 'xlsx'] as const
export type SaveFormat = (typeof saveFormats)[number]

export type SavedRows = readonly (readonly (string | number)[])[]

/** A list as someone saves it: some rows at a time, so that it may be of any length. */
export type TableToSave = {
  columns: readonly string[]
  rows: AsyncIterable<SavedRows>
  /** Name of the sheet in a spreadsheet, and widths of columns in characters where they need more than a number. */
  sheet: string
  widths?: Readonly<Record<string, number>>
  /** What separates cells in a CSV file: for officials the mark that Excel in Dutch expects. */
  delimiter?: ',' | ';'
}

/** The only way in which a list becomes a file of a format: `name` has no ending yet. */
export function savedTable(name: string, table: TableToSave, format: SaveFormat): Promise<Response> {
  const { columns, rows, sheet, widths = {} } = table
  return format === 'csv'
    ? csvFileInPieces(`${name}.csv`, csvPieces(table))
    : xlsxFileInPieces(`${name}.xlsx`, xlsxPieces(columns, rows, { sheet, widths }))
}

/** The text of the CSV file, piece by piece. */
export async function* csvPieces({ columns, rows, delimiter = ';' }: TableToSave): AsyncGenerator<string> {
  yield csvOf([columns], { delimiter })
  for await (const some of rows) yield csvOf(some, { delimiter })
}

/** Rows that are there already. */
export async function* rowsAtOnce(rows: SavedRows): AsyncGenerator<SavedRows> {
  yield rows
}
