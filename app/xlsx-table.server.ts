import writeXlsxFile from 'write-excel-file/node'

/** The most characters that a cell of a spreadsheet holds. */
const CELL = 32_767
const CUT = '… (Ingekort: meer past niet in een cel. De hele tekst staat in het csv-bestand.)'

/**
 * A table as an .xlsx of one sheet. Every cell is a text, so that nothing is taken for a date or a formula. Widths in
 * characters.
 */
export async function tableAsXlsx<Column extends string>(
  columns: readonly Column[],
  rows: readonly Record<Column, string>[],
  { sheet, widths }: { sheet: string; widths: Partial<Record<Column, number>> },
): Promise<Uint8Array<ArrayBuffer>> {
  const heading = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
  const body = rows.map((row) =>
    columns.map((column) => ({
      value: cellText(row[column]),
      type: String,
      wrap: true,
      alignVertical: 'top' as const,
    })),
  )
  const options = { sheet, stickyRowsCount: 1, columns: columns.map((column) => ({ width: widths[column] ?? 14 })) }
  return new Uint8Array(await writeXlsxFile([heading, ...body], options).toBuffer())
}

function cellText(text: string): string {
  return text.length <= CELL ? text : text.slice(0, CELL - CUT.length) + CUT
}
