import { describe, expect, test } from 'vitest'
import {
  offeredScopes,
  pointsInScope,
  pointsToAnswer,
  pointsUnderPrinted,
  scopeInWords,
  type AnswerScope,
  type ScopedPoint,
} from './scope.ts'

const question = (number: number, printedNumber: number) => ({ number, printedNumber, heading: `Vraag ${number}` })
/** One who skipped question 3: 4 was printed as 3 and 5 as 4. */
const points: ScopedPoint[] = [
  { id: 'a', question: question(1, 1) },
  { id: 'b', question: question(2, 2) },
  { id: 'c', question: question(4, 3) },
  { id: 'd', question: question(4, 3) },
  { id: 'e', question: question(5, 4) },
  { id: 'f', question: null },
]
const ids = (some: readonly ScopedPoint[]) => some.map(({ id }) => id)
const of = (id: string) => points.find((point) => point.id === id) ?? { id, question: null }

describe('what an answer covers', () => {
  test('a point, its question, or all that was given', () => {
    expect(ids(pointsInScope('point', of('c'), points))).toEqual(['c'])
    expect(ids(pointsInScope('question', of('c'), points))).toEqual(['c', 'd'])
    expect(ids(pointsInScope('contribution', of('c'), points))).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  test('a free point has no question: an answer to it covers it alone', () => {
    expect(ids(pointsInScope('question', of('f'), points))).toEqual(['f'])
  })

  test('question 3 as it was printed is question 4 of the list', () => {
    const found = pointsUnderPrinted(3, points)
    expect(found.map(({ id, question: asked }) => [id, asked?.number])).toEqual([
      ['c', 4],
      ['d', 4],
    ])
    expect(pointsUnderPrinted(5, points)).toEqual([])
  })

  test('is said in words, with both numbers where they differ', () => {
    expect(scopeInWords('question', question(4, 3))).toBe('over wat onder vraag 3 (vraag 4 van de lijst) staat')
    expect(scopeInWords('question', question(2, 2))).toBe('over wat onder vraag 2 staat')
    expect(scopeInWords('contribution', null)).toBe('over alles wat deze indiener gaf')
    expect(scopeInWords('theme', null)).toBe('over meer punten samen')
    expect(scopeInWords('theme', null, 'Mantelzorg')).toBe('over meer punten samen, met het thema Mantelzorg')
    expect(scopeInWords('point', question(4, 3))).toBe('over dit punt')
  })
})

describe('which points get an answer', () => {
  /** An answer to point c, with these answered already; those of `shared` by this same answer. */
  const given = (
    scope: AnswerScope,
    { answered = [] as string[], others = [] as string[], shared = [] as string[] } = {},
  ) =>
    pointsToAnswer(
      scope,
      'c',
      points.map((point) => ({ ...point, isAnswered: answered.includes(point.id) })),
      { others, shared },
    )

  test('all in its scope, but what has an answer of its own keeps it', () => {
    expect(given('question')).toEqual({ pointIds: ['c', 'd'], scope: 'question' })
    expect(given('question', { answered: ['d'] })).toEqual({ pointIds: ['c'], scope: 'question' })
    expect(given('contribution', { answered: ['a', 'e'] })).toEqual({
      pointIds: ['c', 'b', 'd', 'f'],
      scope: 'contribution',
    })
  })

  test('those that share the answer already go along when it is changed', () => {
    expect(given('question', { answered: ['c', 'd'], shared: ['c', 'd'] })).toEqual({
      pointIds: ['c', 'd'],
      scope: 'question',
    })
    expect(given('point', { answered: ['c', 'd'], shared: ['c', 'd'] }), 'made narrower it lets them go').toEqual({
      pointIds: ['c'],
      scope: 'point',
    })
  })

  test('with points from elsewhere it is about more points together, and about one again without them', () => {
    expect(given('point', { others: ['b', 'other'] })).toEqual({ pointIds: ['c', 'b', 'other'], scope: 'theme' })
    expect(given('question', { others: ['d'] })).toEqual({ pointIds: ['c', 'd'], scope: 'question' })
    expect(given('theme')).toEqual({ pointIds: ['c'], scope: 'point' })
  })

  test('is offered with how many that are, and not where there is only one', () => {
    expect(offeredScopes('c', points)).toEqual([
      { scope: 'point', label: 'Alleen dit punt', count: 1 },
      { scope: 'question', label: 'Alles onder vraag 3 (vraag 4 van de lijst)', count: 2 },
      { scope: 'contribution', label: 'Alles wat deze indiener gaf', count: 6 },
    ])
    expect(offeredScopes('f', points).map(({ scope }) => scope)).toEqual(['point', 'contribution'])
    expect(offeredScopes('c', points.slice(2, 3))).toEqual([])
    expect(offeredScopes('elders', points)).toEqual([])
  })

  test('is offered for a theme where more than this point has it', () => {
    const theme = { name: 'Mantelzorg', open: 7 }
    expect(offeredScopes('c', points, theme).at(-1)).toEqual({
      scope: 'theme',
      label: 'Alle open punten met het thema Mantelzorg',
      count: 7,
    })
    expect(
      offeredScopes('c', points.slice(2, 3), theme).map(({ scope }) => scope),
      'also to who gave one point',
    ).toEqual(['point', 'theme'])
    expect(offeredScopes('c', points.slice(2, 3), { ...theme, open: 1 })).toEqual([])
  })
})
