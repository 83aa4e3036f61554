import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { answerWithoutPoints } from './answer-without-points.server.ts'
import { removeAnswer } from './remove-answer.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

const { db } = await testDatabase()
let by: Actor
let colleague: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let plan: Awaited<ReturnType<typeof aPlan>>
let one: string
let two: string

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  colleague = await anActor(db, municipality, { name: 'Ambtenaar B' })
  process = await aProcess(db, municipality)
  plan = await aPlan(db, process)
})

beforeEach(async () => {
  const { id: contributionId } = await aContribution(db, process)
  one = (await markPoint(db, by, { process, contributionId, summary: 'Bus' }, NOW)).id
  two = (await markPoint(db, by, { process, contributionId, summary: 'Veld' }, NOW)).id
})

const answer = (given: Partial<Parameters<typeof answerPoints>[2]> = {}, who = by) =>
  answerPoints(db, who, { process, pointIds: [one], disposition: 'adopted', reply: 'Wij doen het.', ...given }, NOW)
const fieldsOf = (refused: Promise<unknown>) =>
  refused.then(
    () => [],
    (error: unknown) => (error instanceof Refused ? Object.keys(error.byField) : []),
  )
const stored = (pointId = one) => answerOfPoint(db, process, pointId)

describe('an answer', () => {
  test('is kept as it was written, with who wrote it and where it leads in the plan', async () => {
    const reply = 'Ja 😀.\n\nمرحبا\n'
    const { mark } = await answer({ reply, sectionIds: [plan.sections[1] ?? '', plan.sections[0] ?? ''] })
    expect(await stored()).toMatchObject({
      disposition: 'adopted',
      reply,
      sectionIds: plan.sections,
      pointIds: [one],
      mark,
      updatedByName: by.name,
    })
  })

  test('can be one for several points, and stays one when it changes', async () => {
    const { id, mark } = await answer({ pointIds: [one, two, one] })
    expect(await stored(two)).toMatchObject({ id, pointIds: [one, two].sort() })
    const changed = await answer({ pointIds: [two], disposition: 'noted', reply: 'Dank.', seen: mark })
    expect(changed.id).toBe(id)
    expect(await stored(one)).toBeNull()
    expect(await stored(two)).toMatchObject({ id, disposition: 'noted', reply: 'Dank.', pointIds: [two] })
    const events = await db
      .selectFrom('event')
      .select(['act', 'detail'])
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute()
    expect(events.map(({ act }) => act)).toEqual(['answerPoints', 'changeAnswer'])
    expect(events[1]?.detail).toMatchObject({ from: 'adopted', to: 'noted' })
  })

  test('is refused with everything that is missing, and nothing is stored', async () => {
    const refused = answer({ disposition: 'forwarded', reply: ' ', forwardedTo: '' })
    await expect(refused).rejects.toThrow(WrongInput)
    expect(await fieldsOf(refused)).toEqual(['reply', 'forwardedTo'])
    expect(await fieldsOf(answer({ disposition: null }))).toEqual(['disposition'])
    expect(await fieldsOf(answer({ disposition: 'alreadyInPlan' }))).toEqual(['sectionIds'])
    await expect(answer({ pointIds: [] })).rejects.toMatchObject({ field: 'pointIds' })
    expect(await stored()).toBeNull()
  })

  test('never swallows another answer', async () => {
    await answer()
    await answer({ pointIds: [two], reply: 'Nee.' })
    await expect(answer({ pointIds: [one, two] })).rejects.toMatchObject({
      code: 'differentAnswers',
      message: expect.stringContaining('verschillende antwoorden'),
    })
    expect(await stored(two)).toMatchObject({ reply: 'Nee.' })
  })

  test('is not for points, sections or officials of elsewhere', async () => {
    const elsewhere = await aMunicipality(db)
    const other = await aProcess(db, { id: process.municipalityId })
    const otherPlan = await aPlan(db, other)
    await expect(answer({}, await anActor(db, elsewhere))).rejects.toThrow(NotFound)
    await expect(answer({ process: other })).rejects.toThrow(NotFound)
    await expect(answer({ sectionIds: otherPlan.sections })).rejects.toThrow(NotFound)
    await expect(answer({ pointIds: [one, 'x'] })).rejects.toThrow(NotFound)
    await expect(answer({}, { ...by, innerRoles: ['reviewer'] })).rejects.toThrow(NotAllowed)
    expect(await stored()).toBeNull()
  })
})

