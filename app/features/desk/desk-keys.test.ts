import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { boundKeys, deskKeys, mayAct, writtenKey } from './desk-keys.ts'

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

describe('the list of keys and what is bound are the same', () => {
  const features = path.join(import.meta.dirname, '..')
  const read = (pattern: string) =>
    globSync(pattern, { cwd: features }).map((file) => readFileSync(path.join(features, file), 'utf8'))
  /** What screens give to `boundKeys` or `usePointKeys`, from brace to brace. */
  const bindings = read('desk/**/*.{ts,tsx}').flatMap((text) =>
    [...text.matchAll(/(?:boundKeys|usePointKeys)\(\{/g)].map(({ index }) => {
      const rest = text.slice(text.indexOf('{', index))
      let depth = 0
      const end = [...rest].findIndex((sign) => (depth += sign === '{' ? 1 : sign === '}' ? -1 : 0) === 0)
      return rest.slice(1, end)
    }),
  )
  const all = Object.values(deskKeys).flatMap(({ keys }): string[] => [...keys])

  test.each(Object.keys(deskKeys))('%s is bound on a screen', (name) => {
    const binds = new RegExp(`(^|[\\s{])${name}(\\(|:)`)
    expect(bindings.filter((text) => binds.test(text))).not.toEqual([])
  })

  test('each key that stands beside a field or a button is in the list', () => {
    const shown = [...read('desk/**/*.tsx'), ...read('campaigns/Suggestion.tsx')].flatMap((text) =>
      [...text.matchAll(/<kbd(?: aria-hidden="true")?>([^<{]+)<|keyName(?:=|: )["'](\w+)["']/g)].map(
        ([, hint = '', name]) => name ?? hint.replace('Ctrl ↵', 'Ctrl+Enter'),
      ),
    )
    expect(shown.length).toBeGreaterThan(8)
    expect(shown.filter((key) => !all.includes(key))).toEqual([])
  })

  test('no key means two things at once', () => {
    const placed = Object.values(deskKeys).flatMap(({ keys, group }) => keys.map((key) => `${group} ${key}`))
    expect(placed.filter((key, at) => placed.indexOf(key) !== at)).toEqual([])
  })

  test('what does nothing on a screen is not listed there', () => {
    const run = () => {}
    expect(boundKeys({ theme: run, undo: null }).map(({ label }) => label)).toEqual(['thema'])
  })

  test('the keys of splitting that the screen names are heard in the text', () => {
    const [tools = '', text = '', heard = ''] = ['SplitTools.tsx', 'SplitText.tsx', 'use-text-selection.ts'].flatMap(
      (file) => read(`points/${file}`),
    )
    const lines = tools.slice(tools.indexOf('export function Keys'))
    const shown = [
      ...[...lines.matchAll(/keys: \[([^\]]+)\], does/g)].flatMap(([, keys = '']) =>
        keys.replaceAll("'", '').split(', '),
      ),
      ...[...`${tools}${text}`.matchAll(/<kbd aria-hidden="true">([^<{]+)</g)].map(([, key = '']) => key),
      ...[...text.matchAll(/ keys: '([^']+)'/g)].map(([, key = '']) => key),
    ]
    const words: Record<string, string> = {
      '↵': 'Enter',
      '↓': 'ArrowDown',
      '↑': 'ArrowUp',
      Esc: 'Escape',
      Shift: 'shiftKey',
    }
    expect(shown.length).toBeGreaterThan(12)
    for (const key of new Set(shown)) {
      const name = words[key] ?? key.replace('⇧ ', 'shift+').toLowerCase()
      expect(heard, key).toMatch(new RegExp(`\\b${name.replace('+', '\\+')}\\b`))
    }
  })
})
