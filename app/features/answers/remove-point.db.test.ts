import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit, reopenSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { removePoint } from './remove-point.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
})

const text = 'Beste gemeente 😀,\r\nDe bus rijdt niet. Dat is lastig. Het veld is nat.\r\nBedankt.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const mark = (contributionId: string, given: Omit<Parameters<typeof markPoint>[2], 'process' | 'contributionId'>) =>
  markPoint(db, by, { process, contributionId, ...given }, NOW)

async function stored(contributionId: string) {
  const points = await db
    .selectFrom('point')
    .selectAll()
    .where('contributionId', '=', contributionId)
    .orderBy('number')
    .execute()
  return points.map(({ number, quoteStart, quoteEnd, summary }) => ({
    number,
    words: quoteStart === null || quoteEnd === null ? summary : text.slice(quoteStart, quoteEnd),
  }))
}

test('a point goes away, and its number stays a gap', async () => {
  const { id } = await aContribution(db, process, { text })
  for (const words of ['De bus', 'Dat is', 'Het veld']) await mark(id, { range: find(words) })
  await finishSplit(db, by, { process, contributionId: id, despiteOpen: true }, NOW)
  await reopenSplit(db, by, { process, contributionId: id }, NOW)
  const [first] = await db.selectFrom('point').select('id').where('contributionId', '=', id).orderBy('number').execute()
  await removePoint(db, by, { process, pointId: first?.id ?? '' }, NOW)
  expect(await stored(id)).toEqual([
    { number: 2, words: 'Dat is' },
    { number: 3, words: 'Het veld' },
  ])
})

test('a point with an answer goes away only when that was confirmed; an answer that others share stays', async () => {
  const { id } = await aContribution(db, process, { text })
  const [one, two] = [await mark(id, { range: find('De bus') }), await mark(id, { range: find('Dat is') })]
  const answerId = one.id
  const { municipalityId } = process
  const values = { municipalityId, processId: process.id }
  await db
    .insertInto('answer')
    .values({ ...values, id: answerId, disposition: 'noted', reply: 'Dank.', updatedAt: NOW })
    .execute()
  await db
    .insertInto('answerPoint')
    .values([one, two].map((point) => ({ ...values, answerId, pointId: point.id })))
    .execute()
  const answers = () => db.selectFrom('answer').select('id').where('id', '=', answerId).execute()

  await expect(removePoint(db, by, { process, pointId: one.id }, NOW)).rejects.toMatchObject({
    code: 'pointIsAnswered',
    facts: expect.stringMatching(/^\d+\.1$/),
  })
  await removePoint(db, by, { process, pointId: one.id, confirmed: true }, NOW)
  expect(await answers()).toHaveLength(1)
  await removePoint(db, by, { process, pointId: two.id, confirmed: true }, NOW)
  expect(await answers()).toHaveLength(0)
})

test('a point stays when the splitting is done', async () => {
  const { id } = await aContribution(db, process, { text })
  const point = await mark(id, { range: find('De bus rijdt niet.') })
  await finishSplit(db, by, { process, contributionId: id, despiteOpen: true }, NOW)
  await expect(removePoint(db, by, { process, pointId: point.id }, NOW)).rejects.toThrow(/Heropen/)
})
