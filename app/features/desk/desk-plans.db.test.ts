import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countOpenOfTheme } from '#app/features/answers/open-points.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { openDatabase } from '#db/client.server.ts'
import { manyPoints } from '#tests/desk-volume.ts'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { allPoints, facets, ME, NONE, type DeskFilter, type DeskSort, type Facet } from './desk-filter.ts'
import { deskPage, neighboursIn } from './desk-list.server.ts'

/** Contributions of ten points: enough for the database to prefer an index where it has one that helps. */
const CONTRIBUTIONS = 2000

const database = await testDatabase()
/** One connection: a connection only knows at once what itself did. */
const one = openDatabase(database.url, { max: 1 })
afterAll(() => one.close())
let process: ProcessRef
let by: { accountId: string; today: string }
let themes: string[]
let middle: string

beforeAll(async () => {
  const { db } = database.asOwner()
  const municipality = await aMunicipality(db)
  process = await aProcess(db, municipality)
  const { id } = await anActor(db, municipality)
  by = { accountId: id, today: '2016-12-01' }
  await manyPoints(db, process, CONTRIBUTIONS, id)
  themes = (await db.selectFrom('theme').select('id').orderBy('position').execute()).map((theme) => theme.id)
  const found = await sql<{ id: string }>`
    select point_id as id from point_work order by place offset ${CONTRIBUTIONS * 5} limit 1`.execute(db)
  middle = found.rows[0]?.id ?? ''
}, 120_000)

/** Common and rare values of every facet. */
const values: Record<Facet, () => string[]> = {
  theme: () => [themes[0] ?? '', themes[9] ?? '', NONE],
  assignee: () => [ME, NONE],
  step: () => ['1', '7'],
  state: () => ['open', 'released', 'public'],
  attention: () => ['overdue', 'findings', 'changed', 'returned', 'advice'],
  disposition: () => ['noted', 'adopted', NONE],
  chapter: () => ['1', '2', NONE],
  round: () => ['inspraak', 'partners'],
  kind: () => ['reaction', 'groupMotivation'],
  channel: () => ['online', 'phone'],
  timeliness: () => ['onTime', 'late'],
  campaign: () => [NONE, themes[0] ?? ''],
}

/**
 * None of the statements goes along a large table from beginning to end. The database counts when one does; what it counts in a
 * transaction is of that alone, while its sums get what other connections did whenever those come to it.
 */
async function readsNoTableWhole(filter: DeskFilter, what: string, ask: () => Promise<unknown>) {
  await one.pool.query('begin')
  try {
    await ask()
    const { rows } = await one.pool.query(`
      select relname, seq_scan from pg_stat_xact_user_tables where relname in ('point', 'point_work') and seq_scan > 0`)
    expect(rows, `${what}: ${JSON.stringify(filter)}`).toEqual([])
  } finally {
    await one.pool.query('rollback')
  }
}

const narrowed = (chosen: Partial<Record<Facet, string>>): DeskFilter => ({
  ...allPoints,
  ...Object.fromEntries(Object.entries(chosen).map(([facet, value]) => [facet, [value]])),
})

describe('a list reads no table from beginning to end', () => {
  test('of all points', () => check(allPoints))

  test.each(facets)('by %s alone', async (facet) => {
    for (const value of values[facet]()) await check(narrowed({ [facet]: value }))
  })

  test.each(facets)('by %s with another', async (facet) => {
    for (const other of facets.slice(facets.indexOf(facet) + 1))
      for (const [value, second] of commonAndRare(values[facet](), values[other]()))
        await checkFirst(narrowed({ [facet]: value, [other]: second }))
  })

  test.each(['geluid', 'zeldzaam', 'bestaatniet', '12.3', 'jansen', 'hunebed', 'geluid -ontelbaar OF gemeten'])(
    'searched for %s',
    async (search) => {
      await check({ ...allPoints, search }, ['number'])
      await check({ ...narrowed({ timeliness: 'late' }), search }, ['due'])
    },
  )
})

test('how many points of a common theme are open is counted without its other points, also when all are answered', async () => {
  const { db } = database.asOwner()
  await sql`update point_work set disposition = 'noted' where disposition is null`.execute(db)
  await sql`vacuum analyze point_work`.execute(db)
  await readsNoTableWhole(allPoints, 'open points of the theme', async () =>
    expect(await countOpenOfTheme(one.db, process, { id: middle, themeId: themes[0] ?? '' })).toBe(1),
  )
})

/** A common value of one with a rare one of the other, and the other way about. */
const commonAndRare = (first: string[], second: string[]) => [
  [first[0] ?? '', second[1] ?? ''],
  [first[1] ?? '', second[0] ?? ''],
]

async function check(filter: DeskFilter, sorts: readonly DeskSort[] = ['number', 'due']) {
  for (const sort of sorts) {
    const sorted = { ...filter, sort }
    await checkFirst(sorted)
    await readsNoTableWhole(sorted, 'around', () => deskPage(one.db, process, sorted, by, { around: middle }))
    await readsNoTableWhole(sorted, 'neighbours', () => neighboursIn(one.db, process, sorted, by, middle))
  }
}

const checkFirst = (filter: DeskFilter) =>
  readsNoTableWhole(filter, 'first page', () => deskPage(one.db, process, filter, by))
