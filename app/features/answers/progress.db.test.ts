import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { testDatabase } from '#tests/setup/database.ts'
import { aContribution, aDraft, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { processStates } from '#app/features/processes/process.ts'
import { processesWithProgress } from './progress.server.ts'
import { countProcesses } from '#app/features/processes/queries.server.ts'

const { db } = await testDatabase()

test('an official sees how far each process of the own municipality is, running ones first', async () => {
  const municipality = await aMunicipality(db)
  const official = await anActor(db, municipality)
  await aProcess(db, await aMunicipality(db))
  const answered = await aProcess(db, municipality, { state: 'answered' })
  const draft = await aDraft(db, official)
  const running = await aProcess(db, municipality)
  const ids = { municipalityId: municipality.id, processId: running.id }
  const contributorId = uuid()
  await db
    .insertInto('contributor')
    .values({ ...ids, id: contributorId, kind: 'resident' })
    .execute()
  const reaction = {
    ...ids,
    contributorId,
    kind: 'reaction',
    channel: 'online',
    receivedAt: NOW,
    timeliness: 'onTime',
    text: 'Meer bussen en banken.',
  }
  const [first, second] = [uuid(), uuid()]
  await db
    .insertInto('contribution')
    .values([
      { ...reaction, id: first, splitDoneAt: NOW },
      { ...reaction, id: second },
    ])
    .execute()
  const points = [1, 2, 3].map((number) => ({
    ...ids,
    id: uuid(),
    contributionId: first,
    contributorId,
    number,
    summary: 'Meer bussen',
    createdAt: NOW,
  }))
  await db.insertInto('point').values(points).execute()
  const answerId = uuid()
  await db
    .insertInto('answer')
    .values({ ...ids, id: answerId, disposition: 'adopted', reply: 'Ja.', updatedAt: NOW })
    .execute()
  await db
    .insertInto('answerPoint')
    .values(points.slice(0, 2).map(({ id }) => ({ ...ids, answerId, pointId: id })))
    .execute()

  const rows = await processesWithProgress(db, municipality.id, { states: processStates, limit: 10 })
  expect(rows.map(({ id }) => id)).toEqual([running.id, draft.id, answered.id])
  expect(rows[0]).toMatchObject({ received: 2, split: 1, points: 3, answered: 2, missing: [] })
  expect(rows[1]?.missing.map(({ key }) => key)).toEqual(['plan'])
  expect(await countProcesses(db, municipality.id)).toBe(3)
  expect(await processesWithProgress(db, municipality.id, { states: ['draft'], limit: 10, offset: 1 })).toEqual([])

  const now = { states: ['released', 'draft'] as const, withLater: true, limit: 10 }
  const shown = async () => (await processesWithProgress(db, municipality.id, now)).map(({ id }) => id)
  expect(await shown()).toEqual([running.id, draft.id])
  const { id: late } = await aContribution(db, answered, { text: 'Kwam na de publicatie.' })
  expect(await shown(), 'a letter that came later needs someone').toEqual([running.id, draft.id, answered.id])
  await db
    .updateTable('contribution')
    .set({ formalState: 'test', formalReason: 'Proef.', formalAt: NOW })
    .where('id', 'in', [late, second])
    .execute()
  expect(await shown(), 'what does not count needs nobody').toEqual([running.id, draft.id])
  const [counted] = await processesWithProgress(db, municipality.id, now)
  expect(counted).toMatchObject({ received: 1, split: 1 })

  await aPlan(db, draft)
  const [complete] = await processesWithProgress(db, municipality.id, { states: ['draft'], limit: 10 })
  expect(complete?.missing).toEqual([])
})