describe('two colleagues', () => {
  test('who write at once: the second sees what the first stored, and nothing is lost', async () => {
    const { mark } = await answer()
    await answer({ reply: 'Van B.', seen: mark }, colleague)
    const late = answer({ reply: 'Van A.', seen: mark })
    await expect(late).rejects.toMatchObject({ code: 'stale', field: 'reply' })
    await expect(late).rejects.toMatchObject({ facts: { current: { reply: 'Van B.', updatedByName: 'Ambtenaar B' } } })
    const current = await stored()
    await answer({ reply: 'Van A en B.', seen: current?.mark ?? '' })
    expect(await stored()).toMatchObject({ reply: 'Van A en B.' })
  })

  test('who begin at once: one is stored, the other is told', async () => {
    const outcomes = await Promise.allSettled([
      answer({ seen: '', reply: 'A' }),
      answer({ seen: '', reply: 'B' }, colleague),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'stale' })
  })

  test('of whom one took the answer away: the other is told that there is none', async () => {
    const { mark } = await answer()
    await removeAnswer(db, colleague, { process, pointId: one, seen: mark }, NOW)
    await expect(answer({ seen: mark })).rejects.toMatchObject({ code: 'stale', facts: { current: null, seen: '' } })
  })
})

describe('taking an answer away', () => {
  test('opens its points again, and is refused when it changed meanwhile', async () => {
    const { mark } = await answer({ pointIds: [one, two] })
    const { mark: later } = await answer({ pointIds: [one, two], reply: 'Anders.', seen: mark })
    const remove = (given: Partial<Parameters<typeof removeAnswer>[2]>) =>
      removeAnswer(db, by, { process, pointId: one, ...given }, NOW)
    await expect(remove({ seen: mark })).rejects.toMatchObject({ code: 'stale' })
    await remove({ seen: later })
    expect(await stored(one)).toBeNull()
    // A form that was sent twice.
    await remove({ seen: later })
    const events = await db
      .selectFrom('event')
      .select('id')
      .where('act', '=', 'removeAnswer')
      .where('subjectKind', '=', 'answer')
      .execute()
    expect(events).toHaveLength(2)
    await expect(remove({ process: await aProcess(db, { id: process.municipalityId }) })).rejects.toThrow(NotFound)
    await expect(remove({ pointId: 'x' })).rejects.toThrow(NotFound)
  })
})

describe('a reaction that asks for nothing', () => {
  test('gets one point, its answer, and is done', async () => {
    const { id: contributionId } = await aContribution(db, process, { text: 'Fijn plan!' })
    const { pointId } = await answerWithoutPoints(db, by, { process, contributionId }, NOW)
    expect(await stored(pointId)).toMatchObject({ disposition: 'noSpecificPoints' })
    const row = await db
      .selectFrom('contribution')
      .select('splitDoneAt')
      .where('id', '=', contributionId)
      .executeTakeFirst()
    expect(row?.splitDoneAt).toEqual(NOW)
    await expect(answerWithoutPoints(db, by, { process, contributionId }, NOW)).rejects.toThrow(Refused)
  })
})

test('the state of a point follows its answer, by whatever act it changes', async () => {
  const work = (pointId: string) =>
    db.selectFrom('pointWork').select(['disposition', 'state']).where('pointId', '=', pointId).executeTakeFirst()
  await answer({ pointIds: [one, two] })
  expect(await work(two)).toEqual({ disposition: 'adopted', state: 'answered' })
  await answer({ disposition: 'noted' })
  expect([await work(one), await work(two)]).toEqual([
    { disposition: 'noted', state: 'answered' },
    { disposition: null, state: 'open' },
  ])
  await removeAnswer(db, by, { process, pointId: one }, NOW)
  expect(await work(one)).toEqual({ disposition: null, state: 'open' })
})
