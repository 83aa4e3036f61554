import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { countOpenOfTheme } from '#app/features/answers/open-points.server.ts'
import { suggestFor } from '#app/features/campaigns/suggest-for-points.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { compactTallies } from '#app/features/points/compact-tallies.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, openDatabase } from '#db/client.server.ts'
import { manyPoints } from '#tests/desk-volume.ts'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answersLike } from './bulk/answers-like.server.ts'
import type { Choice } from './bulk/bulk-preview.server.ts'
import { allPoints, facets, ME, NONE, type DeskFilter, type DeskSort, type Facet } from './desk-filter.ts'
import { deskPage, neighboursIn } from './desk-list.server.ts'
import { facetCounts } from './facet-counts.server.ts'
import { relatedAnswers } from './related-answers.server.ts'

/** Contributions of ten points: enough for the database to prefer an index where it has one that helps. */
const CONTRIBUTIONS = 2000

const database = await testDatabase()
/** One connection: a connection only knows at once what itself did. */
const one = openDatabase(database.url, { max: 1 })
afterAll(() => one.close())
let process: ProcessRef
let official: Actor
let by: { accountId: string; today: string }
let themes: string[]
let middle: string

beforeAll(async () => {
  const { db } = database.asOwner()
  const municipality = await aMunicipality(db)
  process = await aProcess(db, municipality)
  official = await anActor(db, municipality)
  by = { accountId: official.id, today: '2016-12-01' }
  await manyPoints(db, process, CONTRIBUTIONS, official.id)
  themes = (await db.selectFrom('theme').select('id').orderBy('position').execute()).map((theme) => theme.id)
  const found = await sql<{ id: string }>`
    select point_id as id from point_work where theme_id is not null order by place offset ${CONTRIBUTIONS * 5} limit 1`.execute(
    db,
  )
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
async function readsNoTableWhole(
  filter: DeskFilter,
  what: string,
  ask: () => Promise<unknown>,
  tables = ['point', 'point_work'],
) {
  // What the connection counted before goes into the sums first.
  await one.pool.query('select pg_stat_force_next_flush()')
  await one.pool.query('begin')
  try {
    await ask()
    const { rows } = await one.pool.query(
      'select relname, seq_scan from pg_stat_xact_user_tables where relname = any($1) and seq_scan > 0',
      [tables],
    )
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

  test.each([
    'geluid',
    'zeldzaam',
    'bestaatniet',
    '12.3',
    'jansen',
    'hunebed',
    'geluid -ontelbaar OF gemeten',
    'hunebed zeldzaam',
    'jansen geluid',
    'hunebed -bus',
  ])('searched for %s', async (search) => {
    await check({ ...allPoints, search }, ['number'])
    await check({ ...narrowed({ timeliness: 'late' }), search }, ['due'])
  })
})

/** Rare ones, common ones, and one that only comes up beyond the points that are walked along. */
test.each(['zeldzaam', 'hunebed', 'geluid', 'jansen', 'woord0005', 'woord0006', 'woord001'])(
  'searched for %s, a page has the same points in whichever way they are found',
  async (search) => {
    const { rows } = await sql<{ id: string }>`
      select point.id from point
      join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
      join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id
      where point.words @@ to_tsquery('dutch_unaccent', ${search} || ':*') or contributor.name ilike ${search}
      order by place, point.id`.execute(one.db)
    const all = rows.map(({ id }) => id)
    const idsOf = async (start: { from?: string; around?: string } = {}) =>
      (await deskPage(one.db, process, { ...allPoints, search }, by, start)).rows.map(({ id }) => id)
    expect(all.length).toBeGreaterThan(30)
    expect(await idsOf()).toEqual(all.slice(0, 50))
    const at = Math.floor(all.length / 2)
    expect(await idsOf({ from: all[at] ?? '' })).toEqual(all.slice(at, at + 50))
    expect(await idsOf({ around: all[at] ?? '' })).toEqual(all.slice(at - 12, at + 38))
    const newest = await deskPage(one.db, process, { ...allPoints, search, sort: 'newest' }, by)
    expect(newest.rows.map(({ id }) => id)).toEqual(all.toReversed().slice(0, 50))
  },
)

describe('what stands beside a point reads no table from beginning to end', () => {
  test('answers of points like it', () =>
    readsNoTableWhole(allPoints, 'related answers', async () =>
      expect(await relatedAnswers(one.db, process, middle)).toHaveLength(6),
    ))

  test('what the nearest points suggest', () =>
    readsNoTableWhole(allPoints, 'suggestion', async () => {
      const point = { municipalityId: process.municipalityId, processId: process.id, pointId: middle }
      await suggestFor(one.db, [{ ...point, kinds: ['theme', 'place'] }], new Date())
    }))
})

test.each<[string, Choice]>([
  ['all points', { filter: '', pointIds: null }],
  ['a common choice', { filter: 'stand=nog-geen-antwoord', pointIds: null }],
  ['one point', { filter: null, pointIds: ['middle'] }],
])('answers to share with %s are found without reading all answers or points', async (what, choice) => {
  const chosen = { choice: { ...choice, pointIds: choice.pointIds && [middle] }, by: official, now: new Date() }
  const ask = async () => expect(await answersLike(one.db, process, chosen)).toHaveLength(8)
  await readsNoTableWhole(allPoints, `answers like ${what}`, ask, ['point', 'point_work', 'answer', 'answer_point'])
})

test('how many points of a common theme are open is counted without its other points, also when all are answered', async () => {
  const { db } = database.asOwner()
  await sql`update point_work set disposition = 'noted' where disposition is null`.execute(db)
  await sql`vacuum analyze point_work`.execute(db)
  await readsNoTableWhole(allPoints, 'open points of the theme', async () =>
    expect(await countOpenOfTheme(one.db, process, { id: middle, themeId: themes[0] ?? '' })).toBe(1),
  )
})

test('the list and its facets read few rows of counts, also after many changes, once the job added these up', async () => {
  const { rows: points } = await sql<{
    id: string
  }>`select point_id as id from point_work order by place limit 400`.execute(one.db)
  await inTransaction(database.db, async (trx) => {
    for (const [n, { id }] of points.entries())
      await changeWork(trx, process, { eventId: uuid(), points: [id], change: { step: 2 + (n % 3) } }, new Date())
  })
  const chosen = narrowed({ step: '3', channel: 'online' })
  const ask = async () => {
    for (const filter of [allPoints, chosen]) {
      await deskPage(one.db, process, filter, by)
      await facetCounts(one.db, process, filter, by)
    }
  }
  const before = await rowsOfCounts(ask)
  await compactTallies(database.db)
  const { rows } = await sql<{ kinds: number }>`select count(distinct facets)::int as kinds from point_work`.execute(
    one.db,
  )
  // The list asks once when it is narrowed, the facets once more, and once for each facet that is narrowed.
  const most = 6 * (rows[0]?.kinds ?? 0)
  const after = await rowsOfCounts(ask)
  expect(after).toBeGreaterThan(0)
  expect(after).toBeLessThanOrEqual(most)
  expect(before).toBeGreaterThan(most)
})

/** How many rows of the counts are read. */
async function rowsOfCounts(ask: () => Promise<unknown>): Promise<number> {
  await one.pool.query('select pg_stat_force_next_flush()')
  await one.pool.query('begin')
  try {
    await ask()
    const { rows } = await one.pool.query<{ read: string }>(
      "select seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables where relname = 'point_tally'",
    )
    return Number(rows[0]?.read)
  } finally {
    await one.pool.query('rollback')
  }
}

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
