import { describe, expect, test } from 'vitest'
import { cellErrorLine, parseCsv } from '#app/csv-table.ts'
import { bookColumns, bookCsv, bookTemplate, checkBook } from './book-file.ts'
import { themesIn } from './book.ts'

const head = bookColumns.join(',')
const read = (...lines: string[]) => checkBook(parseCsv([head, ...lines].join('\n'), bookColumns))
const errorsOf = (...lines: string[]) => read(...lines).errors.map(cellErrorLine)

describe('a file with the partner book', () => {
  test('names an organisation once for each person, and says the rest where it likes', () => {
    const { partners, errors } = read(
      'Zorg  Dichtbij,Organisatie,thuiszorg,"zorg, mantelzorg",Collega A,Collega-A@zorg.example,ja',
      'zorg dichtbij,,,,Collega B,collega-b@zorg.example,nee',
      'Wmo-raad,werkgroep,,,,,',
    )
    expect(errors).toEqual([])
    expect(partners).toEqual([
      {
        ...{ row: 2, name: 'Zorg Dichtbij', kind: 'organisation', role: 'thuiszorg', themes: ['zorg', 'mantelzorg'] },
        people: [
          { name: 'Collega A', email: 'collega-a@zorg.example', isCoordinator: true },
          { name: 'Collega B', email: 'collega-b@zorg.example', isCoordinator: false },
        ],
      },
      { row: 4, name: 'Wmo-raad', kind: 'workingGroup', role: null, themes: null, people: [] },
    ])
  })

  test('is told of every cell that is wrong, with its row', () => {
    expect(
      errorsOf(
        ',organisatie,,,Collega A,a@zorg.example,ja',
        'Zorg,bedrijf,thuiszorg,,Collega A,geen adres,misschien',
        'Zorg,werkgroep,,,Collega A,,',
        'Zorg,overleg,kraamzorg,,,c@zorg.example,',
        'Zorg,,,,,,ja',
        'Zorg,,,,Collega D,d@zorg.example,',
        'Zorg,,,,Collega D,D@zorg.example,',
        'Zorg,,,,Collega E,D@zorg.example,',
      ),
    ).toEqual([
      'rij 2, organisatie: Vul de naam van de organisatie in.',
      'rij 3, soort: "bedrijf" is geen soort; kies uit organisatie, werkgroep, overleg, functionaris',
      'rij 3, coordinator: "misschien" is geen ja of nee',
      'rij 3, email: Vul een e-mailadres in zoals naam@organisatie.nl',
      'rij 4, email: Vul een e-mailadres in',
      'rij 5, naam: Vul een naam in',
      'rij 5, soort: Zorg heeft in rij 4 iets anders',
      'rij 5, rol: Zorg heeft in rij 3 iets anders',
      'rij 6, naam: ontbreekt: wie is de coördinator?',
      'rij 9, email: staat bij Zorg ook in rij 7',
    ])
  })

  test('without rows, or without a column, says that', () => {
    expect(errorsOf()).toEqual(['rij 1: er staan geen rijen onder de kop'])
    expect(checkBook(parseCsv('organisatie,naam\nZorg,A', bookColumns)).errors.map(cellErrorLine)).toEqual([
      'rij 1, soort: de kolommen soort, rol, themas, email, coordinator ontbreken',
    ])
  })

  test('comes back as it went out', () => {
    const { partners, errors } = checkBook(parseCsv(bookTemplate, bookColumns))
    expect(errors).toEqual([])
    expect(partners.map(({ name, people }) => [name, people.length])).toEqual([
      ['Voorbeeld Thuiszorg', 2],
      ['Voorbeeld Werkgroep', 0],
    ])
    const book = partners.map(({ row: _, ...partner }) => ({
      ...partner,
      kind: partner.kind ?? 'organisation',
      role: partner.role ?? '',
      themes: partner.themes ?? [],
    }))
    expect(bookCsv(book)).toBe(bookTemplate)
  })
})

test('themes are read with commas or semicolons between them, each once', () => {
  expect(themesIn(' zorg; Jeugd , zorg,,ZORG')).toEqual(['zorg', 'Jeugd'])
})

test('a cell full of themes is refused, and keeps nobody waiting', () => {
  const cell = Array.from({ length: 20_000 }, (_, at) => `thema ${at}`).join(';')
  const { errors } = checkBook(parseCsv(`${bookColumns.join(',')}\nZorg,,,"${cell}",,,`, bookColumns))
  expect(errors.map(cellErrorLine)).toEqual(['rij 2, themas: Gebruik niet meer dan 2000 tekens.'])
})
