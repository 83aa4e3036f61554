import { beforeAll, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { sql } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { changePoint } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addTheme } from './add-theme.server.ts'
import { changeWork, type WorkChange } from './change-work.server.ts'
import { markPoint } from './mark-point.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let theme: string

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
  theme = (await addTheme(db, by, { process, name: 'Zorg' }, NOW)).id
})

const text = 'De bus rijdt niet. Het veld is nat. Er is geen licht.'

async function threePoints({ isNew = false } = {}) {
  const { id: contributionId, contributorId } = await aContribution(db, process, { text, isNew })
  const mark = (words: string) => {
    const start = text.indexOf(words)
    return markPoint(db, by, { process, contributionId, range: { start, end: start + words.length } }, NOW)
  }
  const points = [await mark('Er is geen licht.'), await mark('De bus rijdt niet.')]
  points.push(await markPoint(db, by, { process, contributionId, summary: 'Te weinig zitplaatsen.' }, NOW))
  return { contributionId, contributorId, ids: points.map(({ id }) => id) }
}

async function workOf(id: string) {
  return db.selectFrom('pointWork').selectAll().where('pointId', '=', id).executeTakeFirstOrThrow()
}

const historyOf = (id: string) =>
  db
    .selectFrom('pointHistory')
    .select(['field', 'fromValue', 'toValue'])
    .where('pointId', '=', id)
    .where('field', '<>', 'made')
    .orderBy('field')
    .execute()

const change = (points: string[], given: WorkChange, eventId = uuid()) =>
  inTransaction(db, (trx) => changeWork(trx, process, { eventId, points, change: given }, NOW))

test('lists follow the text, and what stands in own words comes last', async () => {
  const { ids } = await threePoints()
  const { rows } = await sql<{ id: string }>`
    select point_id as id from point_work where point_id = any(${ids}::uuid[]) order by place`.execute(db)
  expect(rows.map(({ id }) => ids.indexOf(id))).toEqual([1, 0, 2])
})

test('a point moves in lists with its words, its contributor and its contribution', async () => {
  const { ids, contributorId, contributionId } = await threePoints({ isNew: true })
  const [first = ''] = ids
  const unnumbered = BigInt((await workOf(first)).place)
  await db.updateTable('contributor').set({ number: 12 }).where('id', '=', contributorId).execute()
  const numbered = BigInt((await workOf(first)).place)
  expect(numbered).toBeLessThan(unnumbered)
  expect(numbered >> 38n).toBe(12n)
  await db.updateTable('contribution').set({ ordinal: 3, channel: 'post' }).where('id', '=', contributionId).execute()
  const later = await workOf(first)
  expect([(BigInt(later.place) >> 20n) & 0x3ffffn, later.channel]).toEqual([3n, 'post'])
  await changePoint(db, by, { process, pointId: first, range: { start: 19, end: 34 } }, NOW)
  expect(BigInt((await workOf(first)).place) & 0xfffffn).toBe(19n)
})

test('what changes of many points is kept with from and to, once', async () => {
  const { ids } = await threePoints()
  const [one = '', two = ''] = ids
  expect(await change([one], { themeId: theme })).toBe(1)
  expect(await change([one, two, uuid()], { themeId: theme, step: 2, dueOn: '2016-12-02' })).toBe(2)
  expect(await change([one, two], { themeId: theme, step: 2, dueOn: '2016-12-02' })).toBe(0)
  expect(await workOf(two)).toMatchObject({ themeId: theme, step: 2, dueOn: '2016-12-02', assigneeId: null })
  expect(await historyOf(one)).toEqual([
    { field: 'dueOn', fromValue: null, toValue: '2016-12-02' },
    { field: 'step', fromValue: '1', toValue: '2' },
    { field: 'theme', fromValue: null, toValue: theme },
  ])
  expect(await change(ids, { themeId: null })).toBe(2)
})

test('points of another process stay as they are', async () => {
  const { ids } = await threePoints()
  const other = await aProcess(db, { id: process.municipalityId })
  const changed = await inTransaction(db, (trx) =>
    changeWork(trx, other, { eventId: uuid(), points: ids, change: { step: 3 } }, NOW),
  )
  expect([changed, (await workOf(ids[0] ?? '')).step]).toEqual([0, 1])
})

test('a theme cannot be that of another process', async () => {
  const { ids } = await threePoints()
  const other = await aProcess(db, { id: process.municipalityId })
  const { id } = await addTheme(db, by, { process: other, name: 'Sport' }, NOW)
  await expect(change(ids, { themeId: id })).rejects.toThrow(/foreign key/)
})

test('the points of a contribution with a formal state are set aside', async () => {
  const { ids, contributionId } = await threePoints()
  const formal = { formalState: 'test', formalReason: 'Proefbericht van de balie.', formalAt: NOW }
  await db.updateTable('contribution').set(formal).where('id', '=', contributionId).execute()
  expect((await workOf(ids[0] ?? '')).state).toBe('setAside')
})
