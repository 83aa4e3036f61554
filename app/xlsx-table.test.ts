import { describe, expect, test } from 'vitest'
import { linesOfXlsx } from './xlsx-lines.server.ts'
import { tableAsXlsx } from './xlsx-table.server.ts'

const columns = ['punt', 'reactie'] as const
const write = (...rows: { punt: string; reactie: string }[]) =>
  tableAsXlsx(columns, rows, { sheet: 'Inbreng', widths: { punt: 60 } })

describe('a table as a spreadsheet', () => {
  test('keeps every text unchanged, also what looks like a number, a date or a formula', async () => {
    const rows = [
      { punt: '=1+1', reactie: '007' },
      { punt: 'Meer tijd & rust <nu>\nin "elk" dorp 👍', reactie: '12/01/2021' },
      { punt: '  ruimte eromheen  ', reactie: 'ideeën' },
    ]
    expect(await linesOfXlsx(await write(...rows))).toEqual([
      [...columns],
      ...rows.map(({ punt, reactie }) => [punt, reactie]),
    ])
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
