import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { boundKeys, deskKeys } from './desk-keys.ts'

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
