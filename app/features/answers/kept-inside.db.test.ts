import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { myReaction } from '#app/features/contributions/my-reaction.server.ts'
import { submitReaction } from '#app/public-parts.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { changePoint } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { openProcess } from '#tests/open-process.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { inTransaction } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { answerView } from './answer-view.server.ts'
import { publicPointsById } from './public-points.server.ts'
import { joinToPoint, splitPoint } from './redraw-points.server.ts'
import { undoSplitAct } from './undo-split-act.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let contributionId: string

const text = 'De bus rijdt niet. Mijn buurman heeft schulden. Dat zegt iedereen. Het veld is nat.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
})

beforeEach(async () => {
  contributionId = (await aContribution(db, process, { text })).id
})

const mark = (words: string, summary = '') =>
  markPoint(db, by, { process, contributionId, range: find(words), summary }, NOW)
/** What the public would read of the points of the contribution, in their order. */
async function shown() {
  const points = await db
    .selectFrom('point')
    .select('id')
    .where('contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .execute()
  const words = await publicPointsById(
    db,
    process,
    points.map(({ id }) => id),
  )
  return points.map(({ id }) => words.get(id)?.words)
}

test('undoing a split releases nothing: the answer may have changed since it was released', async () => {
  const { id: pointId } = await mark('De bus rijdt niet. Mijn buurman heeft schulden.')
  const answer = (pointIds: string[], reply: string) =>
    answerPoints(db, by, { process, pointIds, disposition: 'noted', reply }, NOW)
  await answer([pointId], 'Wij kijken ernaar.')
  const release = (isReleased: boolean) =>
    inTransaction(db, (trx) =>
      changeWork(trx, process, { eventId: uuid(), points: [pointId], change: { isReleased } }, NOW),
    )
  await release(true)
  const { points, id: newId } = await splitPoint(
    db,
    by,
    { process, contributionId, range: find('Mijn buurman heeft schulden.') },
    NOW,
  )
  expect(points).toBe(1)
  await answer([pointId, newId ?? ''], 'Uw buurman is geholpen.')
  await undoSplitAct(db, by, { process, contributionId }, NOW)
  const work = await db
    .selectFrom('pointWork')
    .select('isReleased')
    .where('pointId', '=', pointId)
    .executeTakeFirstOrThrow()
  expect(work.isReleased).toBe(false)
})

describe('words that a summary keeps inside stay there', () => {
  test('when their point goes up in one that is quoted beside its summary', async () => {
    const bus = await mark('De bus rijdt niet.', 'De bus')
    await changePoint(db, by, { process, pointId: bus.id, shows: 'quotation' }, NOW)
    await mark('Mijn buurman heeft schulden.', 'Iets over iemand')
    await joinToPoint(db, by, { process, contributionId, range: find('Mijn buurman heeft schulden.') }, NOW)
    expect(await shown()).toEqual(['De bus Iets over iemand'])
    await undoSplitAct(db, by, { process, contributionId }, NOW)
    expect(await shown()).toEqual(['De bus rijdt niet.', 'Iets over iemand'])
  })

  test('when they move to a point without a summary', async () => {
    await mark('De bus rijdt niet.')
    await mark('Mijn buurman heeft schulden. Dat zegt iedereen.', 'Iets over iemand')
    await joinToPoint(db, by, { process, contributionId, range: find('Mijn buurman heeft schulden.') }, NOW)
    expect(await shown()).toEqual(['Iets over iemand', 'Iets over iemand'])
    await undoSplitAct(db, by, { process, contributionId }, NOW)
    expect(await shown()).toEqual(['De bus rijdt niet.', 'Iets over iemand'])
  })

  test('when they move to a point that has a summary, or are quoted both', async () => {
    await mark('De bus rijdt niet.', 'De bus')
    const neighbour = await mark('Mijn buurman heeft schulden. Dat zegt iedereen.', 'Iets over iemand')
    await joinToPoint(db, by, { process, contributionId, range: find('Mijn buurman heeft schulden.') }, NOW)
    expect(await shown()).toEqual(['De bus Iets over iemand', 'Iets over iemand'])
    await undoSplitAct(db, by, { process, contributionId }, NOW)
    await changePoint(db, by, { process, pointId: neighbour.id, shows: 'quotation' }, NOW)
    await joinToPoint(db, by, { process, contributionId, range: find('Mijn buurman heeft schulden.') }, NOW)
    expect(await shown()).toEqual(['De bus', 'Dat zegt iedereen.'])
  })

  test('when their point is split, which takes over what is shown', async () => {
    await mark('Mijn buurman heeft schulden. Dat zegt iedereen.', 'Iets over iemand')
    await splitPoint(db, by, { process, contributionId, range: find('Dat zegt iedereen.') }, NOW)
    expect(await shown()).toEqual(['Iets over iemand', 'Iets over iemand'])
  })
})

test('what a sender asks to keep out of public is read by who splits and answers and by who sent it, and goes nowhere else', async () => {
  const { municipality, resident, input, process: open } = await openProcess(db)
  const official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  const sent = { text: 'De bus rijdt niet.', notPublic: ' Ik heb waterpokken. ', email: 'inwoner@example.org' }
  const { contributionId: id } = await submitReaction(db, resident, input(sent), NOW)
  const asked = 'Ik heb waterpokken.'
  const found = await processBySlug(db, municipality.id, open.slug)
  const split = await splitView(db, found, id, new URLSearchParams(), new Set(), null)
  expect(split.notPublic).toBe(asked)
  expect(await myReaction(db, municipality.id, id), 'and by who sent it').toMatchObject({ notPublic: asked })
  const range = { start: 0, end: sent.text.length }
  const point = await markPoint(db, official, { process: open, contributionId: id, range }, NOW)
  expect((await answerView(db, found, point.id)).contribution.notPublic).toBe(asked)
  const reply = { pointIds: [point.id], disposition: 'noted' as const, reply: 'Wij lezen het.' }
  await answerPoints(db, official, { process: open, ...reply }, NOW)
  await finishSplit(db, official, { process: open, contributionId: id, despiteOpen: true }, NOW)
  const afterPost = new Date('2016-12-05T09:00:00+01:00')
  await publishAnswers(db, official, { process: open, baseUrl: 'https://saomen.example' }, afterPost)

  // No message, published point, word to search by or line of the record has it.
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    db,
  )
  const holding = []
  for (const { name } of tables) {
    const { rows } =
      await sql`select from ${sql.table(name)} as each where each::text ilike '%waterpok%' limit 1`.execute(db)
    if (rows.length > 0) holding.push(name)
  }
  expect(tables.length).toBeGreaterThan(50)
  expect(holding).toEqual(['contribution'])
})
