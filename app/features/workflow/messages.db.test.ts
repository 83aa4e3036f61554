import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { inTransaction } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { completeStep, aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { mailDesk } from './mail-desk.server.ts'
import { chooseDeskMail, markMessagesRead, readWhatIsOpened, unreadMessages, wantsDeskMail } from './messages.server.ts'
import { returnPoint } from './return-point.server.ts'
import { tellAssigned } from './tell-assigned.server.ts'
import { tellColleague } from './tell-colleague.server.ts'
import { tellDue } from './tell-due.server.ts'

const { db } = await testDatabase()
/** Ids of events are made of the real clock. */
const START = new Date()
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000)
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]

beforeEach(async () => {
  team = await aTeam(db)
  const made = await aProcessWithPoints(db, team.preparer, ['Bus', 'Veld', 'Bank'])
  process = made.process
  points = made.points
})

async function assign(by: Actor, to: Actor, ids = points) {
  const id = uuid()
  await inTransaction(db, async (trx) => {
    await changeWork(trx, process, { eventId: id, points: ids, change: { assigneeId: to.id } }, START)
    const subject = { kind: 'process', id: process.id }
    await record(trx, { id, municipalityId: by.municipalityId, at: START, by, act: 'assignPoint', subject })
  })
}
const messages = async (of: Actor) => (await unreadMessages(db, of)).map(({ words }) => words)
const tell = (to: Actor, says: string) =>
  inTransaction(db, (trx) =>
    tellColleague(
      trx,
      process,
      { kind: 'mentioned', to: [to.id, to.id], from: team.preparer.id, pointId: points[0] ?? '', says },
      START,
    ),
  )
const mailsTo = (to: Actor) =>
  db.selectFrom('notification').select(['data']).where('recipient', '=', to.email).orderBy('id').execute()
const mail = (minutes: number) => mailDesk(db, { baseUrl: 'https://saomen.example' }, later(minutes))

describe('messages at the desk', () => {
  test('tell of a mention with what was written, until they are marked as read', async () => {
    expect(await tell(team.other, 'Kijk jij?')).toBe(1)
    expect(await tell(team.preparer, 'Ik zelf')).toBe(0)
    const [first] = await unreadMessages(db, team.other)
    expect(first).toMatchObject({
      words: 'Ambtenaar A noemde u in een notitie.',
      says: 'Kijk jij?',
      pointId: points[0],
      slug: process.slug,
    })
    expect(await markMessagesRead(db, team.checker, { messageId: first?.id ?? '' }, START)).toEqual({ read: 0 })
    expect(await markMessagesRead(db, team.other, {}, START)).toEqual({ read: 1 })
    expect(await messages(team.other)).toEqual([])
  })

  test('tell how many points came on a name, once, and not who took them', async () => {
    await tellAssigned(db, later(-60))
    await assign(team.preparer, team.other, points.slice(0, 2))
    await assign(team.other, team.other, points.slice(2))
    await tellAssigned(db, later(1))
    expect(await messages(team.other)).toEqual([])
    await tellAssigned(db, later(3))
    expect(await messages(team.other)).toEqual(['2 punten staan nu op uw naam.'])
    await tellAssigned(db, later(4))
    expect(await messages(team.other)).toEqual(['2 punten staan nu op uw naam.'])
  })

  test('tell of what came back once: with the reason, and not as new on a name too', async () => {
    await tellAssigned(db, later(-60))
    const pointId = points[0] ?? ''
    await completeStep(db, team.preparer, { process, pointId, step: 1 }, START)
    await returnPoint(db, team.checker, { process, pointId, step: 2, reason: 'Kijk ook naar zaterdag.' }, START)
    await tellAssigned(db, later(3))
    expect((await unreadMessages(db, team.preparer)).map(({ kind, says }) => [kind, says])).toEqual([
      ['returned', 'Kijk ook naar zaterdag.'],
    ])
  })

  test('tell on a working day what is due, once a day', async () => {
    await assign(team.preparer, team.other)
    await db
      .updateTable('pointWork')
      .set({ dueOn: '2026-11-30' })
      .where('pointId', '=', points[0] ?? '')
      .execute()
    // What is public is done, whatever its date.
    await db
      .updateTable('pointWork')
      .set({ dueOn: '2026-11-30', isPublic: true })
      .where('pointId', '=', points[2] ?? '')
      .execute()
    const monday = new Date('2026-11-30T10:00:00+01:00')
    await tellDue(db, new Date('2026-11-29T10:00:00+01:00'))
    expect(await messages(team.other)).toEqual([])
    await tellDue(db, monday)
    await tellDue(db, monday)
    expect(await messages(team.other)).toEqual(['1 punt op uw naam moet vandaag klaar of is te laat.'])
    await db
      .updateTable('pointWork')
      .set({ dueOn: '2026-11-30' })
      .where('pointId', '=', points[1] ?? '')
      .execute()
    await tellDue(db, new Date('2026-12-01T10:00:00+01:00'))
    expect(await messages(team.other)).toEqual(['2 punten op uw naam moeten vandaag klaar of zijn te laat.'])
  })
})

