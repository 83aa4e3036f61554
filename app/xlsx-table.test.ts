import { describe, expect, test } from 'vitest'
import { linesOfXlsx } from './xlsx-lines.server.ts'
import { xlsxPieces } from './xlsx-table.server.ts'

const columns = ['punt', 'reactie'] as const

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return new Uint8Array(Buffer.concat(all))
}

async function* inPieces<T>(size: number, rows: readonly T[]) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

const write = (...rows: { punt: string; reactie: string }[]) =>
  bytesOf(
    xlsxPieces(
      columns,
      inPieces(
        2,
        rows.map(({ punt, reactie }) => [punt, reactie]),
      ),
      { sheet: 'Inbreng & meer', widths: { punt: 60 } },
    ),
  )

describe('a table as a spreadsheet', () => {
  test('keeps every text unchanged, also what looks like a number, a date or a formula', async () => {
    const rows = [
      { punt: '=1+1', reactie: '007' },
      { punt: 'Meer tijd & rust <nu>\nin "elk" dorp 👍', reactie: '12/01/2021' },
      { punt: '  ruimte eromheen  ', reactie: 'ideeën r="ZZ99999999" r=\'A9999999\'' },
      { punt: 'een\r\ntwee', reactie: '' },
    ]
    expect(await linesOfXlsx(await write(...rows))).toEqual([
      [...columns],
      ...rows.map(({ punt, reactie }) => [punt, reactie]),
    ])
  })

  test('has rows of many columns in their places, and is written before all rows are there', async () => {
    const wide = Array.from({ length: 30 }, (_, at) => `kolom ${at}`)
    let asked = 0
    async function* rows() {
      for (; asked < 100; asked++) yield Array.from({ length: 200 }, () => wide.map(() => String(Math.random())))
    }
    const pieces = xlsxPieces(wide, rows(), { sheet: 'Breed', widths: {} })
    await pieces.next()
    expect(asked).toBeLessThan(5)
    await pieces.return(undefined)
    const one = [wide.map((_, at) => `cel ${at}`)]
    const bytes = await bytesOf(xlsxPieces(wide, inPieces(1, one), { sheet: 'Breed', widths: {} }))
    expect(await linesOfXlsx(bytes)).toEqual([wide, ...one])
  })

  test('marks a text that was cut because it does not fit in a cell', async () => {
    const [, [cell = ''] = []] = await linesOfXlsx(await write({ punt: 'a'.repeat(40_000), reactie: '' }))
    expect(cell.length).toBeLessThanOrEqual(32_767)
    expect(cell).toMatch(/a… \(Ingekort: .*csv-bestand\.\)$/)
  })

  test('leaves out characters that an .xlsx cannot hold, so that it opens', async () => {
    const [, [cell] = []] = await linesOfXlsx(await write({ punt: 'voor\u0001na \ud800 half', reactie: '' }))
    expect(cell).toBe('voorna  half')
  })
})
