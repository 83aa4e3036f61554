import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { v4 as uuid } from 'uuid'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { finishSplit, reopenSplit } from '#app/features/points/finish-split.server.ts'
import { setFormalState } from '#app/features/points/formal-state.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { publishPublication, redactWords } from '#app/room-parts.server.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { approveAll } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { unredactRange } from './redact-range.server.ts'
import { splitPoint } from './redraw-points.server.ts'
import { releasePoints, takeReleaseBack } from './release-points.server.ts'

const { db, url } = await testDatabase()
/** Two officials, each with a connection of their own. */
const [one, other] = [openDatabase(url, { max: 2 }), openDatabase(url, { max: 2 })]
afterAll(() => Promise.all([one.close(), other.close()]))

const AFTER_POST = new Date('2016-12-05T12:00:00+01:00')
const NAME = 'Harm Veenstra'
const text = `De bus rijdt niet, zegt ${NAME}. Het veld is nat.`

let by: Actor
let colleague: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let contributionId: string
let pointId: string
let publicationId: string

async function ready(given: Parameters<typeof aContribution>[2] = {}) {
  const { id } = await aContribution(db, process, { text, email: 'inwoner@example.org', ...given })
  const { id: point } = await markPoint(
    db,
    by,
    { process, contributionId: id, range: { start: 0, end: text.length } },
    NOW,
  )
  await answerPoints(db, by, { process, pointIds: [point], disposition: 'noted', reply: 'Wij lezen het.' }, NOW)
  await finishSplit(db, by, { process, contributionId: id, despiteOpen: true }, NOW)
  return { id, point }
}

async function draft(rounds: Round[]) {
  const { id } = await createPublication(db, by, { process, key: uuid(), rounds, title: '' }, NOW)
  await releasePoints(db, by, { process, publicationId: id }, NOW)
  await approveAll(db, process, id)
  return id
}

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  colleague = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
  ;({ id: contributionId, point: pointId } = await ready())
  publicationId = await draft(['inspraak'])
})

const publish = (as: Db, id = publicationId) =>
  publishPublication(as, by, { process, publicationId: id, baseUrl: 'https://saomen.example' }, AFTER_POST)
const waiting = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

type Ended<T> = PromiseSettledResult<T>

/** Does both at once: the first comes to the process just before the second, and both wait until it is free. */
async function atOnce<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[Ended<A>, Ended<B>]> {
  const { both } = await db.transaction().execute(async (gate) => {
    await sql`select from process where id = ${process.id} for update`.execute(gate)
    const begun = first()
    while ((await waiting()) < 1) await setTimeout(10)
    const both = Promise.allSettled([begun, second()])
    while ((await waiting()) < 2) await setTimeout(10)
    return { both }
  })
  return both
}
const codeOf = (ended: PromiseSettledResult<unknown>) => {
  if (ended.status === 'fulfilled') return 'done'
  return ended.reason instanceof Refused ? ended.reason.code : String(ended.reason)
}
const stored = async () => {
  const { words, publishedAt } = await db
    .selectFrom('publication')
    .leftJoin('publishedPoint', (join) => join.onRef('publishedPoint.processId', '=', 'publication.processId'))
    .select(['words', 'publishedAt'])
    .where('publication.id', '=', publicationId)
    .executeTakeFirstOrThrow()
  const mails = await db
    .selectFrom('notification')
    .select('data')
    .where('municipalityId', '=', process.municipalityId)
    .where('template', '=', 'answers')
    .execute()
  const points = await db
    .selectFrom('point')
    .innerJoin('pointWork', 'pointWork.pointId', 'point.id')
    .select(['point.id', 'isPublic', 'isReleased', 'disposition'])
    .where('point.processId', '=', process.id)
    .execute()
  return { isPublic: publishedAt !== null, words: String(words ?? ''), mails, points }
}

