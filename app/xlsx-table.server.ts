import { strToU8, Zip, ZipDeflate } from 'fflate'

/** The most characters that a cell of a spreadsheet holds. */
const CELL = 32_767
const CUT = '… (Ingekort: meer past niet in een cel. De hele tekst staat in het csv-bestand.)'
/** The rows of a sheet, the heading among them. */
const MOST_ROWS = 1_048_576
const NO_MORE = 'Meer past niet in een blad. Alles staat in het csv-bestand.'

const HEADING_STYLE = 1
const CELL_STYLE = 2

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** What a workbook of one sheet has beside its cells. Number format 49 is text: what is typed there later stays what it is too. */
const partsAround = (sheet: string): Record<string, string> => ({
  '[Content_Types].xml':
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${inXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml':
    `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>',
})

/**
 * A table as an .xlsx of one sheet, piece by piece, however many rows it has. What is a text stays one, so that nothing is taken for a
 * date or a formula; only what was counted is a number. Widths in characters, for columns that need more than a number.
 */
export async function* xlsxPieces(
  columns: readonly string[],
  rows: AsyncIterable<readonly (readonly (string | number)[])[]>,
  { sheet, widths }: { sheet: string; widths: Readonly<Record<string, number>> },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const made: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    made.push(new Uint8Array(piece))
  })
  const partOf = (name: string) => {
    const part = new ZipDeflate(name, { level: 4 })
    zip.add(part)
    return part
  }
  for (const [name, xml] of Object.entries(partsAround(sheet))) partOf(name).push(strToU8(declaration + xml), true)
  const cells = partOf('xl/worksheets/sheet1.xml')
  const heading = columns.map((column, at) => columnXml(at, widths[column] ?? 14)).join('')
  cells.push(
    strToU8(
      `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
        `<cols>${heading}</cols><sheetData>${rowXml(1, columns, HEADING_STYLE)}`,
    ),
  )
  let last = 1
  for await (const some of rows) {
    const fitting = some.slice(0, MOST_ROWS - 1 - last)
    cells.push(strToU8(fitting.map((row, at) => rowXml(last + 1 + at, row, CELL_STYLE)).join('')))
    last += fitting.length
    yield* made.splice(0)
    if (fitting.length === some.length) continue
    cells.push(strToU8(rowXml(last + 1, [NO_MORE], CELL_STYLE)))
    break
  }
  cells.push(strToU8('</sheetData></worksheet>'), true)
  zip.end()
  yield* made.splice(0)
}

const columnXml = (at: number, width: number) =>
  `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`

function rowXml(row: number, values: readonly (string | number)[], style: number): string {
  const cells = values.map((value, at) => {
    if (value === '') return ''
    const place = `r="${letters(at)}${row}"`
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
    return `<c ${place} s="${style}" t="inlineStr"><is><t xml:space="preserve">${inXml(cellText(value))}</t></is></c>`
  })
  return `<row r="${row}">${cells.join('')}</row>`
}

/** The letters of a column, from 0: A, Z, AA. */
function letters(at: number): string {
  return (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
}

function cellText(text: string): string {
  return text.length <= CELL ? text : text.slice(0, CELL - CUT.length) + CUT
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '=': '&#61;', '\r': '&#13;' }

/** A text inside XML, without the characters that XML cannot hold. No reader can take an '=' in it for an attribute. */
function inXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
    .replace(/[&<>=\r]/g, (mark) => marks[mark] ?? mark)
}

/** Whether a cell is a text that was cut when it went out, because it does not fit. */
export const isCutOf = (cell: string, text: string): boolean =>
  cell.endsWith(CUT) && text.startsWith(cell.slice(0, -CUT.length))
