import { v7 as uuid } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { type Process } from '#app/features/processes/queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aMunicipality, anActor, aPlan, NOW } from '#tests/factories.ts'
import { AFTER_POST, releaseRenumbered } from '#tests/revised-plan.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints } from '#tests/workflow-factories.ts'
import { bulkPreview } from './bulk/bulk-preview.server.ts'
import { bulkOf, chooseForBulk } from './bulk/choose-points.server.ts'
import { doBulk } from './bulk/do-bulk.server.ts'
import { undoBulk } from './bulk/undo-bulk.server.ts'
import { keepView } from './desk-views.server.ts'

const { db } = await testDatabase()
const LATER = new Date(AFTER_POST.getTime() + 60_000)
let by: Actor
let process: Process
let point: string
let concept: Awaited<ReturnType<typeof aPlan>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  const made = await aProcessWithPoints(db, by, ['Bus'])
  process = made.process
  point = made.points[0] ?? ''
  concept = await aPlan(db, process)
})

test('views that officials kept ask for the same chapters when these got other numbers', async () => {
  await keepView(db, by, { process, name: 'Gezin', query: 'hoofdstuk=1', isShared: false }, NOW)
  await keepView(db, by, { process, name: 'Weg', query: 'hoofdstuk=9', isShared: false }, NOW)
  await keepView(db, by, { process, name: 'Eerste stap', query: 'stap=1', isShared: false }, NOW)
  await releaseRenumbered(db, by, process, AFTER_POST)
  const views = await db.selectFrom('deskView').select(['name', 'query']).where('processId', '=', process.id).execute()
  expect(Object.fromEntries(views.map(({ name, query }) => [name, query]))).toEqual({
    ...{ Gezin: 'hoofdstuk=2', 'Eerste stap': 'stap=1' },
    // Points of a chapter that is gone have none.
    Weg: 'hoofdstuk=geen',
  })
})

test('a bulk change of places is undone after people got another version, and the chapter is that of the words now', async () => {
  const work = async () =>
    (await db.selectFrom('pointWork').select('chapter').where('pointId', '=', point).executeTakeFirstOrThrow()).chapter
  await inTransaction(db, (trx) =>
    placePoints(trx, process, { eventId: uuid(), points: [point], placeId: concept.paragraphs[1] ?? '' }, NOW),
  )
  const { id: bulkId } = await chooseForBulk(db, by, { process, kind: 'place', pointIds: [point] }, NOW)
  const change = { kind: 'place' as const, placeId: concept.sections[1] ?? '' }
  const { choice } = await bulkOf(db, process, bulkId, by.id)
  const { mark: shown } = await bulkPreview(db, process, { choice, change, by, now: NOW })
  await doBulk(db, by, { process, bulkId, shown, ...change }, NOW)
  expect(await work()).toBe('2')
  await releaseRenumbered(db, by, process, AFTER_POST)
  expect(await work()).toBe('3')
  expect(await undoBulk(db, by, { process, bulkId }, LATER)).toMatchObject({ restored: 1 })
  const { lineageId } = await db
    .selectFrom('pointPlace')
    .select('lineageId')
    .where('pointId', '=', point)
    .executeTakeFirstOrThrow()
  expect(lineageId).toBe(concept.paragraphs[1])
  // It was chapter 1 then; its words stand in the other chapter now.
  expect(await work()).toBe('3')
})
