import { v7 as uuid } from 'uuid'
import { sql } from 'kysely'
import { z } from 'zod'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { searchSomeWords } from '#app/features/answers/search-all-words.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answered, aPoint, aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import type { BulkKind } from './bulk.ts'
import { bulkPreview } from './bulk-preview.server.ts'
import { bulkFields, changeFrom } from './bulk.schema.ts'
import { bulkView } from './bulk-view.server.ts'
import { doneBulks } from './done-bulks.server.ts'
import { bulkOf, chooseForBulk, forgetChoices, planBulk } from './choose-points.server.ts'
import { doBulk, type Found } from './do-bulk.server.ts'
import { undoBulk } from './undo-bulk.server.ts'

const { db, asOwner } = await testDatabase()
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]
let themeId: string

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  const made = await aProcessWithPoints(db, team.preparer, ['Bus', 'Veld', 'Bank'])
  process = made.process
  points = made.points
  themeId = (await addTheme(db, team.preparer, { process, name: 'Mobiliteit' }, NOW)).id
})

const at = (index: number) => points[index] ?? ''
const work = (index: number) =>
  db.selectFrom('pointWork').selectAll().where('pointId', '=', at(index)).executeTakeFirstOrThrow()
const set = (index: number, values: { isPublic?: boolean; step?: number; themeId?: string }) =>
  db.updateTable('pointWork').set(values).where('pointId', '=', at(index)).execute()

type Choice = { pointIds?: string[]; all?: boolean; filter?: string }
const choose = (by: Actor, kind: BulkKind, chosen: Choice = { pointIds: points }) =>
  chooseForBulk(db, by, { process, kind, ...chosen }, NOW)
type Fields = Partial<Parameters<typeof doBulk>[2]> & { kind: BulkKind; bulkId: string }
const preview = async (by: Actor, fields: Fields) => {
  const { choice } = await bulkOf(db, process, fields.bulkId, by.id)
  const change = changeFrom(z.object(bulkFields).parse(fields))
  return bulkPreview(db, process, { choice, change, by, now: NOW })
}
const go = async (by: Actor, fields: Fields) =>
  doBulk(db, by, { process, shown: (await preview(by, fields)).mark, ...fields }, NOW)
const refusedOf = (sent: Promise<unknown>): Promise<Refused> =>
  sent.then(
    () => expect.fail('This was done.'),
    (error: unknown) => (error instanceof Refused ? error : expect.fail(String(error))),
  )

