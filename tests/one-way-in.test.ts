import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/** The only file that inserts into each table of the register. */
const onlyWayIn: Record<string, string> = {
  contribution: 'app/features/contributions/register-contribution.server.ts',
  contributor: 'app/features/contributions/register-contribution.server.ts',
  contributor_contact: 'app/features/contributions/register-contribution.server.ts',
  contribution_item: 'app/features/contributions/register-contribution.server.ts',
  proposed_text: 'app/features/contributions/register-contribution.server.ts',
  receipt: 'app/features/contributions/register-contribution.server.ts',
  point: 'app/features/points/insert-points.server.ts',
  theme: 'app/features/points/insert-themes.server.ts',
}

const sources = ['app', 'db', 'scripts', 'server'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.(test|fixture)\.tsx?$/.test(file.name))
    .map((file) => path.relative(root, path.join(file.parentPath, file.name))),
)

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The tables that a source inserts into, with Kysely or in SQL; `?` for a table that the statement does not name. */
function insertsInto(source: string): string[] {
  const kysely = [...source.matchAll(/\b(?:insertInto|replaceInto|mergeInto)\(\s*(?:(['"`])(\w+)( as \w+)?\1\s*\)|)/g)]
  const written = [
    ...source.matchAll(
      /\b(?:insert|merge)\s+into\s+(?:only\s+)?(?:public\.)?"?(\w+|\$)|\bcopy\s+(\w+)[^;`]*\bfrom\s+stdin/gi,
    ),
  ]
  return [
    ...kysely.map(([, , table]) => (table ? snakeCase(table) : '?')),
    ...written.map(([, into = '', copied]) => copied ?? (/^\w+$/.test(into) ? into.toLowerCase() : '?')),
  ]
}

describe('the register has one way in', () => {
  test.each([
    ["trx.insertInto('contributorContact').values(rows)", ['contributor_contact']],
    ["trx\n    .insertInto(\n      'point' )", ['point']],
    ["db.mergeInto('theme as old')", ['theme']],
    ['db.insertInto(table)', ['?']],
    ['sql`INSERT\n  INTO point (id)`', ['point']],
    ['sql`insert into public.theme`', ['theme']],
    ['sql`insert into ${sql.table(name)}`', ['?']],
    ["sql`insert into contribution_file select`; trx.insertInto('answerPoint')", ['answer_point', 'contribution_file']],
    ['sql`copy receipt (code_hash) from stdin`', ['receipt']],
  ])('an insert is seen: %s', (source, tables) => {
    expect(insertsInto(source)).toEqual(tables)
  })

  test('one file inserts into each of its tables, and no insert hides which table it is', () => {
    const found = sources.flatMap((file) =>
      insertsInto(readFileSync(path.join(root, file), 'utf8')).map((table) => ({ file, table })),
    )
    const others = found.filter(({ file, table }) => table === '?' || (onlyWayIn[table] ?? file) !== file)
    expect(others, 'inserts into the register without registerContributions, insertPoints or insertThemes').toEqual([])
    for (const [table, file] of Object.entries(onlyWayIn)) expect(found).toContainEqual({ file, table })
  })
})

/** Statements that hold a process `for update`, for which residents who store something under it would wait. */
function holdsProcess(source: string): boolean {
  const built = source.split(/\.(?:execute|executeTakeFirst|executeTakeFirstOrThrow|stream)\(/)
  const inKysely = built.some(
    (statement) =>
      /\b(?:selectFrom|\w+Join)\(\s*'process\b[^]*\.forUpdate\((?:\)|[^)]*'process')/.test(statement) ||
      /\.forUpdate\([^)]*'process'/.test(statement),
  )
  return inKysely || /\b(?:from|join)\s+process\b[^`;]*\bfor\s+update\b/i.test(source)
}

describe('who stores something under a process does not wait for who works on it', () => {
  test.each([
    ["trx.selectFrom('process').selectAll().forUpdate().execute()", true],
    ["trx.selectFrom('process as p')\n  .forUpdate('process')\n  .executeTakeFirst()", true],
    ['sql`select 1 from process where id = 1 for update`', true],
    ["trx.selectFrom('process').forNoKeyUpdate().execute(); trx.selectFrom('theme').forUpdate().execute()", false],
    ['sql`select 1 from process for no key update`', false],
  ])('a statement that holds a process is seen: %s', (source, holds) => {
    expect(holdsProcess(source)).toBe(holds)
  })

  test('only lockProcess holds a process for update, for the few acts that close it', () => {
    const found = sources.filter((file) => holdsProcess(readFileSync(path.join(root, file), 'utf8')))
    expect(found).toEqual(['app/features/processes/lock-process.server.ts'])
  })
})
