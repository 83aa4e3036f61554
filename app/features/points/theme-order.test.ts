import { describe, expect, test } from 'vitest'
import { inWantedOrder, movedTo } from './theme-order.ts'

const stored = ['a', 'b', 'c', 'd', 'e']
const wanted = (places: Record<string, number>) => stored.map((id, at) => ({ id, place: places[id] ?? at + 1 }))

describe('the order of themes', () => {
  test.each([
    [{ e: 2 }, 'aebcd'],
    [{ a: 4 }, 'bcdae'],
    [{ a: 5, e: 1 }, 'ebcda'],
    [{ c: 1, d: 1 }, 'cdabe'],
    [{ b: 99 }, 'acdeb'],
    [{}, 'abcde'],
    [{ a: 5, b: 4, c: 3, d: 2, e: 1 }, 'edcba'],
  ])('with the places %j is %s', (places, order) => {
    expect(inWantedOrder(stored, wanted(places)).join('')).toBe(order)
  })

  test('keeps a theme that nobody named where it stands', () => {
    expect(inWantedOrder(stored, [{ id: 'e', place: 1 }]).join('')).toBe('eabcd')
  })

  test('moves one theme, within the list', () => {
    expect(movedTo(stored, 'd', 1).join('')).toBe('adbce')
    expect(movedTo(stored, 'a', 99).join('')).toBe('bcdea')
    expect(movedTo(stored, 'c', -1).join('')).toBe('cabde')
  })
})
