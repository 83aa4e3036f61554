import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listOf, place, placeOf, type GroupList } from './group-list.ts'

/** 'ab.d' is a on 1, b on 2, nothing on 3, d on 4. */
const read = (text: string): GroupList => [...text].map((letter) => (letter === '.' ? null : letter))
const write = (list: GroupList) => list.map((topic) => topic ?? '.').join('')

describe('a topic is put on a place', () => {
  test.each([
    ['a free place is filled', '.....', 'a', 3, '..a..', null],
    ['the others make way down to the next free place', 'ab.d.', 'x', 1, 'xabd.', null],
    ['or up, when there is none below', '.bcde', 'x', 5, 'bcdex', null],
    ['a full list loses its last topic', 'abcde', 'x', 2, 'axbcd', 'e'],
    ['on the last place of a full list it replaces what was there', 'abcde', 'x', 5, 'abcdx', 'e'],
    ['it moves up, and what was between moves down', 'abcde', 'd', 2, 'adbce', null],
    ['it moves down, and what was between moves up', 'abcde', 'b', 4, 'acdbe', null],
    ['it moves to a free place and leaves its own free', 'ab...', 'a', 4, '.b.a.', null],
    ['where it is, nothing changes', 'abc..', 'b', 2, 'abc..', null],
    ['off the list, its place stays free', 'abc..', 'b', null, 'a.c..', null],
    ['off a list it was not on', 'abc..', 'x', null, 'abc..', null],
  ] as const)('%s', (_, before, topic, to, after, dropped) => {
    const placed = place(read(before), topic, to)
    expect({ list: write(placed.list), dropped: placed.dropped }).toEqual({ list: after, dropped })
  })

  test.each([0, 6, 1.5, -1])('place %s is not there', (to) => {
    expect(() => place(read('abc..'), 'x', to)).toThrow(RangeError)
  })
})

test('however many moves come in, no topic is on the list twice and none gets lost but the one that is named', () => {
  const moves = fc.array(
    fc.record({ topic: fc.constantFrom(...'abcdefgh'), to: fc.option(fc.integer({ min: 1, max: 5 })) }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(moves, (all) => {
      let list = read('.....')
      for (const { topic, to } of all) {
        const before = list.filter((one) => one !== null)
        const placed = place(list, topic, to)
        list = placed.list
        const after = list.filter((one) => one !== null)
        expect(list).toHaveLength(5)
        expect(new Set(after).size).toBe(after.length)
        expect(placeOf(list, topic)).toBe(to)
        const gone = before.filter((one) => !after.includes(one) && one !== topic)
        expect(gone).toEqual(placed.dropped === null ? [] : [placed.dropped])
      }
    }),
  )
})

test('a list is made of ranks', () => {
  expect(
    write(
      listOf(4, [
        ['b', 2],
        ['a', 4],
      ]),
    ),
  ).toBe('.b.a')
})
