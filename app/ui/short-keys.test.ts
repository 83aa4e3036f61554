import { describe, expect, test } from 'vitest'
import { mayAct, writtenKey } from './short-keys.ts'

const press = (
  key: string,
  with_: { shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {},
) => writtenKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...with_ })

test('a key is called what stands on it', () => {
  expect(press('j')).toBe('J')
  expect(press('J', { shiftKey: true })).toBe('Shift+J')
  expect(press('?', { shiftKey: true })).toBe('?')
  expect(press('Enter', { metaKey: true })).toBe('Ctrl+Enter')
  expect(press('ArrowDown', { altKey: true, shiftKey: true })).toBe('Alt+Shift+ArrowDown')
})

describe('a single sign acts only where nobody types', () => {
  const [list, elsewhere, field] = [
    { isField: false, isPane: true },
    { isField: false, isPane: false },
    { isField: true, isPane: true },
  ]
  test.each([
    ['J', true, false, false],
    ['Shift+J', true, false, false],
    ['[', true, false, false],
    ['1', true, false, false],
    ['/', true, true, false],
    ['?', true, true, false],
    ['Escape', true, true, true],
    ['Ctrl+Enter', true, true, true],
    ['Enter', true, false, false],
  ])('%s', (key, inList, outside, inField) => {
    expect([list, elsewhere, field].map((at) => mayAct(key, at, true))).toEqual([inList, outside, inField])
  })

  test('and nowhere when single keys are switched off', () => {
    for (const key of ['J', 'Shift+J', '/', '?', '1', ']']) expect(mayAct(key, list, false)).toBe(false)
    for (const key of ['Escape', 'Ctrl+Enter']) expect(mayAct(key, list, false)).toBe(true)
  })
})
