import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const page = readFileSync(path.join(root, 'docs', 'security.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.*?) ?\|$/gm)].map(
  ([, number = '', verdict = '', how = '', tests = '']) => ({
    ...{ number, verdict, how },
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  }),
)

/** Requirements at levels 1 and 2 of ASVS 5.0, by chapter; those of 9, 10 and 17 do not apply here. */
const perChapter = {
  1: 27,
  2: 11,
  3: 19,
  4: 10,
  5: 9,
  6: 35,
  7: 18,
  8: 7,
  11: 14,
  12: 9,
  13: 13,
  14: 9,
  15: 13,
  16: 16,
}

test('each requirement of ASVS level 2 has one verdict and an explanation', () => {
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length)
  const chapters = Map.groupBy(rows, ({ number }) => Number(number.split('.')[0]))
  expect(Object.fromEntries([...chapters].map(([chapter, found]) => [chapter, found.length]))).toEqual(perChapter)
  for (const { number, verdict, how } of rows) {
    expect(['holds', 'in part', 'no', 'n/a'], number).toContain(verdict)
    expect(how.trim(), number).not.toBe('')
  }
})

test('the counts in its first lines are those of the table', () => {
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length
  const elsewhere = 253 - rows.length
  expect(page).toContain(
    `Of 253 requirements ${count('holds')} hold, ${count('in part')} hold in part, ${count('no')} do not, and ${count('n/a') + elsewhere} do not apply`,
  )
})

test('every test that the page names exists', () => {
  const named = rows.flatMap(({ tests }) => tests).filter((name) => /\.test\.tsx?$/.test(name))
  expect(named.length).toBeGreaterThan(80)
  expect([...new Set(named)].filter((name) => !existsSync(path.join(root, name)))).toEqual([])
})
