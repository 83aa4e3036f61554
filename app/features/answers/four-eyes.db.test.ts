import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { wordsMark } from '#app/features/points/words-mark.server.ts'
import { changePoint, leaveFindingOut } from '#app/room-parts.server.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { answerPoint } from './answer-point.server.ts'
import { answerPoints } from './answer-points.server.ts'
import { completeStep } from './complete-step.server.ts'
import { removeAnswer } from './remove-answer.server.ts'
import { searchSomeWords } from './search-all-words.server.ts'
import { shareAnswer } from './share-answer.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

const { db, url } = await testDatabase()
/** An official who is busy, and one who comes meanwhile. */
const [one, other] = [openDatabase(url, { max: 2 }), openDatabase(url, { max: 2 })]
afterAll(() => Promise.all([one.close(), other.close()]))

const LATER = new Date(NOW.getTime() + 60_000)
const REPLY = 'Wij doen het.'
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  ;({ process, points } = await aProcessWithPoints(db, team.preparer, ['Meer bussen', 'Het veld', 'De bank']))
})

const at = (index: number) => points[index] ?? ''
type Given = Partial<Parameters<typeof answerPoint>[2]>
const answer = (by: Actor, given: Given = {}) =>
  answerPoint(
    db,
    by,
    { process, pointId: at(0), disposition: 'adopted', reply: REPLY, scope: 'point', ...given },
    LATER,
  )
const complete = (by: Actor, step: number, index = 0) =>
  completeStep(db, by, { process, pointId: at(index), step }, LATER)
/** Through the steps before the last one. */
const toLast = async (index = 0) => {
  for (const step of [1, 2, 3]) await complete(team.administrator, step, index)
}
const work = (index = 0) =>
  db.selectFrom('pointWork').selectAll().where('pointId', '=', at(index)).executeTakeFirstOrThrow()
const stored = async (index = 0) => {
  const found = await answerOfPoint(db, process, at(index))
  return found ?? expect.fail('There is no answer.')
}

describe('whoever saves an answer as it was', () => {
  test('did not write it: its writer does not approve it, and nothing of it changes', async () => {
    await answer(team.approver)
    const before = await stored()
    expect(await answer(team.checker, { complete: true, step: 1 })).toMatchObject({ step: 2 })
    expect(await stored()).toEqual(before)
    expect(await work()).toMatchObject({ answeredBy: team.approver.id, givenBy: null })
    for (const step of [2, 3]) await complete(team.administrator, step)
    await expect(complete(team.approver, 4)).rejects.toThrow('Een ander moet deze stap doen.')
    const events = await db.selectFrom('event').select('act').where('subjectId', '=', before.id).execute()
    expect(events).toEqual([{ act: 'answerPoints' }])
  })

  test('approves the answer of a colleague with it, as an approver who may write too does', async () => {
    await answer(team.preparer)
    await toLast()
    expect(await answer(team.approver, { complete: true, step: 4 })).toMatchObject({ step: 5 })
  })

  test('changes it as soon as a word, the decision or what it is about is another', async () => {
    await answer(team.approver)
    for (const [given, by] of [
      [{ reply: `${REPLY} Echt.` }, team.preparer],
      [{ reply: `${REPLY} Echt.`, disposition: 'noted' as const }, team.checker],
    ] as const) {
      const { mark } = await stored()
      await answer(by, given)
      expect(await stored()).toMatchObject({ ...given, updatedBy: by.id })
      expect((await stored()).mark).not.toBe(mark)
    }
  })

  test('gives it to more points without writing it: neither of the two approves it there', async () => {
    await answer(team.administrator)
    await answer(team.approver, { otherPointIds: [at(1)], scope: 'theme' })
    expect(await work(0)).toMatchObject({ answeredBy: team.administrator.id, givenBy: null })
    expect(await work(1)).toMatchObject({ answeredBy: team.administrator.id, givenBy: team.approver.id })
  })
})

describe('what is approved', () => {
  const waiting = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    )
    return rows[0]?.count ?? 0
  }
  /** Does something while the approval of the first point is under way, which is stored first. */
  async function whileApproved(act: (db: Db) => Promise<unknown>): Promise<unknown> {
    const late = await one.db.transaction().execute(async (trx) => {
      await completeStep(trx, team.administrator, { process, pointId: at(0), step: 4 }, LATER)
      const begun = Promise.allSettled([act(other.db)])
      while ((await waiting()) < 1) await setTimeout(10)
      return { begun }
    })
    const [ended] = await late.begun
    return ended.status === 'rejected' ? ended.reason : ended.value
  }

  test.for([
    [
      'replaced by that of another point',
      async (late: Db) => {
        const { id } = await stored(1)
        return shareAnswer(late, team.preparer, { process, pointId: at(0), answerId: id }, LATER)
      },
    ],
    ['taken away', (late: Db) => removeAnswer(late, team.preparer, { process, pointId: at(0) }, LATER)],
    [
      'written anew',
      (late: Db) =>
        answerPoint(late, team.preparer, { process, pointId: at(0), disposition: 'noted', reply: 'Nee.' }, LATER),
    ],
  ] as const)('is not %s at the same moment', async ([, act]) => {
    await answer(team.preparer)
    await answer(team.preparer, { pointId: at(1), reply: 'Iets anders.' })
    await toLast()
    expect(await whileApproved(act)).toMatchObject({ code: 'approved' })
    expect(await stored()).toMatchObject({ reply: REPLY })
    expect((await work()).step).toBe(5)
  })

  test('is not taken from a point by answering one that shares it', async () => {
    await answer(team.preparer, { otherPointIds: [at(1)], scope: 'theme' })
    await toLast(1)
    await complete(team.approver, 4, 1)
    const { id } = await stored(1)
    const only = { pointIds: [at(0)], disposition: 'noted' as const, reply: 'Nee.' }
    await expect(answerPoints(db, team.preparer, { process, ...only }, LATER)).rejects.toMatchObject({
      code: 'approved',
    })
    expect((await stored(1)).id).toBe(id)
  })
})

