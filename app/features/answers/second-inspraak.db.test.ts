import { v4 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { planSecondInspraak } from '#app/features/contributions/plan-second-inspraak.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { finishProcess, publicationParts, publishPublication } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { approveAll, publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { allPublications } from './publications.server.ts'
import { publishView } from './publish-view.server.ts'
import { releasePoints } from './release-points.server.ts'

const { db } = await testDatabase()
/** The first inspraak ends on 15 November 2016, the second on 20 December. */
const WHILE_IT_RUNS = new Date('2016-12-20T23:30:00+01:00')
const POST_MAY_COME = new Date('2016-12-21T09:00:00+01:00')
const AFTER_POST = new Date('2016-12-28T09:00:00+01:00')
const baseUrl = 'https://saomen.example'
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
  await db.updateTable('process').set({ regime: 'informal' }).where('id', '=', process.id).execute()
})

async function handled(round: Round) {
  const { id: contributionId, text } = await aContribution(db, process, { text: 'De bus rijdt niet.', round })
  const range = { start: 0, end: text.length }
  const { id: pointId } = await markPoint(db, by, { process, contributionId, range }, NOW)
  await answerPoints(db, by, { process, pointIds: [pointId], disposition: 'noted', reply: 'Wij lezen het.' }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
}
const plan = () =>
  planSecondInspraak(db, by, { process, secondStartsOn: '21 november 2016', secondLastDay: '20 december 2016' }, NOW)
const publish = (rounds: Round[], now: Date) => publishAnswers(db, by, { process, baseUrl, rounds }, now)
const found = () => processBySlug(db, process.municipalityId, process.slug)

/** A publication of the second inspraak of which nothing is missing. */
async function ready() {
  await handled('secondInspraak')
  const made = { process, key: uuid(), rounds: ['secondInspraak' as const] }
  const { id: publicationId } = await createPublication(db, by, made, NOW)
  await releasePoints(db, by, { process, publicationId }, NOW)
  await approveAll(db, process, publicationId)
  const sign = (now: Date, earlyReason = '') =>
    publishPublication(db, by, { process, publicationId, baseUrl, earlyReason }, now)
  return { publicationId, sign }
}

describe('answers on a second inspraak', () => {
  test('wait until its last day is known and over, and for its post unless there is a reason', async () => {
    const { publicationId, sign } = await ready()
    await expect(sign(AFTER_POST)).rejects.toMatchObject({
      code: 'notNow',
      message: /geen tweede inspraak aangekondigd/,
    })
    await plan()
    await expect(sign(WHILE_IT_RUNS, 'Wij zijn klaar.')).rejects.toMatchObject({
      code: 'notNow',
      message: expect.stringContaining(
        'De tweede inspraak loopt van 21\u00a0november 2016 tot en met 20\u00a0december 2016.',
      ),
    })
    const view = await publishView(db, await found(), publicationId, by, WHILE_IT_RUNS, publicationParts)
    expect(view.blocked?.says).toContain('De tweede inspraak loopt')
    await expect(sign(POST_MAY_COME)).rejects.toMatchObject({
      code: 'postMayArrive',
      message: expect.stringContaining('27\u00a0december 2016'),
    })
    await sign(POST_MAY_COME, 'Alle post is geteld.')
    expect((await allPublications(db, process))[0]).toMatchObject({ earlyReason: 'Alle post is geteld.' })
  })

  test('need no reason after that', async () => {
    const { sign } = await ready()
    await plan()
    expect(await sign(AFTER_POST)).toMatchObject({ published: true, points: 1 })
  })
})

describe('a process with a second inspraak', () => {
  test('goes on when the first is public, and ends with the answers on the second', async () => {
    await plan()
    await handled('inspraak')
    const early = new Date('2016-12-05T12:00:00+01:00')
    expect(await publish(['inspraak'], early)).toMatchObject({ published: true, finished: false })
    expect((await found()).state).toBe('released')
    const finish = (now: Date) => finishProcess(db, by, { process, words: 'Niemand reageerde nog.' }, now)
    await expect(finish(early)).rejects.toMatchObject({ code: 'notNow', message: /tweede inspraak loopt/ })
    await handled('secondInspraak')
    expect(await publish(['secondInspraak'], AFTER_POST)).toMatchObject({ finished: true })
    expect((await found()).state).toBe('answered')
  })

  test('goes on while post for the second may come, also when the first becomes public then', async () => {
    await plan()
    await handled('inspraak')
    expect(await publish(['inspraak'], POST_MAY_COME)).toMatchObject({ published: true, finished: false })
    const finish = (now: Date) => finishProcess(db, by, { process, words: 'Niemand reageerde nog.' }, now)
    await expect(finish(POST_MAY_COME)).rejects.toMatchObject({
      code: 'notNow',
      message: expect.stringMatching(/27\sdecember 2016 kan er nog post komen/),
    })
    await finish(AFTER_POST)
    expect((await found()).state).toBe('answered')
  })

  test('ends while post for it may come with its own answers, for which a reason was given', async () => {
    await handled('inspraak')
    await publish(['inspraak'], new Date('2016-11-24T12:00:00+01:00'))
    const { sign } = await ready()
    const later = { process, secondStartsOn: '1 december 2016', secondLastDay: '20 december 2016' }
    await planSecondInspraak(db, by, later, new Date('2016-11-25T12:00:00+01:00'))
    expect(await sign(POST_MAY_COME, 'Alle post is geteld.')).toMatchObject({ finished: true })
  })

  test('is ended by an act when nobody reacted', async () => {
    await plan()
    await handled('inspraak')
    await publish(['inspraak'], new Date('2016-12-05T12:00:00+01:00'))
    await finishProcess(db, by, { process, words: 'Niemand reageerde nog.' }, AFTER_POST)
    expect((await found()).state).toBe('answered')
  })
})

test('goes on again when its answers were public already, and ends with those on the second', async () => {
  await handled('inspraak')
  const { finished } = await publish(['inspraak'], new Date('2016-11-24T12:00:00+01:00'))
  expect(finished).toBe(true)
  const later = { process, secondStartsOn: '1 december 2016', secondLastDay: '20 december 2016' }
  await planSecondInspraak(db, by, later, new Date('2016-11-25T12:00:00+01:00'))
  expect(await found()).toMatchObject({ state: 'released', answeredAt: null, publishedAt: expect.any(Date) })
  await handled('secondInspraak')
  expect(await publish(['secondInspraak'], AFTER_POST)).toMatchObject({ finished: true })
  const longer = { ...later, secondLastDay: '20 januari 2017' }
  await expect(planSecondInspraak(db, by, longer, AFTER_POST)).rejects.toMatchObject({ code: 'answersPublic' })
})

test('is not planned of a process that was withdrawn', async () => {
  await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
  await expect(plan()).rejects.toMatchObject({ code: 'withdrawn' })
  expect((await found()).secondLastDay).toBeNull()
})
