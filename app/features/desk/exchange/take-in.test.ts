import { expect, test } from 'vitest'
import { rawTableOf } from '#app/csv-table.ts'
import { takeInFields, takeInKinds } from './take-in-fields.ts'
import { doubtfulHeadings, matchedColumns, missingFields, pointsInCell, rowsByField, withHeading } from './take-in.ts'

test('columns are found by our names and by what people call them, each once', () => {
  const headings = ['Naam/organisatie', 'Welke punten zijn meegegeven?', 'Wat is ermee gedaan?']
  expect(matchedColumns('table', headings)).toEqual([0, null, 1, 2, null])
  expect(missingFields('table', matchedColumns('table', headings))).toEqual([])
  // 'reactie' is our word for the text here, and another for the answer there.
  expect(matchedColumns('reactions', ['Datum', 'Via', 'Reactie', 'E-mail'])).toEqual([
    ...[null, null, null, null, null, 3, 1, 0, null, 2, null],
  ])
})

test('a title above the heading is passed over, and rows keep their numbers', () => {
  const lines = [
    ['Reacties van partners'],
    [],
    ['Naam/organisatie', 'Welke punten zijn meegegeven?', 'Wat is ermee gedaan?'],
    ['Dorpshuis', 'Meer bussen', ''],
  ]
  expect(withHeading('table', rawTableOf(lines))).toEqual({
    headings: lines[2],
    rows: [{ row: 4, cells: ['Dorpshuis', 'Meer bussen', ''] }],
  })
  const odd = rawTableOf([
    ['A', 'B'],
    ['1', '2'],
    ['naam', ''],
  ])
  expect(withHeading('reactions', rawTableOf([['a'], ['b']]))).toEqual(rawTableOf([['a'], ['b']]))
  expect(withHeading('reactions', odd).headings).toEqual(['naam', ''])
})

test('of headings that are there twice someone has to choose', () => {
  expect(doubtfulHeadings('reactions', { headings: ['Tekst', 'kanaal', 'tekst ', 'x', 'x'], rows: [] })).toEqual([
    'tekst',
  ])
})

test('an own name goes before another name', () => {
  expect(matchedColumns('answers', ['Reactie', 'Antwoord', 'Nr'])).toEqual([
    ...[null, 2, null, null, null, null, null, 1, null, null, null],
  ])
})

test('a column is known by our code and by what the screen calls it', () => {
  for (const kind of takeInKinds) {
    const fields = takeInFields[kind]
    const inOrder = fields.map((_, at) => at)
    expect(
      matchedColumns(
        kind,
        fields.map(({ name }) => name),
      ),
    ).toEqual(inOrder)
    expect(
      matchedColumns(
        kind,
        fields.map(({ label }) => label),
      ),
    ).toEqual(inOrder)
  }
})

test('what must be in a column is named', () => {
  expect(missingFields('reactions', matchedColumns('reactions', ['naam']))).toEqual([
    ...['Binnengekomen via', 'Ontvangen op', 'Tekst'],
  ])
  expect(missingFields('answers', matchedColumns('answers', ['antwoord']))).toEqual(['Kenmerk van het punt of Nummer'])
  expect(missingFields('points', matchedColumns('points', ['thema']))).toEqual([
    ...['Kenmerk in Saomen, Nummer van de indiener of Eigen kenmerk', 'Citaat of Samenvatting'],
  ])
})

test('rows keep the number that they have in the file', () => {
  const table = { headings: ['Nr', 'Antwoord'], rows: [{ row: 4, cells: ['12.3', 'Ja.'] }] }
  expect(rowsByField('answers', table, [null, 0, null, null, null, null, null, 1])).toEqual([
    {
      row: 4,
      cells: {
        ...{ puntId: '', nummer: '12.3', thema: '', plek: '', toegewezen: '', klaarOp: '', besluit: '' },
        ...{ antwoord: 'Ja.', doorgeleidNaar: '', onderdelen: '', controle: '' },
      },
    },
  ])
})

test.each([
  ['- Meer bussen\r\n• Een bankje\n3. Licht\n\n', ['Meer bussen', 'Een bankje', 'Licht']],
  ['Twee zinnen. Een punt.', ['Twee zinnen. Een punt.']],
  ['2017 wordt druk', ['2017 wordt druk']],
  [' \n ', []],
])('the points in %j', (cell, points) => {
  expect(pointsInCell(cell)).toEqual(points)
})