describe('many points at once', () => {
  test('get a theme, with the history of each, and have their own back when it is undone', async () => {
    await set(1, { themeId })
    const other = (await addTheme(db, team.preparer, { process, name: 'Sport' }, NOW)).id
    const { id: bulkId } = await choose(team.preparer, 'theme')
    const fields = { kind: 'theme', bulkId, themeId: other } as const
    expect(await preview(team.preparer, fields)).toMatchObject({ chosen: 3, changes: 3, same: 0, gone: 0, kept: [] })
    expect(await go(team.preparer, fields)).toEqual({ id: bulkId, filter: '', points: 3 })
    expect([(await work(0)).themeId, (await work(1)).themeId]).toEqual([other, other])
    const { eventId } = await bulkOf(db, process, bulkId, null)
    const history = await db.selectFrom('pointHistory').selectAll().where('eventId', '=', eventId).execute()
    expect(history.map(({ fromValue, toValue }) => [fromValue, toValue])).toContainEqual([themeId, other])
    expect(history).toHaveLength(3)
    // Someone gave one of them another theme: that stays.
    await set(2, { themeId })
    const undone = await undoBulk(db, team.preparer, { process, bulkId }, NOW)
    expect(undone).toMatchObject({ points: 3, restored: 2 })
    expect([(await work(0)).themeId, (await work(1)).themeId, (await work(2)).themeId]).toEqual([
      null,
      themeId,
      themeId,
    ])
    expect((await refusedOf(undoBulk(db, team.preparer, { process, bulkId }, NOW))).code).toBe('alreadyUndone')
  })

  test('that were only chosen have nothing to undo', async () => {
    const { id: bulkId } = await choose(team.preparer, 'theme')
    expect((await refusedOf(undoBulk(db, team.preparer, { process, bulkId }, NOW))).code).toBe('notDone')
  })

  test('of a list are those that fit it when it is done, by what was shown', async () => {
    await set(0, { themeId })
    const { id: bulkId } = await choose(team.preparer, 'theme', { all: true, filter: `thema=${themeId}` })
    const fields = { kind: 'theme', bulkId, themeId: 'niemand' } as const
    const { mark } = await preview(team.preparer, fields)
    await set(1, { themeId })
    const refused = await refusedOf(doBulk(db, team.preparer, { process, shown: mark, ...fields }, NOW))
    expect(refused.code).toBe('changed')
    const { preview: found } = refused.facts as Found
    expect(found).toMatchObject({ chosen: 2, changes: 2 })
    expect((await work(0)).themeId).toBe(themeId)
    expect(await doBulk(db, team.preparer, { process, shown: found.mark, ...fields }, NOW)).toMatchObject({ points: 2 })
    expect((await refusedOf(doBulk(db, team.preparer, { process, shown: found.mark, ...fields }, NOW))).code).toBe(
      'alreadyDone',
    )
  })

  test('are released by the rule of the gate, and each that stays says why', async () => {
    await answered(db, team.preparer, process, [at(0)])
    await answered(db, team.preparer, process, [at(1)])
    const { contributionId } = await db
      .selectFrom('point')
      .select('contributionId')
      .where('id', '=', at(0))
      .executeTakeFirstOrThrow()
    await finishSplit(db, team.preparer, { process, contributionId, despiteOpen: true }, NOW)
    const { id: bulkId } = await choose(team.preparer, 'release')
    const fields = { kind: 'release', bulkId, isReleased: true } as const
    const whys = async () => (await preview(team.preparer, fields)).kept.map(({ why }) => why).toSorted()
    expect(await whys()).toEqual(['noAnswer', 'unsearched', 'unsplit'])
    await searchSomeWords(db, process)
    expect(await whys()).toEqual(['noAnswer', 'unsplit'])
    await db.updateTable('answer').set({ reply: ' ' }).where('processId', '=', process.id).execute()
    await searchSomeWords(db, process)
    expect(await whys()).toEqual(['incompleteAnswer', 'noAnswer', 'unsplit'])
    await answered(db, team.preparer, process, [at(0)])
    await searchSomeWords(db, process)
    expect(await go(team.preparer, fields)).toMatchObject({ points: 1 })
    expect([(await work(0)).state, (await work(1)).state]).toEqual(['released', 'answered'])
  })

  test('leave what is public as it is, and say so first', async () => {
    const { id: bulkId } = await choose(team.preparer, 'theme')
    const fields = { kind: 'theme', bulkId, themeId } as const
    const { mark } = await preview(team.preparer, fields)
    await set(1, { isPublic: true })
    const refused = await refusedOf(doBulk(db, team.preparer, { process, shown: mark, ...fields }, NOW))
    const { preview: found } = refused.facts as Found
    expect(found).toMatchObject({
      changes: 2,
      kept: [{ why: 'public', step: 1, count: 1, examples: [{ id: at(1), number: null }] }],
    })
    await doBulk(db, team.preparer, { process, shown: found.mark, ...fields }, NOW)
    expect([(await work(0)).themeId, (await work(1)).themeId]).toEqual([themeId, null])
  })

  test('leave what a colleague writes at now', async () => {
    const { municipalityId } = process
    const there = { municipalityId, pointId: at(0), accountId: team.other.id, writesAt: NOW, seenAt: NOW }
    await db.insertInto('pointPresence').values(there).execute()
    const { id: bulkId } = await choose(team.preparer, 'theme')
    const fields = { kind: 'theme', bulkId, themeId } as const
    expect(await preview(team.preparer, fields)).toMatchObject({ changes: 2, kept: [{ why: 'written', count: 1 }] })
    await db.updateTable('pointPresence').set({ accountId: team.preparer.id }).where('pointId', '=', at(0)).execute()
    expect(await preview(team.preparer, fields)).toMatchObject({ changes: 3 })
  })

  test('that vanished meanwhile are counted before anything is done', async () => {
    const { id: bulkId } = await choose(team.preparer, 'theme')
    const fields = { kind: 'theme', bulkId, themeId } as const
    const { mark } = await preview(team.preparer, fields)
    await db.deleteFrom('point').where('id', '=', at(2)).execute()
    const refused = await refusedOf(doBulk(db, team.preparer, { process, shown: mark, ...fields }, NOW))
    expect((refused.facts as Found).preview).toMatchObject({ chosen: 3, changes: 2, gone: 1 })
  })

  test('are undone by who did it, or by an administrator', async () => {
    const { id: bulkId } = await choose(team.preparer, 'theme')
    await go(team.preparer, { kind: 'theme', bulkId, themeId })
    for (const colleague of [team.other, team.approver])
      await expect(undoBulk(db, colleague, { process, bulkId }, NOW)).rejects.toThrow(NotFound)
    expect((await work(0)).themeId).toBe(themeId)
    expect(await undoBulk(db, team.administrator, { process, bulkId }, NOW)).toMatchObject({ restored: 3 })
  })

  test('that became public since stay as they are when it is undone', async () => {
    const { id: bulkId } = await choose(team.preparer, 'theme')
    await go(team.preparer, { kind: 'theme', bulkId, themeId })
    await set(1, { isPublic: true })
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ points: 3, restored: 2 })
    expect([(await work(0)).themeId, (await work(1)).themeId]).toEqual([null, themeId])
  })

  test('are chosen before they change, and of another process or someone else they are not there', async () => {
    expect((await refusedOf(choose(team.preparer, 'theme', { pointIds: [] }))).code).toBe('nothing')
    const { id: bulkId } = await choose(team.preparer, 'theme')
    await expect(planBulk(db, team.other, { process, kind: 'theme', bulkId, themeId }, NOW)).rejects.toThrow(NotFound)
    const elsewhere = await aProcessWithPoints(db, team.preparer, ['Licht'])
    const { id } = await choose(team.preparer, 'theme', { pointIds: elsewhere.points })
    expect(await preview(team.preparer, { kind: 'theme', bulkId: id, themeId })).toMatchObject({ changes: 0, gone: 1 })
    await forgetChoices(db, new Date(NOW.getTime() + 8 * 86_400_000))
    await expect(bulkOf(db, process, bulkId, null)).rejects.toThrow(NotFound)
  })
})