describe('a message is over', () => {
  const sinceOf = async (of: Actor) => (await unreadMessages(db, of)).map(({ words, since }) => [words, since])
  const work = (id: string | undefined, change: { assigneeId?: string; step?: number; isPublic?: boolean }) =>
    db
      .updateTable('pointWork')
      .set(change)
      .where('pointId', '=', id ?? '')
      .execute()

  test('once its points are on the name of another, or done', async () => {
    await tellAssigned(db, later(-60))
    await assign(team.preparer, team.other)
    await tellAssigned(db, later(3))
    expect(await messages(team.other)).toEqual(['3 punten staan nu op uw naam.'])
    await work(points[0], { assigneeId: team.preparer.id })
    expect(await messages(team.other)).toEqual(['2 punten staan nu op uw naam.'])
    await work(points[1], { step: 9 })
    await work(points[2], { isPublic: true })
    expect(await messages(team.other)).toEqual([])
    await mail(10)
    expect(await mailsTo(team.other)).toEqual([])
  })

  test('once what came back was given on again', async () => {
    const pointId = points[0] ?? ''
    await completeStep(db, team.preparer, { process, pointId, step: 1 }, START)
    await returnPoint(db, team.checker, { process, pointId, step: 2, reason: 'Kijk ook naar zaterdag.' }, START)
    expect(await messages(team.preparer)).toHaveLength(1)
    await completeStep(db, team.preparer, { process, pointId, step: 1 }, START)
    expect(await messages(team.preparer)).toEqual([])
  })

  test('not when it is a mention: it says what became of the point', async () => {
    await tell(team.other, 'Kijk jij?')
    expect(await sinceOf(team.other)).toEqual([['Ambtenaar A noemde u in een notitie.', null]])
    await work(points[0], { step: 9 })
    expect(await sinceOf(team.other)).toEqual([['Ambtenaar A noemde u in een notitie.', 'Dit punt is intussen klaar.']])
  })

  test('as soon as someone opens the point, or the list of their own', async () => {
    const [own, other] = [{ accountId: team.other.id }, { accountId: team.checker.id }]
    await tell(team.other, 'Kijk jij?')
    await readWhatIsOpened(db, process, { ...other, opened: { pointId: points[0] ?? '' } }, START)
    await readWhatIsOpened(db, process, { ...own, opened: { pointId: points[1] ?? '' } }, START)
    expect(await messages(team.other)).toHaveLength(1)
    await readWhatIsOpened(db, process, { ...own, opened: { pointId: points[0] ?? '' } }, START)
    expect(await messages(team.other)).toEqual([])
    await tellAssigned(db, later(-60))
    await assign(team.preparer, team.other)
    await tellAssigned(db, later(3))
    await readWhatIsOpened(db, process, { ...own, opened: 'ownList' }, START)
    expect(await messages(team.other)).toEqual([])
  })
})

describe('messages of the desk by mail', () => {
  test('go out together, without what anyone wrote, and not soon again', async () => {
    await tell(team.other, 'Mevrouw De Vries belde.')
    await tell(team.other, 'Nog iets.')
    await mail(1)
    expect(await mailsTo(team.other)).toEqual([])
    await mail(3)
    const [only, ...rest] = await mailsTo(team.other)
    expect(rest).toEqual([])
    expect(only?.data).toMatchObject({
      subject: 'Ambtenaar A noemde u in een notitie, en nog 1 bericht',
      link: expect.stringMatching(/^https:.*\/ambtenaar$/),
    })
    expect(JSON.stringify(only?.data)).not.toContain('Vries')
    await tell(team.other, 'En dit.')
    await mail(10)
    expect(await mailsTo(team.other)).toHaveLength(1)
    await mail(20)
    const [, second, ...more] = await mailsTo(team.other)
    expect(more).toEqual([])
    // What was mailed before is not read yet, and not mailed again.
    expect(second?.data).toMatchObject({ subject: 'Ambtenaar A noemde u in een notitie', lines: [{}] })
  })

  test('do not go to who does not want them, or has read them', async () => {
    await chooseDeskMail(db, team.other, { wantsMail: false }, START)
    expect(await wantsDeskMail(db, team.other)).toBe(false)
    expect(await wantsDeskMail(db, team.checker)).toBe(true)
    await tell(team.other, 'x')
    await tell(team.checker, 'x')
    await markMessagesRead(db, team.checker, {}, START)
    await mail(3)
    expect([...(await mailsTo(team.other)), ...(await mailsTo(team.checker))]).toEqual([])
    await chooseDeskMail(db, team.other, { wantsMail: true }, START)
    expect(await wantsDeskMail(db, team.other)).toBe(true)
  })
})
