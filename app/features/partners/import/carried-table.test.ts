import { expect, test } from 'vitest'
import { parseCsv } from '#app/csv-table.ts'
import { carriedTable, carryTable } from './carried-table.ts'
import { partnerInputColumns } from './partner-input-file.ts'

const heading = partnerInputColumns.join(',')

test('a table comes out of the form as it went in, with the rows of the file and the line ends of its cells', () => {
  const table = parseCsv(
    [
      heading,
      '',
      '"De ""Brug""",organisatie,,1,1,"Een\nTwee\rDrie"',
      ',,,,,',
      'Dorpsraad,werkgroep,,,,<b>Vier</b> 🚲',
    ].join('\n'),
    partnerInputColumns,
  )
  const text = carryTable(table)
  expect(text).not.toMatch(/[\r\n]/)
  expect(carriedTable(text)).toEqual(table)
  expect(table).toMatchObject({ records: [{ row: 3 }, { row: 5 }] })
})

test.each([
  '',
  'x',
  '{}',
  '[[1,["a"]]]',
  '[[0,["a","b","c","d","e","f"]]]',
  '[["1",["a","b","c","d","e","f"]]]',
  'null',
])('%s is no table', (text) => {
  expect(carriedTable(text)).toBeNull()
})

test('what could not be read is not carried', () => {
  expect(carryTable(parseCsv('naam\nDe Brug', partnerInputColumns))).toBe('')
})