describe('many points at once, to a place in the plan', () => {
  test('have the part of the plan back that they had, with its chapter', async () => {
    const { sections, paragraphs } = await aPlan(db, process)
    const place = async (index: number) => {
      const found = await db.selectFrom('pointPlace').selectAll().where('pointId', '=', at(index)).executeTakeFirst()
      return [found?.sectionId ?? null, found?.lineageId ?? null, (await work(index)).chapter]
    }
    const set = (pointIds: string[], placeId: string) =>
      choose(team.preparer, 'place', { pointIds }).then(async ({ id: bulkId }) => {
        await go(team.preparer, { kind: 'place', bulkId, placeId })
        return bulkId
      })
    await inTransaction(db, (trx) =>
      placePoints(trx, process, { eventId: uuid(), points: [at(0)], placeId: paragraphs[0] ?? '' }, NOW),
    )
    const before = await place(0)
    const bulkId = await set(points, sections[1] ?? '')
    expect(await place(0)).toEqual([sections[1], null, '2'])
    await set([at(2)], sections[0] ?? '')
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ points: 3, restored: 2 })
    expect(await place(0)).toEqual(before)
    expect(await place(1)).toEqual([null, null, null])
    expect(await place(2)).toEqual([sections[0], null, '1'])
  })

  test('get a paragraph by its lineage, whatever its id in this version of the plan', async () => {
    const { paragraphs } = await aPlan(db, process)
    const [placeId = '', lineageId] = [paragraphs[1], uuid()]
    await db.updateTable('paragraph').set({ lineageId }).where('id', '=', placeId).execute()
    const { id: bulkId } = await choose(team.preparer, 'place')
    await go(team.preparer, { kind: 'place', bulkId, placeId })
    const placed = await db.selectFrom('pointPlace').select('lineageId').where('pointId', 'in', points).execute()
    expect(placed.map((row) => row.lineageId)).toEqual(points.map(() => lineageId))
    const { id: again } = await choose(team.preparer, 'place')
    expect(await preview(team.preparer, { kind: 'place', bulkId: again, placeId })).toMatchObject({
      changes: 0,
      same: 3,
    })
    await planBulk(db, team.preparer, { process, kind: 'place', bulkId: again, placeId }, NOW)
    const view = await bulkView(db, process, { bulkId: again, by: team.preparer, asked: 'alinea 2' }, NOW)
    expect(view.words).toMatch(/^de plek .*, alinea 2$/)
    expect(view.place?.text).not.toBe('')
    expect(view.found.parts.map(({ id }) => id)).toContain(placeId)
    const { bulks } = await doneBulks(db, process, { by: team.preparer, from: null })
    expect(bulks.map(({ words }) => words)).toEqual([view.words])
  })
})

