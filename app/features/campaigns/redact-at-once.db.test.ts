import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { leaveKindsOutWith } from '#app/features/answers/leave-finding-out.server.ts'
import { makeRedactionFinal, setRedactionNeedsTwo } from '#app/features/answers/make-redaction-final.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { leaveOut } from '#app/features/points/leave-out.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { leaveKindsOut, redactWords } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { statementsDuring } from '#tests/setup/statements.ts'
import { sayTheSame } from './say-the-same.server.ts'

const { db, pool } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
let official: Actor

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

async function aPointOf(text: string) {
  const { id: contributionId } = await aContribution(db, process, { text, name: '' })
  const range = { start: 0, end: text.length }
  return { contributionId, id: (await markPoint(db, official, { process, contributionId, range }, NOW)).id }
}
const wordsOf = async (pointId: string) => (await publicPointsById(db, process, [pointId])).get(pointId)?.words ?? ''

describe('leaving out takes as many statements', () => {
  test('for each place of a word in a letter as for one', async () => {
    const leaving = async (times: number) => {
      const { id: pointId } = await aPointOf('Volgens Veenstra mag dat. '.repeat(times).trim())
      let ids: string[] = []
      const words = { process, pointId, words: 'Veenstra', reason: 'personName' as const }
      const sent = await statementsDuring(pool, async () => ({ ids } = await redactWords(db, official, words, NOW)))
      expect(ids).toHaveLength(times)
      return sent.length
    }
    expect(await leaving(20)).toBe(await leaving(1))
  })

  test('for findings in very many letters as in one, and each is recorded', async () => {
    const numbers = [...Array.from({ length: 13 }).keys()].map((n) => 12345678 + n)
    const letters = async (some: readonly number[]) => {
      const points = []
      for (const number of some) points.push((await aPointOf(`Bel mij op 06-${number} voor plan ${number}.`)).id)
      await inTransaction(db, (trx) => searchWords(trx, process))
      let places = 0
      const sent = await statementsDuring(
        pool,
        async () => ({ places } = await leaveKindsOut(db, official, { process, kinds: ['phone'] }, NOW)),
      )
      expect(places).toBe(some.length)
      for (const pointId of points) expect(await wordsOf(pointId)).toContain('op [weggelaten: contactgegevens] voor')
      return sent.length
    }
    const [first = 0, ...others] = numbers
    const ofOne = await letters([first])
    // What says the same is looked for from one point, from ten more, and from the rest.
    expect(await letters(others)).toBe(ofOne + 2)
    const events = await db
      .selectFrom('event')
      .select('id')
      .where('act', '=', 'redactRange')
      .where('processId', '=', process.id)
      .execute()
    expect(events).toHaveLength(numbers.length)
  })
})

test('letters that say the same in a few steps are one among findings, and are put back together', async () => {
  const [one, two] = ['Bel mij op 06-12345678 hierover.', 'Bel mij dan op 06-12345678 hierover.']
  for (const text of [one, one, two, two]) await aPointOf(text)
  const points = await db.selectFrom('point').select(['id']).where('processId', '=', process.id).orderBy('id').execute()
  const [, second = '', third = ''] = points.map(({ id }) => id)
  await sql`insert into campaign (municipality_id, process_id, id, state, name, found_at, decided_at, base_letter)
    select municipality_id, process_id, id, 'confirmed', 'Bellen', ${NOW}, ${NOW}, contribution_id from point where id = ${second}`.execute(
    db,
  )
  await sql`insert into campaign_point (municipality_id, process_id, campaign_id, point_id, shared_id)
    select ${process.municipalityId}, ${process.id}, ${second}, point_id, ${second} from unnest(${[second, third]}::uuid[]) as point_id`.execute(
    db,
  )
  await inTransaction(db, (trx) => searchWords(trx, process))
  expect(await leaveKindsOut(db, official, { process, kinds: ['phone'] }, NOW)).toEqual({ places: 4 })
  const rows = await db.selectFrom('redaction').select('sharedId').where('processId', '=', process.id).execute()
  expect(rows).toHaveLength(4)
  expect(new Set(rows.map(({ sharedId }) => sharedId)).size).toBe(1)
})

test('findings stay to be decided after very many places of other letters, and none is refused for that', async () => {
  for (const plan of [1, 2, 3])
    for (let n = 0; n < 3; n++) await aPointOf(`Bel mij op 06-1234567${plan} voor plan ${plan}.`)
  await inTransaction(db, (trx) => searchWords(trx, process))
  const hideUpTo = (most: number) =>
    leaveKindsOutWith(sayTheSame, most)(db, official, { process, kinds: ['phone'] }, NOW)
  await expect(hideUpTo(1)).rejects.toMatchObject({ code: 'tooManyElsewhere' })
  expect(await hideUpTo(2)).toEqual({ places: 6 })
  expect(await hideUpTo(2)).toEqual({ places: 3 })
})

describe('a release', () => {
  const releaseAll = () =>
    db.updateTable('pointWork').set({ isReleased: true }).where('processId', '=', process.id).execute()
  const released = async () =>
    (await db.selectFrom('pointWork').select('isReleased').where('processId', '=', process.id).execute()).map(
      ({ isReleased }) => isReleased,
    )

  test('is taken back by a reason of ones own, of all that say the same, and not when words only go', async () => {
    const { id: pointId } = await aPointOf('Bel Harm Veenstra daarover.')
    await aPointOf('Bel Harm Veenstra daarover!')
    await releaseAll()
    await redactWords(db, official, { process, pointId, words: 'Veenstra', reason: 'personName' }, NOW)
    expect(await released()).toEqual([true, true])
    const own = { process, pointId, words: 'Harm', reason: 'other' as const, otherReason: 'een buurman' }
    await redactWords(db, official, own, NOW)
    expect(await released()).toEqual([false, false])
  })
})

test('who makes final what was left out waits for whoever changes that, and is waited for', async () => {
  const second = await anActor(db, { id: process.municipalityId }, { innerRoles: ['processor'] })
  await setRedactionNeedsTwo(db, official, { process, needsTwo: true }, NOW)
  const { contributionId } = await aPointOf('Bel Harm Veenstra daarover.')
  const piece = { contributionId, range: { start: 4, end: 17 }, reason: 'personName' as const }
  const { ids } = await inTransaction(db, (trx) => leaveOut(trx, official, process, [piece], NOW))
  const { done } = await inTransaction(db, async (trx) => {
    await lockProcess(trx, official, process.id, 'keep')
    const done = makeRedactionFinal(db, second, { process, redactionIds: ids }, NOW)
    const isFirst = await Promise.race([done.then(() => 'final'), setTimeout(300, 'waits')])
    expect(isFirst).toBe('waits')
    return { done }
  })
  expect(await done).toEqual({ pieces: 1 })
})
