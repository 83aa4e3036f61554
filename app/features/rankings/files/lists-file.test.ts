import { expect, test } from 'vitest'
import { readLists } from './lists-file.ts'
import { realCaseCsv } from './real-case-lists.fixture.ts'

const heading = 'groep,onderwerp,plaats,motivatie\n'
const errorsOf = (body: string, k = 5) =>
  readLists(heading + body, k).errors.map(({ row, field, message }) => `${row} ${field}: ${message}`)

test('the lists of 28 April 2016 are read, with what has no place', () => {
  const { rows, errors } = readLists(realCaseCsv, 5)
  expect(errors).toEqual([])
  expect(rows).toHaveLength(30)
  expect(rows.filter(({ rank }) => rank !== null)).toHaveLength(15)
  expect(rows[2]).toEqual({
    row: 4,
    group: 'Groep 1',
    topic: 'Mantelzorg',
    rank: 3,
    motivation: 'Hoort bij informele zorg. ë 👍🏽',
  })
})

test.each([
  ['the same place twice', '1,Sport,1,a\n1,Zorg,1,b', ['3 plaats: 1 gaf plaats 1 ook in rij 2']],
  ['the same topic twice', '1,Sport,1,a\n1,SPÓRT,2,b', ['3 onderwerp: 1 noemde SPÓRT ook in rij 2']],
  ['a place without a reason', '1,Sport,1, ', ['2 motivatie: ontbreekt: waarom zette 1 Sport op plaats 1?']],
  [
    'a place that is not there',
    '1,Sport,6,a',
    ['2 plaats: "6" is geen plaats van 1 tot en met 5; laat de cel leeg als de groep het onderwerp geen plaats gaf'],
  ],
  [
    'no number',
    '1,Sport,eerste,a',
    [
      '2 plaats: "eerste" is geen plaats van 1 tot en met 5; laat de cel leeg als de groep het onderwerp geen plaats gaf',
    ],
  ],
  ['no group, no topic', ',,1,a', ['2 groep: is leeg', '2 onderwerp: is leeg']],
  ['a NUL character', '1,Sport,1,a\0', ['2 motivatie: bevat een NUL-teken; haal dat weg']],
  ['no rows', '', ['1 null: er staan geen rijen onder de kop']],
  [
    'every error at once',
    '1,Sport,9,a\n1,Zorg,2,',
    [expect.stringContaining('2 plaats'), expect.stringContaining('3 motivatie')],
  ],
])('%s', (_, body, expected) => {
  expect(errorsOf(body)).toEqual(expected)
  expect(readLists(heading + body, 5).rows).toEqual([])
})

test('a file with more rows than the largest ranking is told so once', () => {
  expect(errorsOf('1,Sport,9,\n'.repeat(801))).toEqual([
    '1 null: er staan 801 rijen onder de kop; 20 groepen met 40 onderwerpen hebben er hooguit 800',
  ])
})

test('two groups may each give a place to the same topic', () => {
  expect(errorsOf('1,Sport,1,a\n2,Sport,1,b')).toEqual([])
})

test('a spreadsheet may write a whole number with a decimal', () => {
  expect(readLists(`${heading}1,Sport,"2,0",a\n1,Zorg,3.0,b`, 5).rows.map(({ rank }) => rank)).toEqual([2, 3])
})

test('a missing column is named', () => {
  expect(readLists('groep,onderwerp\n1,Sport', 5).errors).toEqual([
    { row: 1, field: 'plaats', message: 'de kolommen plaats, motivatie ontbreken' },
  ])
})