describe('many points at once, to a person and a step', () => {
  test('go to the step and the person, but not what lies with others', async () => {
    await set(2, { step: 3 })
    const { id: bulkId } = await choose(team.preparer, 'assign')
    const fields = { kind: 'assign', bulkId, assigneeId: team.checker.id, step: '2', dueOn: '2-12-2016' } as const
    expect(await preview(team.preparer, fields)).toMatchObject({
      changes: 2,
      kept: [{ why: 'notYours', step: 3, count: 1 }],
    })
    await go(team.preparer, fields)
    expect(await work(0)).toMatchObject({ step: 2, assigneeId: team.checker.id, dueOn: '2016-12-02' })
    expect((await work(2)).step).toBe(3)
    await undoBulk(db, team.preparer, { process, bulkId }, NOW)
    expect(await work(0)).toMatchObject({ step: 1, assigneeId: null, dueOn: null })
  })

  test('are not for who may not do the step', async () => {
    await set(2, { step: 2 })
    const { id: bulkId } = await choose(team.preparer, 'assign')
    const fields = { kind: 'assign', bulkId, assigneeId: team.other.id } as const
    expect(await preview(team.preparer, fields)).toMatchObject({ changes: 2, kept: [{ why: 'cannotDo', step: 2 }] })
    const further = { ...fields, step: '2' } as const
    expect(
      (await refusedOf(go(team.checker, { ...further, bulkId: (await choose(team.checker, 'assign')).id }))).code,
    ).toBe('noneLeft')
  })

  test('are not handed out by who has no part in the steps', async () => {
    const reader = await anActor(db, team.municipality, { innerRoles: [] })
    const { id: bulkId } = await choose(reader, 'assign')
    for (const given of [{ assigneeId: team.other.id }, { dueOn: '2-12-2016' }])
      await expect(go(reader, { kind: 'assign', bulkId, ...given })).rejects.toThrow(NotAllowed)
    expect(await work(0)).toMatchObject({ assigneeId: null, dueOn: null })
  })

  test('stay as they are when the campaign is of another process', async () => {
    const id = uuid()
    const { id: processId } = await aProcess(db, team.municipality)
    await db
      .insertInto('campaign')
      .values({ municipalityId: team.municipality.id, processId, id, foundAt: NOW })
      .execute()
    for (const campaignId of [id, uuid()]) {
      const { id: bulkId } = await choose(team.preparer, 'campaign')
      expect((await refusedOf(go(team.preparer, { kind: 'campaign', bulkId, campaignId }))).code).toBe('noCampaign')
    }
  })

  test('go back with a reason, which whoever gets them reads', async () => {
    const forward = await choose(team.preparer, 'assign')
    await go(team.preparer, { kind: 'assign', bulkId: forward.id, step: 'next' })
    const { id: bulkId } = await choose(team.checker, 'assign')
    const fields = { kind: 'assign', bulkId, step: '1' } as const
    expect((await refusedOf(go(team.checker, fields))).code).toBe('noReason')
    await go(team.checker, { ...fields, reason: 'De wet zegt iets anders.' })
    expect(await work(0)).toMatchObject({ step: 1, assigneeId: team.preparer.id })
    const messages = await db
      .selectFrom('deskMessage')
      .select(['kind', 'points', 'says'])
      .where('accountId', '=', team.preparer.id)
      .where('processId', '=', process.id)
      .execute()
    expect(messages).toEqual([{ kind: 'returned', points: 3, says: 'De wet zegt iets anders.' }])
  })

  test('are not approved or released again by undoing, when the answer changed since', async () => {
    await answered(db, team.preparer, process, [at(0)])
    await answered(db, team.preparer, process, [at(1)])
    for (const index of [0, 1]) await set(index, { step: 5 })
    const { id: back } = await choose(team.approver, 'assign', { pointIds: points.slice(0, 2) })
    await go(team.approver, { kind: 'assign', bulkId: back, step: '1', reason: 'Nog eens kijken.' })
    const later = new Date(NOW.getTime() + 1000)
    const other = { process, pointIds: [at(0)], reply: 'Iets anders.' }
    await answerPoints(db, team.approver, { ...other, disposition: 'noted' }, later)
    expect(await undoBulk(db, team.approver, { process, bulkId: back }, later)).toMatchObject({
      points: 2,
      restored: 1,
    })
    expect([(await work(0)).step, (await work(1)).step]).toEqual([1, 5])

    await inTransaction(db, (trx) =>
      changeWork(trx, process, { eventId: uuid(), points: [at(1)], change: { isReleased: true } }, NOW),
    )
    const { id: taken } = await choose(team.preparer, 'release', { pointIds: [at(1)] })
    await go(team.preparer, { kind: 'release', bulkId: taken, isReleased: false })
    expect(await undoBulk(db, team.preparer, { process, bulkId: taken }, NOW)).toMatchObject({ restored: 0 })
    expect((await work(1)).isReleased).toBe(false)
  })

  test('are approved with four eyes', async () => {
    await answered(db, team.approver, process, [at(0)])
    await answered(db, team.preparer, process, [at(1)])
    for (const index of [0, 1, 2]) await set(index, { step: 4 })
    const { id: bulkId } = await choose(team.approver, 'assign')
    const fields = { kind: 'assign', bulkId, step: 'next' } as const
    expect(await preview(team.approver, fields)).toMatchObject({
      changes: 1,
      kept: expect.arrayContaining([
        expect.objectContaining({ why: 'fourEyes', count: 1 }),
        expect.objectContaining({ why: 'noAnswer', count: 1 }),
      ]),
    })
    await go(team.approver, fields)
    expect([(await work(0)).step, (await work(1)).step]).toEqual([4, 5])
  })

  test('get nothing endless', async () => {
    const { id: bulkId } = await choose(team.preparer, 'answer')
    const given = { process, kind: 'answer', bulkId, forwardedTo: 'x'.repeat(301) } as const
    await expect(planBulk(db, team.preparer, given, NOW)).rejects.toThrow(WrongInput)
  })

  test('ask what changes', async () => {
    const { id: bulkId } = await choose(team.preparer, 'assign')
    expect((await refusedOf(go(team.preparer, { kind: 'assign', bulkId }))).code).toBe('nothing')
  })
})

