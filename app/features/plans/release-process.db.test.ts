import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aDraft, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames, doerOf } from '#app/features/processes/release-facts.server.ts'
import { releaseProcess } from './release-process.server.ts'
import { withdrawProcess } from '#app/features/processes/withdraw-process.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
const approver = await anActor(db, municipality, { innerRoles: ['approver'] })
const stranger = await anActor(db, await aMunicipality(db))

const read = (slug: string) => processBySlug(db, municipality.id, slug)
const acts = async (processId: string) =>
  (
    await db.selectFrom('event').select(['act', 'detail']).where('processId', '=', processId).orderBy('id').execute()
  ).filter(({ act }) => act === 'release' || act === 'withdraw')
async function complete() {
  const process = await aDraft(db, processor)
  await aPlan(db, process)
  return process
}

describe('an official releases a process', () => {
  test('it is public from then on, with its term and the day after it as closing', async () => {
    const { id, slug } = await complete()
    expect(await releaseProcess(db, approver, { process: { id } }, NOW)).toEqual({
      startsOn: '2016-12-01',
      lastDay: '2017-01-11',
    })
    const process = await read(slug)
    expect(process).toMatchObject({ state: 'released', startsOn: '2016-12-01', lastDay: '2017-01-11', releasedAt: NOW })
    expect(process.closesAt).toEqual(new Date('2017-01-12T00:00:00+01:00'))
    expect((await phasesOf(db, process))[0]).toMatchObject({ opensOn: '2016-12-01', closesOn: '2017-01-11' })
    expect(await acts(id)).toEqual([
      {
        act: 'release',
        detail: {
          from: 'draft',
          to: 'released',
          startsOn: '2016-12-01',
          lastDay: '2017-01-11',
          wasOnlineEarlier: false,
        },
      },
    ])
  })

  test('not while something is missing: the list says what, in the order of the forms', async () => {
    const { id, slug } = await createProcess(db, processor, { title: 'Leeg traject' }, NOW)
    const refused: unknown = await releaseProcess(db, approver, { process: { id } }, NOW).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Refused)
    const missing = [
      ...['summary', 'purposes', 'decidingBody', 'decidedOn', 'noticeOn', 'onDisplayFrom', 'plan', 'readingPlace'],
      ...['email', 'post', 'spoken', 'whoMayReact', 'nextSteps'],
    ].map((key) => expect.objectContaining({ key }) as unknown)
    expect(refused).toMatchObject({
      code: 'notReady',
      field: 'summary',
      facts: { missing },
      message: expect.stringContaining('Er ontbreken nog 13 dingen') as string,
    })
    expect(await read(slug)).toMatchObject({ state: 'draft', releasedAt: null })
  })

  test('not without a plan, which is the one thing that the draft lacks', async () => {
    const { id } = await aDraft(db, processor)
    await expect(releaseProcess(db, approver, { process: { id } }, NOW)).rejects.toMatchObject({
      field: 'plan',
      message: expect.stringContaining('Er ontbreekt nog 1 ding: Zet het plan online') as string,
    })
  })

  test('not when the term would have begun before the plan was online, unless it was online elsewhere', async () => {
    const { id, slug } = await complete()
    const late = new Date('2016-12-02T09:00:00+01:00')
    await expect(releaseProcess(db, approver, { process: { id } }, late)).rejects.toMatchObject({
      field: 'wasOnlineEarlier',
    })
    expect(await read(slug)).toMatchObject({ state: 'draft' })
    await releaseProcess(db, approver, { process: { id }, wasOnlineEarlier: true }, late)
    expect(await read(slug)).toMatchObject({ state: 'released', startsOn: '2016-12-01' })
    expect((await acts(id))[0]?.detail).toMatchObject({ wasOnlineEarlier: true })
  })

  test('on the first day itself it simply begins; when it is all over it is refused', async () => {
    const [first, past] = [await complete(), await complete()]
    await releaseProcess(db, approver, { process: first }, new Date('2016-12-01T23:59:59+01:00'))
    const over = releaseProcess(
      db,
      approver,
      { process: past, wasOnlineEarlier: true },
      new Date('2017-01-12T00:00:00+01:00'),
    )
    await expect(over).rejects.toMatchObject({ field: 'onDisplayFrom' })
  })

  test('of two officials at once one wins, the other hears what happened', async () => {
    const { id } = await complete()
    const both = await Promise.allSettled([1, 2].map(() => releaseProcess(db, approver, { process: { id } }, NOW)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((each) => each.status === 'rejected')
    expect(lost?.reason).toMatchObject({ message: expect.stringContaining('al vrijgegeven') as string })
    expect(await acts(id)).toHaveLength(1)
  })

  test('not by who only processes, nor from another municipality', async () => {
    const { id } = await complete()
    await expect(releaseProcess(db, processor, { process: { id } }, NOW)).rejects.toThrow(NotAllowed)
    await expect(releaseProcess(db, stranger, { process: { id } }, NOW)).rejects.toThrow(NotFound)
    await expect(
      releaseProcess(db, { kind: 'command', id: null, municipalityId: municipality.id }, { process: { id } }, NOW),
    ).resolves.toBeDefined()
  })
})

test('the page can say who released a process, and who may', async () => {
  const own = await aMunicipality(db)
  const people = await Promise.all(
    (['processor', 'approver', 'administrator'] as const).map((role) =>
      anActor(db, own, { innerRoles: [role], name: `Ambtenaar ${role}` }),
    ),
  )
  expect(await approverNames(db, own.id)).toEqual(['Ambtenaar administrator', 'Ambtenaar approver'])
  const [, second, third] = people
  if (!second || !third) throw new Error('no people')
  const draft = await aDraft(db, third)
  await aPlan(db, draft)
  const process = await processBySlug(db, own.id, draft.slug)
  expect(await doerOf(db, process, 'release')).toBeNull()
  await releaseProcess(db, second, { process: draft }, NOW)
  expect(await doerOf(db, process, 'release')).toBe('Ambtenaar approver')
})

describe('an official withdraws a process', () => {
  test('residents can be told why, and when', async () => {
    const { id, slug } = await aProcess(db, municipality)
    await withdrawProcess(
      db,
      approver,
      { process: { id }, reason: ' Het plan wordt herschreven.\r\nU hoort van ons. ' },
      NOW,
    )
    expect(await read(slug)).toMatchObject({
      state: 'withdrawn',
      withdrawnAt: NOW,
      withdrawnBecause: 'Het plan wordt herschreven.\nU hoort van ons.',
    })
    expect(await acts(id)).toEqual([{ act: 'withdraw', detail: { from: 'released', to: 'withdrawn' } }])
  })

  test('not without a reason, twice, as a draft, after the answers, or by others', async () => {
    const { id } = await aProcess(db, municipality)
    await expect(withdrawProcess(db, approver, { process: { id }, reason: ' ' }, NOW)).rejects.toMatchObject({
      field: 'reason',
    })
    await expect(
      withdrawProcess(db, approver, { process: { id }, reason: 'x'.repeat(2001) }, NOW),
    ).rejects.toMatchObject({ field: 'reason' })
    await expect(withdrawProcess(db, processor, { process: { id }, reason: 'x' }, NOW)).rejects.toThrow(NotAllowed)
    await expect(withdrawProcess(db, stranger, { process: { id }, reason: 'x' }, NOW)).rejects.toThrow(NotFound)
    await withdrawProcess(db, approver, { process: { id }, reason: 'x' }, NOW)
    await expect(withdrawProcess(db, approver, { process: { id }, reason: 'y' }, NOW)).rejects.toThrow(/ingetrokken/)
    const draft = await aDraft(db, processor)
    await expect(withdrawProcess(db, approver, { process: draft, reason: 'x' }, NOW)).rejects.toThrow(/concept/)
    const answered = await aProcess(db, municipality, { state: 'answered' })
    await expect(withdrawProcess(db, approver, { process: answered, reason: 'x' }, NOW)).rejects.toThrow(/afgerond/)
  })
})
