import { describe, expect, test } from 'vitest'
import { matchRows, rowsOfTable } from './table-rows.ts'

const html =
  '<table><thead><tr><th>Doel</th><th>Wie</th></tr></thead><tbody><tr><td rowspan="2">Samen &amp; thuis</td><td><strong>Andes</strong><br>Tangenborgh</td></tr><tr><td>x</td></tr></tbody></table>'

test('the rows of a table are those below its headings, cell by cell', () => {
  expect(rowsOfTable({ text: '', html })).toEqual(['Samen & thuis\tAndes Tangenborgh', 'x'])
  expect(rowsOfTable({ text: 'a\tb\nc\td', html: null })).toEqual(['a\tb', 'c\td'])
})

describe('which row is which', () => {
  const olds = ['Opvoeden\tCJG\t2017', 'Minimavoorzieningen\twebwinkel\t2017', 'Schulden\tGKB\t2018']
  const said = (...news: string[]) =>
    matchRows(olds, news).map((row) => (row === null ? 'nieuw' : `${row.from}${row.isDoubtful ? '?' : ''}`))

  test('rows that come above the others leave them who they are', () => {
    expect(said('Vervoer\tbuurtbus\t2019', ...olds)).toEqual(['nieuw', '0', '1', '2'])
  })

  test('a row with some other words is the same row, wherever it stands', () => {
    const changed = 'Minimavoorzieningen\twebwinkel en Jeugdsportfonds\t2017'
    expect(said(olds[0] ?? '', changed, olds[2] ?? '')).toEqual(['0', '1', '2'])
    expect(said(changed, olds[0] ?? '', olds[2] ?? '')[0]).toMatch(/^1/)
  })

  test('a row with all other words where one is gone is perhaps the same', () => {
    expect(said(olds[0] ?? '', 'Iets heel anders\tdoor niemand\t2030', olds[2] ?? '')).toEqual(['0', '1?', '2'])
    expect(said('Iets heel anders\tdoor niemand\t2030', ...olds)).toEqual(['nieuw', '0', '1', '2'])
  })

  test('what went is continued by nothing', () => {
    expect(said(olds[2] ?? '')).toEqual(['2'])
    expect(matchRows([], ['a'])).toEqual([null])
  })
})