describe('whoever agrees', () => {
  test('read the answer that is there', async () => {
    await answer(team.preparer)
    const { mark: seen } = await stored()
    await answer(team.other, { reply: 'Wij doen het niet.' })
    const agree = (seen: string) => completeStep(db, team.approver, { process, pointId: at(0), step: 1, seen }, LATER)
    await expect(agree(seen)).rejects.toMatchObject({ code: 'otherAnswer' })
    await expect(agree('')).rejects.toMatchObject({ code: 'otherAnswer' })
    expect((await work()).step).toBe(1)
    expect(await agree((await stored()).mark)).toMatchObject({ step: 2 })
  })

  test('read the words that become public, at either door', async () => {
    await answer(team.preparer)
    const wordsSeen = await wordsMark(db, process, at(0))
    await changePoint(db, team.other, { process, pointId: at(0), summary: 'Minder bussen' }, LATER)
    const agree = (wordsSeen: string) =>
      completeStep(db, team.approver, { process, pointId: at(0), step: 1, wordsSeen }, LATER)
    await expect(agree(wordsSeen)).rejects.toMatchObject({ code: 'otherWords' })
    await expect(answer(team.approver, { complete: true, step: 1, wordsSeen })).rejects.toMatchObject({
      code: 'otherWords',
    })
    expect(await agree(await wordsMark(db, process, at(0)))).toMatchObject({ step: 2 })
  })
})

test('whoever leaves a word out of an answer did not write it', async () => {
  const reply = 'Bel 06-12345678 voor de bus.'
  await answerPoints(db, team.approver, { process, pointIds: [at(0)], disposition: 'adopted', reply }, NOW)
  await searchSomeWords(db, process)
  const { id } = await db
    .selectFrom('finding')
    .select('id')
    .where('answerId', '=', (await stored()).id)
    .executeTakeFirstOrThrow()
  await leaveFindingOut(db, team.checker, { process, findingId: id }, LATER)
  expect(await stored()).toMatchObject({
    reply: 'Bel [weggelaten: contactgegevens] voor de bus.',
    updatedBy: team.approver.id,
  })
  expect(await work()).toMatchObject({ answeredBy: team.approver.id })
})

describe('a point that went through all steps', () => {
  const change = (by: Actor, given: { summary?: string; shows?: 'summary' | 'quotation' }) =>
    changePoint(db, by, { process, pointId: at(0), ...given }, LATER)

  test('lies at the last step again when other words become public of it, with who approved it, and not for who changed them', async () => {
    await answer(team.preparer)
    await toLast()
    await complete(team.approver, 4)
    expect(await change(team.administrator, { summary: 'Veel meer bussen' })).toEqual({ step: 'Goedkeuren' })
    expect(await work()).toMatchObject({
      ...{ step: 4, assigneeId: team.approver.id, givenBy: team.administrator.id, answeredBy: team.preparer.id },
      changedSinceAnswer: true,
    })
    const steps = await db
      .selectFrom('pointHistory')
      .select(['fromValue', 'toValue'])
      .where('pointId', '=', at(0))
      .where('field', '=', 'step')
      .orderBy('eventId', 'desc')
      .limit(1)
      .execute()
    expect(steps).toEqual([{ fromValue: '5', toValue: '4' }])
    await expect(complete(team.administrator, 4)).rejects.toThrow('wijzigde het punt na goedkeuring')
    await complete(team.approver, 4)
    // Whoever approves it looked at the words.
    expect(await work()).toMatchObject({ step: 5, changedSinceAnswer: false })
  })

  test('stays approved when nothing else becomes public, and one under way stays at its step', async () => {
    await answer(team.preparer)
    await complete(team.administrator, 1)
    expect(await change(team.other, { summary: 'Veel meer bussen' })).toEqual({ step: null })
    expect(await work()).toMatchObject({ step: 2, givenBy: null })
    for (const step of [2, 3, 4]) await complete(team.administrator, step)
    expect(await change(team.other, { summary: 'Veel meer bussen', shows: 'quotation' })).toEqual({ step: null })
    expect((await work()).step).toBe(5)
  })
})
