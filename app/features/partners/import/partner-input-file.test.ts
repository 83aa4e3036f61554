import { describe, expect, test } from 'vitest'
import { cellErrorLine, parseCsv } from '#app/csv-table.ts'
import { checkPartnerInput, partnerInputColumns } from './partner-input-file.ts'

const questions = ['Op tijd?', 'Zelf meedoen?', 'Dichterbij?', 'Waar op letten?', 'Wat verwachten?'].map(
  (heading, index) => ({ number: index + 1, heading }),
)
const heading = partnerInputColumns.join(',')
const read = (...lines: string[]) =>
  checkPartnerInput(parseCsv([heading, ...lines].join('\n'), partnerInputColumns), questions)
const problems = (...lines: string[]) => read(...lines).errors.map(cellErrorLine)

describe('what partners gave, in a file', () => {
  test('rows of one contributor belong together, wherever they stand, in the order of the file', () => {
    const { contributors, errors } = read(
      'De Brug,organisatie,vervoer,1,1,Een',
      'Dorpsraad,werkgroep,,,,Vrij punt',
      'de brug ,organisatie,,2,2,Twee',
      'De Brug,organisatie,vervoer,2,2,Drie',
    )
    expect(errors).toEqual([])
    expect(
      contributors.map(({ name, kind, role, items }) => [
        name,
        kind,
        role,
        items.map(({ number, text }) => [number, text]),
      ]),
    ).toEqual([
      [
        'De Brug',
        'organisation',
        'vervoer',
        [
          [1, 'Een'],
          [2, 'Twee'],
          [2, 'Drie'],
        ],
      ],
      ['Dorpsraad', 'workingGroup', '', [[null, 'Vrij punt']]],
    ])
  })

  test('one who skipped question 3 printed 4 and 5 as 3 and 4, and both numbers are kept', () => {
    const { contributors } = read(
      ...[
        [1, 1],
        [2, 2],
        [4, 3],
        [5, 4],
      ].map(([asked, printed]) => `De Brug,organisatie,,${asked},${printed},Punt`),
    )
    expect(contributors[0]?.items.map(({ number, printedNumber }) => [number, printedNumber])).toEqual([
      [1, 1],
      [2, 2],
      [4, 3],
      [5, 4],
    ])
  })

  test('printed numbers that were left out are counted through', () => {
    const { contributors } = read(
      'De Brug,organisatie,,5,,Punt',
      'De Brug,organisatie,,1,,Punt',
      'De Brug,organisatie,,2,,Punt',
    )
    expect(contributors[0]?.items.map(({ number, printedNumber }) => [number, printedNumber])).toEqual([
      [5, 3],
      [1, 1],
      [2, 2],
    ])
  })

  test.each([
    ['3', 3, ''],
    ['vraag 3', 3, ''],
    ['DICHTERBIJ?', 3, ''],
    ['3. Dichterbij?', 3, ''],
    ['1. Vanuit het werkveld', 1, 'Vanuit het werkveld'],
    ['1: Vanuit het werkveld', 1, 'Vanuit het werkveld'],
  ])('"%s" is question %i', (asked, number, own) => {
    expect(read(`De Brug,organisatie,,${asked},1,Punt`).contributors[0]?.items[0]).toMatchObject({
      number,
      heading: own,
    })
  })

  test('every cell that is wrong is named, beside what could be read', () => {
    expect(
      problems(
        ',organisatie,,,,Punt',
        'De Brug,club,,,,Punt',
        'De Brug,organisatie,vervoer,9,1,Punt',
        'De Brug,werkgroep,zorg,1,x,',
        'De Brug,organisatie,,,2,Punt',
      ),
    ).toEqual([
      'rij 2, organisatie: is leeg; zet hier van wie het punt komt',
      expect.stringContaining('rij 3, soort: "club" is niet bekend; kies uit: inwoner, gezin, organisatie'),
      expect.stringContaining('rij 4, vraag: "9" staat niet in de vragenlijst'),
      'rij 5, soort: De Brug heeft in rij 3 een andere soort',
      'rij 5, rol: De Brug heeft hierboven een andere rol: "vervoer"',
      'rij 5, punt: is leeg',
      'rij 5, gedruktNummer: "x" is geen nummer',
      'rij 6, gedruktNummer: hoort bij een vraag, en de vraag is leeg',
    ])
    expect(read('De Brug,club,,,,Punt').contributors).toMatchObject([
      { name: 'De Brug', items: [{ row: 2, text: 'Punt' }] },
    ])
    expect(problems()).toEqual(['rij 1: er staat nog geen punt in'])
  })

  test('names, roles and questions are no longer than their forms take, and the points of one contributor fit in the register', () => {
    expect(problems(`${'N'.repeat(201)},organisatie,${'r'.repeat(201)},"1. ${'h'.repeat(310)}",1,Punt`)).toEqual([
      'rij 2, organisatie: heeft 201 tekens; het mogen er 200 zijn',
      'rij 2, rol: heeft 201 tekens; het mogen er 200 zijn',
      'rij 2, vraag: heeft 313 tekens; het mogen er 310 zijn',
    ])
    const rows = Array.from({ length: 11 }, () => `De Brug,organisatie,,,,${'x'.repeat(9500)}`)
    expect(problems('Dorpsraad,werkgroep,,,,Punt', ...rows)).toEqual([
      'rij 3, punt: de punten van De Brug hebben samen 104520 tekens; het mogen er 100000 zijn',
    ])
  })

  test('what cannot be seen is empty', () => {
    expect(problems('De Brug,organisatie,,,,\u200b', '\u200b\u2060,organisatie,,,,Punt')).toEqual([
      'rij 2, punt: is leeg',
      'rij 3, organisatie: is leeg; zet hier van wie het punt komt',
    ])
  })

  test('one question has one printed number, and one printed number is of one question', () => {
    expect(problems('De Brug,organisatie,,1,1,Punt', 'De Brug,organisatie,,1,2,Punt')).toEqual([
      'rij 3, gedruktNummer: vraag 1 heeft in rij 2 nummer 1',
    ])
    expect(problems('De Brug,organisatie,,1,1,Punt', 'De Brug,organisatie,,2,1,Punt')).toEqual([
      'rij 3, gedruktNummer: nummer 1 is al van vraag 1',
    ])
  })
})