describe('one answer for many points', () => {
  test('is given to those without one, and taken back when it is undone', async () => {
    await answered(db, team.other, process, [at(2)])
    const { id: bulkId } = await choose(team.preparer, 'answer')
    const fields = { kind: 'answer', bulkId, disposition: 'adopted', reply: 'Er komt een bus.' } as const
    expect(await preview(team.preparer, fields)).toMatchObject({ changes: 2, kept: [{ why: 'answered', count: 1 }] })
    await go(team.preparer, fields)
    const answer = await answerOfPoint(db, process, at(0))
    expect(answer).toMatchObject({ reply: 'Er komt een bus.', pointIds: [at(0), at(1)].sort() })
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ restored: 2 })
    expect([await answerOfPoint(db, process, at(0)), (await work(0)).disposition]).toEqual([null, null])
    expect(await answerOfPoint(db, process, at(2))).toMatchObject({ reply: 'Wij doen het.' })
  })

  test('is for so many points at most, and more keep what they have', { timeout: 60_000 }, async () => {
    const { contributionId } = await db
      .selectFrom('point')
      .select('contributionId')
      .where('id', '=', at(0))
      .executeTakeFirstOrThrow()
    // Without statistics the database would go along all points for each of the new ones.
    for (const many of [50, 500, 4500, 14_950]) {
      await sql`
        insert into point (municipality_id, process_id, id, contribution_id, contributor_id, summary, created_at)
        select point.municipality_id, process_id, gen_random_uuid(), ${contributionId}, contributor_id, 'Punt ' || n, created_at
        from point cross join generate_series(1, ${many}::int) as n where id = ${at(0)}`.execute(db)
      await sql`analyze point, point_work`.execute(asOwner().db)
    }
    const { id: bulkId } = await choose(team.preparer, 'answer', { all: true, filter: '' })
    const fields = { kind: 'answer', bulkId, disposition: 'noted', reply: 'Dank.' } as const
    expect(await preview(team.preparer, fields)).toMatchObject({ changes: 20_003, stop: 'tooMany' })
    expect((await refusedOf(go(team.preparer, fields))).code).toBe('tooMany')
    expect(await answerOfPoint(db, process, at(0))).toBeNull()
  })

  test('stays when someone changed it since', async () => {
    const { id: bulkId } = await choose(team.preparer, 'answer')
    await go(team.preparer, { kind: 'answer', bulkId, disposition: 'adopted', reply: 'Er komt een bus.' })
    await answered(db, team.other, process, points)
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ restored: 0, points: 3 })
    expect(await answerOfPoint(db, process, at(0))).toMatchObject({ reply: 'Wij doen het.' })
  })

  test('stays at points that were approved since, and the others keep in their history what they lost', async () => {
    const { id: bulkId } = await choose(team.preparer, 'answer')
    await go(team.preparer, { kind: 'answer', bulkId, disposition: 'adopted', reply: 'Er komt een bus.' })
    await set(0, { step: 9 })
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ restored: 2, points: 3 })
    expect((await answerOfPoint(db, process, at(0)))?.pointIds).toEqual([at(0)])
    const lost = await db
      .selectFrom('pointHistory')
      .select(['pointId', 'field'])
      .where('processId', '=', process.id)
      .where('toValue', 'is', null)
      .execute()
    expect(lost.map(({ pointId, field }) => `${field} ${points.indexOf(pointId)}`).sort()).toEqual([
      ...['answer 1', 'answer 2', 'disposition 1', 'disposition 2'],
    ])
  })

  test.each([
    [{ disposition: '', reply: 'x' }, 'noDecision'],
    [{ disposition: 'adopted', reply: ' ' }, 'noReply'],
    [{ disposition: 'forwarded', reply: 'x' }, 'noForwarding'],
    [{ disposition: 'alreadyInPlan', reply: 'x' }, 'noPlace'],
    [{ disposition: 'adopted', reply: 'Bel 0591 58 11 22.' }, 'tellsOfPerson'],
  ])('is refused while it is not complete: %o', async (fields, code) => {
    const given = { kind: 'answer', bulkId: (await choose(team.preparer, 'answer')).id, ...fields } as const
    expect((await preview(team.preparer, given)).stop, 'what no field mends is said beforehand').toBe(
      code === 'noPlace' ? code : null,
    )
    expect((await refusedOf(go(team.preparer, given))).code).toBe(code)
  })
})

