import { describe, expect, test } from 'vitest'
import { contributionColumns, readContributions } from './contribution-csv.ts'

const heading = contributionColumns.join(',')
const good = 'p-1,inwoner,,nee,,post,2016-11-01T20:14:00+01:00,,Meer bankjes.'
const file = (...rows: string[]) => [heading, ...rows].join('\n')
const errorsOf = (csv: string) =>
  readContributions(csv).errors.map(({ row, field, message }) => `${row} ${field}: ${message}`)

describe('reading a file with contributions', () => {
  test('a row in the words of the trade', () => {
    const { rows, errors } = readContributions(
      file('p-1,Organisatie,Welzijnsgroep Andes,ja,info@andes.example,E-mail,15-11-2016,2.3,"Regel 1\r\nRegel ""2"""'),
    )
    expect(errors).toEqual([])
    expect(rows).toEqual([
      {
        row: 2,
        externalId: 'p-1',
        kind: 'organisation',
        name: 'Welzijnsgroep Andes',
        namedInPublic: true,
        email: 'info@andes.example',
        channel: 'email',
        receivedAt: new Date('2016-11-15T00:00:00+01:00'),
        about: '2.3',
        text: 'Regel 1\r\nRegel "2"',
      },
    ])
  })

  test('a text comes through byte for byte', () => {
    const text = ' spatie vooraf\n\n👩‍👩‍👧 e\u0301é שלום \u200d½\u00ad\r einde \t'
    expect(readContributions(file(`p-1,inwoner,,,,online,2016-11-01,,"${text}"`)).rows[0]?.text).toBe(text)
  })

  test('semicolons and a byte order mark, as Excel saves it, and columns in another order', () => {
    const csv =
      '\ufeff' + [...contributionColumns].reverse().join(';') + '\r\nMeer bankjes;;2016-11-01;balie;;;;gezin;p-1\r\n'
    const { rows, errors } = readContributions(csv)
    expect(errors).toEqual([])
    expect(rows[0]).toMatchObject({ externalId: 'p-1', kind: 'household', channel: 'desk', text: 'Meer bankjes' })
  })

  test('line ends of two kinds in one file end rows, and never stay behind in a text', () => {
    const rows = ['p-1,inwoner,,,,online,2016-11-01,,Een', 'p-2,inwoner,,,,online,2016-11-01,,"Twee\r\nregels"']
    for (const csv of [
      `${heading}\n${rows.join('\r\n')}\r\n`,
      `${heading}\r\n${rows.join('\n')}\n`,
      `${heading}\r${rows.join('\r')}\r`,
    ]) {
      expect(readContributions(csv)).toMatchObject({ errors: [], rows: [{ text: 'Een' }, { text: 'Twee\r\nregels' }] })
    }
  })

  test('empty rows are passed over, and counted as a spreadsheet counts them', () => {
    const { rows, errors } = readContributions(file('', good, ',,,,,,,,', '  , ,,,,,,,', ''))
    expect(errors).toEqual([])
    expect(rows.map(({ row }) => row)).toEqual([3])
    expect(errorsOf(file('', good, ',,,,,,,,', 'p-2,inwoner,,,,duif,2016-11-01,,Tekst'))[0]).toMatch(/^5 kanaal: /)
  })

  test('every wrong cell is named with its row and field', () => {
    expect(
      errorsOf(file(good, 'p-1,marsman,,misschien,x@,duif,gisteren,,', ',inwoner,,,,post,2016-11-01,,Tekst')),
    ).toEqual([
      '3 externeId: "p-1" staat ook in rij 2',
      expect.stringMatching(/^3 soort: "marsman" is niet bekend; kies uit: inwoner, /),
      expect.stringMatching(
        /^3 kanaal: "duif" is niet bekend; kies uit: online, e-mail, post, telefoon, balie, bijeenkomst$/,
      ),
      '3 naamTonen: "misschien" is niet bekend; kies uit: ja, nee',
      '3 email: "x@" is geen e-mailadres',
      expect.stringMatching(/^3 ontvangenOp: "gisteren" is geen tijdstip/),
      '3 tekst: is leeg',
      expect.stringMatching(/^4 externeId: is leeg/),
    ])
  })

  test('no rows come out of a file with one wrong cell', () => {
    expect(readContributions(file(good, 'p-2,inwoner,,,,duif,2016-11-01,,Tekst')).rows).toEqual([])
  })

  test('100,000 characters fit, one more does not; an emoji counts as one', () => {
    expect(errorsOf(file(`p-1,inwoner,,,,post,2016-11-01,,${'👍'.repeat(100_000)}`))).toEqual([])
    expect(errorsOf(file(`p-1,inwoner,,,,post,2016-11-01,,${'a'.repeat(100_001)}`))).toEqual([
      '2 tekst: heeft 100001 tekens; het mogen er 100000 zijn',
    ])
  })

  test('what is no such file says so', () => {
    expect(errorsOf('')).toEqual(['1 null: het bestand is leeg'])
    expect(errorsOf('naam,tekst\nx,y')[0]).toMatch(/de kolommen externeId, soort, .* ontbreken/)
    expect(errorsOf(file('p-1,inwoner'))).toEqual(['2 null: heeft 2 kolommen, de kop heeft er 9'])
    expect(errorsOf(file('p-1,inwoner,"'))[0]).toMatch(/niet als CSV te lezen/)
  })
})
