import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { countOpenOfTheme } from '#app/features/answers/open-points.server.ts'
import { suggestFor } from '#app/features/campaigns/suggest-for-points.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { compactTallies } from '#app/features/points/compact-tallies.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, openDatabase, type Db } from '#db/client.server.ts'
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
const facetValues: Record<Facet, () => string[]> = {
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
    for (const value of facetValues[facet]()) await check(narrowed({ [facet]: value }))
  })

  test.each(facets)('by %s with another', async (facet) => {
    for (const other of facets.slice(facets.indexOf(facet) + 1))
      for (const [value, second] of commonAndRare(facetValues[facet](), facetValues[other]()))
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

test('of many points that say it, a page is found without looking each up', async () => {
  const search = 'woord001'
  const looked = await counting('point_work', 'idx_scan', (db) => deskPage(db, process, { ...allPoints, search }, by))
  const { rows } = await sql<{ points: number }>`
    select count(*)::int as points from point where words @@ to_tsquery('dutch_unaccent', ${`${search}:*`})`.execute(
    one.db,
  )
  expect(rows[0]?.points).toBe(CONTRIBUTIONS * 5)
  expect(looked).toBeLessThan(500)
  await check({ ...allPoints, search })
})

describe('counts of facets', () => {
  type Row = { points: number } & Record<Facet, string[]>
  let kinds: Row[]

  beforeAll(async () => {
    // Each point with its values, one by one.
    const { rows } = await sql<{ points: number; values: Record<Facet, string[]> }>`
      select json_build_object('theme', array[coalesce(theme_id::text, ${NONE})], 'assignee', array[coalesce(assignee_id::text, ${NONE})],
        'campaign', array[coalesce(campaign_id::text, ${NONE})], 'step', array[step::text], 'state', array[state], 'round', array[round],
        'disposition', array[coalesce(disposition, ${NONE})], 'chapter', array[coalesce(chapter, ${NONE})],
        'kind', array[kind], 'channel', array[channel], 'timeliness', array[timeliness],
        'attention', array_remove(array[case when has_findings then 'findings' end, case when changed_since_answer then 'changed' end,
          case when due < ${by.today}::date then 'overdue' end, case when return_id is not null then 'returned' end], null))::jsonb as values,
        count(*)::int as points
      from point_work group by 1`.execute(one.db)
    kinds = rows.map(({ points, values }) => ({ points, ...values }))
  })

  const fits = (row: Row, filter: DeskFilter, but?: Facet) =>
    facets.every(
      (facet) =>
        facet === but ||
        filter[facet].length === 0 ||
        filter[facet].some((value) => row[facet].includes(value === ME ? by.accountId : value)),
    )
  /** As they are said: counted point by point. */
  const expected = (filter: DeskFilter) =>
    Object.fromEntries(
      facets.map((facet) => {
        const of = new Map<string, number>()
        for (const row of kinds)
          if (fits(row, filter, facet)) for (const value of row[facet]) of.set(value, (of.get(value) ?? 0) + row.points)
        return [facet, Object.fromEntries([...of].sort())]
      }),
    )
  const found = async (filter: DeskFilter) => {
    const { total, counts } = await facetCounts(one.db, process, filter, by)
    const ofEach = facets.map((facet) => {
      const some = [...(counts.get(facet) ?? [])].filter(([, count]) => count > 0)
      return [facet, Object.fromEntries(some.sort())] as const
    })
    return { total, counts: Object.fromEntries(ofEach) }
  }
  const check = async (filter: DeskFilter) => {
    const total = kinds.reduce((sum, row) => sum + (fits(row, filter) ? row.points : 0), 0)
    expect(await found(filter), JSON.stringify(filter)).toEqual({ total, counts: expected(filter) })
  }

  test('are those of each point: of a facet alone', async () => {
    for (const facet of facets)
      for (const value of facetValues[facet]()) if (value !== 'advice') await check(narrowed({ [facet]: value }))
  })

  test.each(facets)('are those of each point: of %s with one and with two others', async (facet) => {
    for (const other of facets.slice(facets.indexOf(facet) + 1)) {
      for (const [value, second] of commonAndRare(facetValues[facet](), facetValues[other]())) {
        const both = narrowed({ [facet]: value, [other]: second })
        await check(both)
        await check({ ...both, step: ['1', '2'], disposition: ['noted', NONE] })
        await check({ ...both, state: ['answered', 'open', 'released'] })
      }
    }
  })

  test('of words beside facets are those of the points with the words', async () => {
    const { total, counts } = await found({
      ...narrowed({ channel: 'phone', timeliness: 'onTime' }),
      search: 'zeldzaam',
    })
    const { rows } = await sql<{ channel: string; points: number }>`
      select channel, count(*)::int as points from point_work join point on point.id = point_id
      where words @@ to_tsquery('dutch_unaccent', 'zeldzaam') and timeliness = 'onTime' group by channel order by channel`.execute(
      one.db,
    )
    expect(counts.channel).toEqual(Object.fromEntries(rows.map(({ channel, points }) => [channel, points])))
    expect(total).toBe(counts.channel?.phone ?? 0)
  })

  test('read each point that fits once, and the columns that are counted beforehand not at all', async () => {
    const own = facetValues.theme()[0] ?? ''
    const ofTheme = kinds.reduce((sum, row) => sum + (row.theme.includes(own) ? row.points : 0), 0)
    const counted = (filter: DeskFilter) => (db: Db) => facetCounts(db, process, filter, by)
    const read = 'seq_tup_read + coalesce(idx_tup_fetch, 0)'
    expect(await counting('point_work', read, counted(narrowed({ theme: own })))).toBe(ofTheme)
    expect(await counting('point_work', read, counted(narrowed({ channel: 'phone' })))).toBe(
      kinds.reduce((sum, row) => sum + (row.channel.includes('phone') ? row.points : 0), 0),
    )
    await readsNoTableWhole(allPoints, 'late', () =>
      facetCounts(one.db, process, narrowed({ attention: 'overdue' }), by),
    )
  })
})

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
  const ask = async (db: Db) => {
    for (const filter of [allPoints, chosen]) {
      await deskPage(db, process, filter, by)
      await facetCounts(db, process, filter, by)
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
const rowsOfCounts = (ask: (db: Db) => Promise<unknown>) =>
  counting('point_tally', 'seq_tup_read + coalesce(idx_tup_fetch, 0)', ask)

/** What the database counts of a table while something is asked in a transaction. */
async function counting(table: string, what: string, ask: (db: Db) => Promise<unknown>): Promise<number> {
  await one.pool.query('select pg_stat_force_next_flush()')
  return await inTransaction(one.db, async (trx) => {
    await ask(trx)
    const { rows } = await sql<{ count: number }>`
      select (${sql.raw(what)})::int as count from pg_stat_xact_user_tables where relname = ${table}`.execute(trx)
    return rows[0]?.count ?? 0
  })
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
