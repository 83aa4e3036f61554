import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { tallyByState } from '#app/features/points/work-tally.server.ts'
import { changePoint, redactWords } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { letFindingThrough } from './let-finding-through.server.ts'
import { removeAnswer } from './remove-answer.server.ts'
import { searchAllWords } from './search-all-words.server.ts'

const { db } = await testDatabase()
let by: Actor
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

async function aPoint(text: string) {
  const { id: contributionId } = await aContribution(db, process, { text })
  const { id } = await markPoint(db, by, { process, contributionId, range: { start: 0, end: text.length } }, NOW)
  return { id, contributionId }
}

const withFindings = async () =>
  (
    await db
      .selectFrom('pointWork')
      .select('pointId')
      .where('processId', '=', process.id)
      .where('hasFindings', '=', true)
      .execute()
  ).map(({ pointId }) => pointId)

test('a point with something of a person in its words can be found until it is left out or let through', async () => {
  const one = await aPoint('Bel mij op 06-12345678 over de brug.')
  const other = await aPoint('Mijn buurman is te bereiken op 06-87654321.')
  await aPoint('Graag een brug.')
  expect(await withFindings()).toEqual([])
  await searchAllWords(db)
  expect((await withFindings()).sort()).toEqual([one.id, other.id].sort())

  await redactWords(db, by, { process, pointId: one.id, words: '06-12345678', reason: 'contactDetails' }, NOW)
  await searchAllWords(db)
  expect(await withFindings()).toEqual([other.id])

  const { rows } = await sql<{ id: string }>`select id from finding where point_id = ${other.id}`.execute(db)
  await letFindingThrough(
    db,
    by,
    { process, findingId: rows[0]?.id ?? '', everywhere: false, reason: 'Het is zijn zaak.' },
    NOW,
  )
  expect(await withFindings()).toEqual([])
  expect(await tallyByState(db, process)).toMatchObject([{ state: 'open', points: 3 }])
})

test('what is found in an answer stands with all points that have it, until the answer is gone', async () => {
  const [one, other] = [await aPoint('Een brug.'), await aPoint('Nog een brug.')]
  const answer = { process, pointIds: [one.id, other.id], disposition: 'noted' as const }
  await answerPoints(db, by, { ...answer, reply: 'Bel de heer Smid op 06-12345678.' }, NOW)
  await searchAllWords(db)
  expect((await withFindings()).sort()).toEqual([one.id, other.id].sort())
  await removeAnswer(db, by, { process, pointId: one.id }, NOW)
  expect(await withFindings(), 'all points that shared it').toEqual([])
})

test('how the municipality itself can be reached is nothing of a person', async () => {
  await db.updateTable('municipality').set({ helpPhone: '0591-123456' }).where('id', '=', municipality.id).execute()
  await aPoint('Ik belde 0591-123456 en kreeg niemand.')
  await searchAllWords(db)
  expect(await withFindings()).toEqual([])
})

test('a summary that says the same without the number takes the mark away', async () => {
  const { id } = await aPoint('Bel mij op 06-12345678 over de brug.')
  await searchAllWords(db)
  await changePoint(db, by, { process, pointId: id, summary: 'Deze bewoner wil een brug.' }, NOW)
  expect(await withFindings()).toEqual([])
})
