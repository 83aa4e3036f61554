import { describe, expect, test } from 'vitest'
import {
  cellOf,
  cellWords,
  fitsStand,
  matrixTable,
  matrixOf,
  sharesTable,
  type AskedPartner,
  type AskedQuestion,
  type GivenAnswer,
} from './overview.ts'

const answer = (given: Partial<GivenAnswer> = {}): GivenAnswer => ({
  questionId: 'q1',
  state: 'open',
  items: 2,
  kind: 'points',
  isEarlier: false,
  ...given,
})
const partner = (given: Partial<AskedPartner> = {}): AskedPartner => ({
  ...{
    id: 'r1',
    partnerId: 'p1',
    name: 'Zorg',
    state: 'draft',
    hasPoints: true,
    openedAt: null,
    sentAt: null,
    reopenReason: null,
    takenIn: null,
    answers: [answer()],
    freePoints: 0,
  },
  ...given,
})
const questions: AskedQuestion[] = [
  { id: 'q1', number: 1, heading: 'Ziet u het op tijd?', kind: 'points', isRetired: false },
  { id: 'q3', number: 3, heading: 'Wat kunt u zelf, "nu"?', kind: 'text', isRetired: true },
]

describe('a cell of the matrix', () => {
  test.each([
    ['draft', undefined, 'nothing', 0],
    ['draft', answer(), 'draft', 2],
    ['draft', answer({ items: 0 }), 'nothing', 0],
    ['draft', answer({ state: 'done' }), 'done', 2],
    ['released', answer({ state: 'done', kind: 'text', items: 1 }), 'done', 0],
    ['sent', answer({ state: 'done' }), 'sent', 2],
    ['sent', answer({ state: 'skipped', items: 0 }), 'skipped', 0],
    ['draft', answer({ state: 'notApplicable', items: 0 }), 'notApplicable', 0],
    ['sent', answer({ state: 'done', items: 0 }), 'unanswered', 0],
    ['sent', undefined, 'unanswered', 0],
  ] as const)('of a response that is %s', (state, given, kind, points) => {
    expect(cellOf({ state }, given)).toMatchObject({ kind, points })
    expect(cellWords[kind]).not.toBe('')
  })
})

test('a row counts the points of all its questions, also of one that is asked no longer', () => {
  const [row] = matrixOf([partner({ answers: [answer(), answer({ questionId: 'q3', items: 3 })] })], questions)
  expect(row).toMatchObject({ name: 'Zorg', says: 'concept', points: 5 })
  expect(row?.cells.map(({ kind }) => kind)).toEqual(['draft', 'draft'])
  expect(JSON.stringify(row)).not.toContain('answers')
})

test('rows are chosen by where they stand', () => {
  const rows = matrixOf(
    [
      partner({ state: 'invited', answers: [] }),
      partner(),
      partner({ state: 'sent', reopenReason: 'Er ontbreekt iets' }),
    ],
    questions,
  )
  const count = (stand: Parameters<typeof fitsStand>[1]) => rows.filter((row) => fitsStand(row, stand)).length
  expect([count('open'), count('concept'), count('verzonden'), count('heropenen')]).toEqual([2, 1, 1, 1])
})

test('a spreadsheet gets the matrix with every question and its points', () => {
  const rows = matrixOf(
    [partner({ state: 'sent', sentAt: new Date('2016-11-01T12:00:00+01:00'), answers: [answer({ state: 'done' })] })],
    questions,
  )
  const table = matrixTable(rows, questions)
  expect([table.columns, ...table.rows]).toEqual([
    [
      ...[
        'organisatie',
        'stand',
        'geopendOp',
        'verzondenOp',
        '1. Ziet u het op tijd?',
        '1. Ziet u het op tijd?: punten',
      ],
      ...['3. Wat kunt u zelf, "nu"? (vervallen)', '3. Wat kunt u zelf, "nu"? (vervallen): punten', 'punten'],
    ],
    ['Zorg', 'verzonden', '', '2016-11-01T12:00:00+01:00', 'verzonden', 2, 'geen antwoord', 0, 2],
  ])
})

test('and the charts: every theme and chapter with its points, and what has none yet', () => {
  const table = sharesTable({
    themes: [
      { name: 'Zorg; "thuis"', points: 2 },
      { name: null, points: 1 },
    ],
    chapters: [{ name: null, points: 3 }],
  })
  expect([table.columns, ...table.rows]).toEqual([
    ['verdeling', 'naam', 'punten'],
    ['thema', 'Zorg; "thuis"', 2],
    ['thema', 'nog zonder thema', 1],
    ['hoofdstuk', 'nog zonder plek in het plan', 3],
  ])
})
