import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from './csv-table.ts'
import { csvOf, marked, unmarked } from './csv-text.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+31 591 00 00 00', "'+31 591 00 00 00"],
  ['- een punt van een lijst', "'- een punt van een lijst"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ["'=1+1", "''=1+1"],
  ["''@x", "'''@x"],
  ["'s avonds", "'s avonds"],
  ['gewoon - met een streepje', 'gewoon - met een streepje'],
  ['', ''],
])('%j is written in a file as %j', (text, cell) => {
  expect(marked(text)).toBe(cell)
  expect(unmarked(cell)).toBe(text)
})

test('a mark that someone typed themselves before a formula is removed on import', () => {
  expect(unmarked("'=1")).toBe('=1')
  expect(unmarked("'s avonds")).toBe("'s avonds")
})

test('any text is the same after export and import, and is never a formula in the file', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .tuple(
        fc.constantFrom('', "'", "''"),
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', "'", '\n'),
        fc.string(),
      )
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(',' as const, ';' as const),
      (pairs, delimiter) => {
        const rows = pairs.map(([een, twee]) => ({ vast: 'x', een, twee }))
        const csv = csvOf(rows, { columns: ['vast', 'een', 'twee'], delimiter })
        const table = parseCsv(csv, ['een', 'twee'])
        const cells: string[][] = parse(csv, { delimiter, record_delimiter: ['\n'] })
        expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
        expect('records' in table && table.records.map(({ cells }) => [cells.een, cells.twee])).toEqual(pairs)
      },
    ),
  )
}, 60_000)

test('nothing else writes or reads CSV, so that every export has marks and every import removes them', () => {
  const root = path.join(import.meta.dirname, '..')
  const sources = ['app', 'scripts', 'server', 'db'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && /(?<!\.test)\.tsx?$/.test(file.name))
      .map((file) => path.relative(root, path.join(file.parentPath, file.name))),
  )
  const using = (library: string) =>
    sources.filter((file) => readFileSync(path.join(root, file), 'utf8').includes(`from '${library}`))
  expect(using('csv-stringify')).toEqual(['app/csv-text.ts'])
  expect(using('csv-parse')).toEqual(['app/csv-table.ts'])
})
