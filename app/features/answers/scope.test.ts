import { describe, expect, test } from 'vitest'
import { pointsInScope, pointsUnderPrinted, scopeInWords, type ScopedPoint } from './scope.ts'

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
    expect(found.map(({ id, question: asked }) => [id, asked?.number])).toEqual([['c', 4], ['d', 4]])
    expect(pointsUnderPrinted(5, points)).toEqual([])
  })

  test('is said in words, with both numbers where they differ', () => {
    expect(scopeInWords('question', question(4, 3))).toBe('over wat onder vraag 3 (vraag 4 van de lijst) staat')
    expect(scopeInWords('question', question(2, 2))).toBe('over wat onder vraag 2 staat')
    expect(scopeInWords('contribution', null)).toBe('over alles wat deze indiener gaf')
    expect(scopeInWords('theme', null)).toBe('over meer punten samen')
    expect(scopeInWords('point', question(4, 3))).toBe('over dit punt')
  })
})