const others = {
  'leaves words out': () =>
    redactWords(other.db, colleague, { process, pointId, words: NAME, reason: 'personName' }, AFTER_POST),
  'takes the release back': () => takeReleaseBack(other.db, colleague, { process, pointIds: [pointId] }, AFTER_POST),
  'splits a point': () => {
    const start = text.indexOf('Het veld')
    const range = { start, end: text.length }
    return splitPoint(other.db, colleague, { process, contributionId, range }, AFTER_POST)
  },
  'opens the splitting again': () => reopenSplit(other.db, colleague, { process, contributionId }, AFTER_POST),
  'sets the letter aside': () =>
    setFormalState(other.db, colleague, { process, contributionId, state: 'test', reason: 'Een proef.' }, AFTER_POST),
  'changes the answer': () =>
    answerPoints(
      other.db,
      colleague,
      { process, pointIds: [pointId], disposition: 'notAdopted', reply: 'Wij doen het niet.' },
      AFTER_POST,
    ),
}

/** Each with its name, whatever it gives. */
const acts: [string, () => Promise<unknown>][] = Object.entries(others)

describe.each(acts)('while a colleague %s', (name, act) => {
  test('and the publication comes first, what is public stays as it was signed', async () => {
    const [published, changed] = await atOnce(() => publish(one.db), act)
    expect(codeOf(published)).toBe('done')
    expect(codeOf(changed), name).toBe(name === 'takes the release back' ? 'done' : 'answersPublic')
    const { isPublic, mails, points } = await stored()
    expect(isPublic).toBe(true)
    expect(points).toEqual([{ id: pointId, isPublic: true, isReleased: true, disposition: 'noted' }])
    expect(mails).toHaveLength(1)
  })

  test('and the colleague comes first, nothing becomes public that was not looked at', async () => {
    const [changed, published] = await atOnce(act, () => publish(one.db))
    expect(codeOf(changed), name).toBe(name === 'changes the answer' ? 'approved' : 'done')
    const { isPublic, words, mails, points } = await stored()
    if (name === 'changes the answer' || name === 'leaves words out') {
      expect(codeOf(published)).toBe('done')
      expect(points).toMatchObject([{ isPublic: true, disposition: 'noted' }])
      expect(mails).toHaveLength(1)
      const hidden = name === 'leaves words out'
      expect([words, JSON.stringify(mails)].map((each) => each.toLowerCase().includes('veenstra'))).toEqual(
        hidden ? [false, false] : [true, true],
      )
      return
    }
    // With the only letter set aside it is public that there was none.
    expect(codeOf(published), name).toBe(name === 'sets the letter aside' ? 'done' : 'answersNotReady')
    expect(isPublic).toBe(name === 'sets the letter aside')
    expect(points.filter((point) => point.isPublic)).toEqual([])
    expect(words).toBe('')
    expect(mails).toEqual([])
  })
})

test('one publication that two sign at once is public once, with one message for everyone', async () => {
  const both = await atOnce(
    () => publish(one.db),
    () => publish(other.db),
  )
  expect(both.map(codeOf)).toEqual(['done', 'done'])
  expect(both.map((ended) => ended.status === 'fulfilled' && ended.value.published)).toEqual([true, false])
  expect((await stored()).mails).toHaveLength(1)
})

test('of two publications at once each tells its own, and the last one finishes the process', async () => {
  await ready({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners', email: 'b@partner.example' })
  const partners = await draft(['partners'])
  const both = await atOnce(
    () => publish(one.db),
    () => publish(other.db, partners),
  )
  expect(both.map((ended) => ended.status === 'fulfilled' && ended.value.finished)).toEqual([false, true])
  expect(both.map((ended) => ended.status === 'fulfilled' && ended.value.points)).toEqual([1, 1])
  expect((await stored()).mails).toHaveLength(2)
})

test('what is released while words are left out becomes public without them, and is looked at again once they are put back', async () => {
  await takeReleaseBack(db, by, { process, pointIds: [pointId] }, NOW)
  const release = () => releasePoints(one.db, by, { process, pointIds: [pointId] }, AFTER_POST)
  const [released, redacted] = await atOnce(release, others['leaves words out'])
  expect([released, redacted].map(codeOf)).toEqual(['done', 'done'])
  const [redactionId = ''] = redacted.status === 'fulfilled' ? redacted.value.ids : []
  const [putBack, published] = await atOnce(
    () => unredactRange(other.db, colleague, { process, redactionId }, AFTER_POST),
    () => publish(one.db),
  )
  expect([putBack, published].map(codeOf)).toEqual(['done', 'answersNotReady'])
  expect((await stored()).points).toMatchObject([{ isPublic: false, isReleased: false }])
})
