import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from './answer-points.server.ts'
import { publicationGaps } from './publication-gate.server.ts'
import { workCounts } from './work-counts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { liftFormalState, setFormalState, type PossibleOriginal } from '#app/features/points/formal-state.server.ts'
import { formalViewOf } from '#app/features/points/formal-view.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { countFormalStates, registerPage } from '#app/features/points/register-page.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
})

type Given = Omit<Parameters<typeof setFormalState>[2], 'process' | 'contributionId'>
const set = (contributionId: string, given: Given) => setFormalState(db, by, { process, contributionId, ...given }, NOW)
const lift = (contributionId: string) => liftFormalState(db, by, { process, contributionId }, NOW)
const formalOf = async (contributionId: string) => (await formalViewOf(db, process, contributionId)).formal

describe('what does not count', () => {
  test('needs a reason, and to whom it went or which one it is the same as', async () => {
    const { id } = await aContribution(db, process)
    const wrong = (given: Given) => expect(set(id, given)).rejects
    await wrong({ state: 'test', reason: '  ' }).toMatchObject({ byField: { reason: expect.any(String) } })
    await wrong({ state: 'double', reason: 'Zelfde brief.' }).toMatchObject({
      byField: { doubleOf: expect.any(String) },
    })
    await wrong({ state: 'referred', reason: 'Gaat over het waterschap.' }).toMatchObject({
      byField: { referredTo: expect.any(String) },
    })
    expect(await formalOf(id)).toBeNull()
  })

  test('is told with who said so, and counts again when that is taken back', async () => {
    const { id } = await aContribution(db, process)
    await set(id, { state: 'referred', reason: 'Gaat over een sloot.', referredTo: 'het waterschap' })
    expect(await formalOf(id)).toMatchObject({
      ...{ state: 'referred', reason: 'Gaat over een sloot.', referredTo: 'het waterschap', doubleOf: null },
    })
    await lift(id)
    await lift(id)
    expect(await formalOf(id)).toBeNull()
    const events = await db
      .selectFrom('event')
      .select(['act', 'detail'])
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute()
    expect(events).toMatchObject([
      { act: 'setFormalState', detail: { from: null, to: 'referred' } },
      { act: 'liftFormalState', detail: { from: 'referred', to: null } },
    ])
  })

  test('needs no split and no answer, and is counted apart', async () => {
    const { id } = await aContribution(db, process)
    const other = await aContribution(db, process)
    const { id: pointId } = await markPoint(db, by, { process, contributionId: id, summary: 'Bus' }, NOW)
    await set(id, { state: 'notRelevant', reason: 'Gaat over een andere gemeente.' })
    expect(await workCounts(db, process)).toMatchObject({ contributions: 1, setAside: 1, points: 0 })
    expect((await publicationGaps(db, process, ['inspraak'], by)).unsplit.first.map((gap) => gap.id)).toEqual([
      other.id,
    ])
    expect((await publicationGaps(db, process, ['inspraak'], by)).unanswered.count).toBe(0)
    expect(await nextToSplit(db, process)).toBe(other.id)
    const setAside = { code: 'setAside' }
    await expect(markPoint(db, by, { process, contributionId: id, summary: 'Veld' }, NOW)).rejects.toMatchObject(
      setAside,
    )
    await expect(finishSplit(db, by, { process, contributionId: id, despiteOpen: true }, NOW)).rejects.toMatchObject(
      setAside,
    )
    const answer = { process, pointIds: [pointId], disposition: 'noted' as const, reply: 'Dank.' }
    await expect(answerPoints(db, by, answer, NOW)).rejects.toMatchObject(setAside)
    await lift(id)
    expect(await workCounts(db, process)).toMatchObject({ contributions: 2, setAside: 0, points: 1 })
    await answerPoints(db, by, answer, NOW)
  })

  test('is found in the register by its state', async () => {
    const [double, test_, counts] = [
      await aContribution(db, process),
      await aContribution(db, process),
      await aContribution(db, process),
    ]
    await set(double.id, { state: 'double', reason: 'Zelfde brief.', doubleOf: '3' })
    await set(test_.id, { state: 'test', reason: 'Proef van ons zelf.' })
    const found = async (formal: 'none' | 'any' | 'double') =>
      (await registerPage(db, process, { formal }, 'begin', 10)).rows.map(({ id }) => id)
    expect([await found('any'), await found('double'), await found('none')]).toEqual([
      [double.id, test_.id],
      [double.id],
      [counts.id],
    ])
    expect(await countFormalStates(db, process)).toEqual({ double: 1, test: 1 })
  })

  test('stays what it is once it is public', async () => {
    const { id } = await aContribution(db, process)
    await makePublic(db, process)
    await expect(set(id, { state: 'test', reason: 'Proef.' })).rejects.toMatchObject({ code: 'answersPublic' })
  })
})

describe('a double', () => {
  test('names the contribution of that number, of several the one that was chosen, and never itself', async () => {
    const first = await aContribution(db, process)
    const again = await aContribution(db, process, { contributorId: first.contributorId })
    const other = await aContribution(db, process)
    const double = { state: 'double', reason: 'Zelfde brief.' } as const
    await expect(set(other.id, { ...double, doubleOf: '2' }), 'itself').rejects.toMatchObject({ code: 'noOriginal' })
    const which = await set(other.id, { ...double, doubleOf: '1' }).catch(
      (error: { code: string; facts: unknown }) => error,
    )
    const facts = (which as { facts: PossibleOriginal[] }).facts
    expect(which).toMatchObject({ code: 'whichOriginal' })
    expect(facts.map(({ id }) => id)).toEqual([first.id, again.id])
    await set(other.id, { ...double, doubleOf: '1', originalId: again.id })
    expect(await formalOf(other.id)).toMatchObject({ state: 'double', doubleOf: { id: again.id, number: 1 } })
    await set(again.id, { state: 'test', reason: 'x' }).then(
      () => expect.fail('others are the same as this one'),
      (error: unknown) => expect(error).toMatchObject({ code: 'hasDoubles', facts: [2] }),
    )
    await lift(other.id)
    await set(again.id, { ...double, doubleOf: '1' })
    expect(await formalOf(again.id)).toMatchObject({ doubleOf: { id: first.id } })
  })

  test('of each other at once are not both', async () => {
    const [one, two] = [await aContribution(db, process), await aContribution(db, process)]
    const double = { state: 'double', reason: 'Zelfde brief.' } as const
    const outcomes = await Promise.allSettled([
      set(one.id, { ...double, doubleOf: '2' }),
      set(two.id, { ...double, doubleOf: '1' }),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
