import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { liftFormalState, setFormalState } from '#app/features/points/formal-state.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { completeStep, aProcessWithPoints, aTeam, answered, removeAnswerOf } from '#tests/workflow-factories.ts'
import { returnPoint } from './return-point.server.ts'

const { db } = await testDatabase()
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let pointId: string

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  const made = await aProcessWithPoints(db, team.preparer, ['Meer bussen'])
  process = made.process
  pointId = made.points[0] ?? ''
})

const complete = (by: Actor, step: number) => completeStep(db, by, { process, pointId, step }, NOW)
const answer = (by: Actor) => answered(db, by, process, [pointId])
const back = (by: Actor, step: number, given: { toStep?: number; accountId?: string; reason?: string } = {}) =>
  returnPoint(db, by, { process, pointId, step, reason: 'De wet zegt iets anders.', ...given }, NOW)
const work = () => db.selectFrom('pointWork').selectAll().where('pointId', '=', pointId).executeTakeFirstOrThrow()
const messagesTo = ({ id }: Actor) =>
  db
    .selectFrom('deskMessage')
    .select(['kind', 'says', 'pointId', 'fromAccountId', 'points'])
    .where('accountId', '=', id)
    .where('processId', '=', process.id)
    .execute()
const historyOf = (field: string) =>
  db
    .selectFrom('pointHistory')
    .select(['fromValue', 'toValue'])
    .where('pointId', '=', pointId)
    .where('field', '=', field)
    .orderBy('eventId')
    .execute()

describe('the steps of a point', () => {
  test('are done one after the other, each by who may do it, and every one is in its history', async () => {
    await answer(team.preparer)
    expect(await complete(team.preparer, 1)).toEqual({ step: 2, name: 'Inhoud' })
    await expect(complete(team.preparer, 2)).rejects.toThrow('Ligt bij Inhoud. Alleen wie die stap doet')
    await complete(team.checker, 2)
    await complete(team.checker, 3)
    await expect(complete(team.checker, 4)).rejects.toThrow('Ligt bij Goedkeuren.')
    expect(await complete(team.approver, 4)).toEqual({ step: 5, name: 'Klaar' })
    await expect(complete(team.approver, 5)).rejects.toThrow('Is al door alle stappen.')
    expect((await historyOf('step')).map(({ toValue }) => toValue)).toEqual(['2', '3', '4', '5'])
  })

  test('are done once: whoever comes second hears where the point lies now', async () => {
    await complete(team.preparer, 1)
    await expect(complete(team.other, 1)).rejects.toThrow('dit punt ligt nu bij Inhoud')
  })

  test('end only with an answer', async () => {
    for (const step of [1, 2, 3]) await complete(team.administrator, step)
    await expect(complete(team.administrator, 4)).rejects.toThrow('Heeft nog geen antwoord.')
  })

  test('are of four eyes where the step says so: whoever last wrote the answer does not approve it', async () => {
    await answer(team.approver)
    for (const step of [1, 2, 3]) await complete(team.approver, step)
    await expect(complete(team.approver, 4)).rejects.toThrow(
      'U schreef of deelde het antwoord, gaf het besluit, of wijzigde het punt na goedkeuring. Een ander moet deze stap doen.',
    )
    await complete(team.administrator, 4)
    expect((await work()).step).toBe(5)
  })

  test('are not done for a point whose contribution does not count', async () => {
    await answer(team.preparer)
    const { contributionId } = await db
      .selectFrom('point')
      .select('contributionId')
      .where('id', '=', pointId)
      .executeTakeFirstOrThrow()
    await setFormalState(db, team.preparer, { process, contributionId, state: 'test', reason: 'Een proef.' }, NOW)
    await expect(complete(team.preparer, 1)).rejects.toThrow('De inbreng telt niet mee.')
    await liftFormalState(db, team.preparer, { process, contributionId }, NOW)
    expect(await complete(team.preparer, 1)).toMatchObject({ step: 2 })
  })

  test('are not done for a point that is public, or of elsewhere', async () => {
    await db.updateTable('pointWork').set({ isPublic: true }).where('pointId', '=', pointId).execute()
    await expect(complete(team.preparer, 1)).rejects.toThrow('Het antwoord is al openbaar.')
    const elsewhere = await aProcessWithPoints(db, team.preparer, ['Elders'])
    await expect(
      completeStep(db, team.preparer, { process: elsewhere.process, pointId, step: 1 }, NOW),
    ).rejects.toThrow(NotFound)
  })
})

describe('sending back', () => {
  test('gives the point to whoever did that step, who reads why, and forward again to who sent it back', async () => {
    await answer(team.other)
    await complete(team.other, 1)
    await back(team.checker, 2)
    expect(await work()).toMatchObject({ step: 1, assigneeId: team.other.id })
    expect(await messagesTo(team.other)).toEqual([
      { kind: 'returned', says: 'De wet zegt iets anders.', pointId, fromAccountId: team.checker.id, points: 1 },
    ])
    await complete(team.other, 1)
    expect(await work()).toMatchObject({ step: 2, assigneeId: team.checker.id, returnId: null })
  })

  test('goes to whoever is named, when they may do that step', async () => {
    await complete(team.preparer, 1)
    await expect(back(team.checker, 2, { accountId: team.municipality.id })).rejects.toThrow('Kies een collega')
    await complete(team.checker, 2)
    await expect(back(team.checker, 3, { accountId: team.preparer.id })).rejects.toThrow(
      'Ambtenaar A mag de stap Inhoud niet doen',
    )
    await back(team.checker, 3, { toStep: 1, accountId: team.preparer.id })
    expect(await work()).toMatchObject({ step: 1, assigneeId: team.preparer.id })
  })

  test('asks for a reason and an earlier step, of who may do the step where it lies', async () => {
    await complete(team.preparer, 1)
    await expect(back(team.checker, 2, { reason: ' ' })).rejects.toThrow('Schrijf waarom')
    await expect(back(team.checker, 2, { toStep: 2 })).rejects.toThrow('Kies een stap die eerder komt.')
    await expect(back(team.preparer, 2)).rejects.toThrow('Ligt bij Inhoud.')
  })

  test('opens what was approved, for who approves', async () => {
    await answer(team.preparer)
    for (const step of [1, 2, 3, 4]) await complete(team.administrator, step)
    await expect(back(team.checker, 5, { toStep: 1 })).rejects.toThrow('Ligt bij Goedkeuren.')
    await expect(answer(team.preparer)).rejects.toThrow('Dit antwoord is goedgekeurd.')
    await expect(removeAnswerOf(db, team.preparer, process, pointId)).rejects.toThrow('Dit antwoord is goedgekeurd.')
    await back(team.approver, 5, { toStep: 2 })
    await answer(team.preparer)
    expect((await work()).step).toBe(2)
  })
})
