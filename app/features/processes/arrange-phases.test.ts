import { expect, test } from 'vitest'
import { arrangePhases } from './arrange-phases.ts'

const rows = ['a', 'b', 'c'].map((title) => ({ title }))
const titles = (button: string) => arrangePhases(rows, button).map(({ title }) => title)

test('phases move one place, go away and come at the end, with all that was typed', () => {
  expect(titles('up:2')).toEqual(['a', 'c', 'b'])
  expect(titles('down:0')).toEqual(['b', 'a', 'c'])
  expect(titles('remove:1')).toEqual(['a', 'c'])
  expect(titles('add')).toEqual(['a', 'b', 'c', undefined])
})

test('a move that cannot be, and a button that is not ours, change nothing', () => {
  for (const button of ['up:0', 'down:2', 'up:9', 'up:-1', 'remove:x', 'remove', '', 'fly:1'])
    expect(titles(button)).toEqual(['a', 'b', 'c'])
})