describe('another decision for many answers', () => {
  test('keeps answers that others share, what is approved and what lacks something, and can be undone', async () => {
    points.push(await aPoint(db, team.preparer, process, 'Licht'), await aPoint(db, team.preparer, process, 'Hek'))
    await answered(db, team.preparer, process, [at(0), at(1)])
    await answered(db, team.preparer, process, [at(2), at(3)])
    const chosen = { pointIds: [at(0), at(1), at(2), at(4)] }
    const { id: bulkId } = await choose(team.preparer, 'disposition', chosen)
    const fields = { kind: 'disposition', bulkId, disposition: 'noted' } as const
    expect(await preview(team.preparer, fields)).toMatchObject({
      changes: 2,
      kept: expect.arrayContaining([
        expect.objectContaining({ why: 'sharedOutside', count: 1 }),
        expect.objectContaining({ why: 'noAnswer', count: 1 }),
      ]),
    })
    const forwarded = { kind: 'disposition', bulkId, disposition: 'forwarded' } as const
    expect((await preview(team.preparer, forwarded)).kept).toContainEqual(
      expect.objectContaining({ why: 'incomplete' }),
    )
    await go(team.preparer, fields)
    expect([(await work(0)).disposition, (await work(2)).disposition]).toEqual(['noted', 'adopted'])
    const other = (await choose(team.preparer, 'disposition', { pointIds: [at(2), at(3)] })).id
    await go(team.preparer, { kind: 'disposition', bulkId: other, disposition: 'noted' })
    await set(3, { step: 9 })
    expect(await undoBulk(db, team.preparer, { process, bulkId: other }, NOW)).toMatchObject({ restored: 0 })
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ restored: 2 })
    expect((await answerOfPoint(db, process, at(0)))?.disposition).toBe('adopted')
  })

  test.each([{ isPublic: true }, { step: 9 }])(
    'stays as it is where a point with the same answer is fixed, also when both are chosen: %o',
    async (fixed) => {
      await answered(db, team.other, process, [at(0), at(2)])
      await set(2, fixed)
      const { id: bulkId } = await choose(team.preparer, 'disposition', { pointIds: [at(0), at(2)] })
      const found = await preview(team.preparer, { kind: 'disposition', bulkId, disposition: 'noted' })
      expect(found.changes).toBe(0)
      expect(found.kept.map(({ why }) => why)).toContain('sharedOutside')
    },
  )
})
