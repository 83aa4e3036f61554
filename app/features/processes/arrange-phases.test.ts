import { expect, test } from 'vitest'
import { arranged, focusAfter, typedRows, type Arrangement } from './arrange-phases.ts'

const rows = ['a', 'b', 'c'].map((title) => ({ title }))
const titles = (how: Arrangement, index?: number) => arranged(rows, how, index).map(({ title }) => title)

test('phases move one place, go away and come at the end, with all that was typed', () => {
  expect(titles('up', 2)).toEqual(['a', 'c', 'b'])
  expect(titles('down', 0)).toEqual(['b', 'a', 'c'])
  expect(titles('remove', 1)).toEqual(['a', 'c'])
  expect(titles('add')).toEqual(['a', 'b', 'c', undefined])
})

test('a move that cannot be, and a row that is not there, change nothing', () => {
  for (const index of [9, -1, 0.5, NaN, undefined]) {
    for (const how of ['up', 'down', 'remove'] as const) expect(titles(how, index)).toEqual(['a', 'b', 'c'])
  }
  expect(titles('up', 0)).toEqual(['a', 'b', 'c'])
  expect(titles('down', 2)).toEqual(['a', 'b', 'c'])
})

test('the focus goes with the row that moved, to a new one, or to where one was taken away', () => {
  expect(focusAfter('up', 2, 3)).toEqual({ act: 'up', index: 1 })
  expect(focusAfter('down', 0, 3)).toEqual({ act: 'down', index: 1 })
  expect(focusAfter('add', -1, 4)).toEqual({ act: 'add', index: 3 })
  expect(focusAfter('remove', 3, 3)).toEqual({ act: 'down', index: 2 })
})

test('typed rows keep the order of their numbers also past ten', () => {
  const values = Object.fromEntries(
    [10, 2, 0].flatMap((place) => [
      [`phases[${place}].kind`, ['followUp']],
      [`phases[${place}].title`, [`rij ${place}`]],
    ]),
  )
  expect(typedRows(values).map(({ title }) => title)).toEqual(['rij 0', 'rij 2', 'rij 10'])
})
