import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refused } from '#app/errors.server.ts'
import { removeAnswer } from '#app/features/answers/remove-answer.server.ts'
import { shareAnswer } from '#app/features/answers/share-answer.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answered, aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { bulkPreview } from './bulk-preview.server.ts'
import { bulkFields, changeFrom } from './bulk.schema.ts'
import { bulkOf, chooseForBulk } from './choose-points.server.ts'
import { doBulk, type Found } from './do-bulk.server.ts'
import { undoBulk } from './undo-bulk.server.ts'

const { db } = await testDatabase()
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  ;({ process, points } = await aProcessWithPoints(db, team.preparer, ['Bus', 'Veld', 'Bank']))
})

const at = (index: number) => points[index] ?? ''
const work = (index: number) =>
  db.selectFrom('pointWork').selectAll().where('pointId', '=', at(index)).executeTakeFirstOrThrow()
const set = (index: number, values: { isPublic?: boolean; step?: number }) =>
  db.updateTable('pointWork').set(values).where('pointId', '=', at(index)).execute()
type Fields = { bulkId: string; sharedWith?: string }
const choose = (pointIds: string[]) => chooseForBulk(db, team.preparer, { process, kind: 'answer', pointIds }, NOW)
const preview = async (fields: Fields) => {
  const { choice } = await bulkOf(db, process, fields.bulkId, team.preparer.id)
  const change = changeFrom(z.object(bulkFields).parse({ kind: 'answer', ...fields }))
  return bulkPreview(db, process, { choice, change, by: team.preparer, now: NOW })
}
const go = async (fields: Fields, shown?: string) =>
  doBulk(db, team.preparer, { process, kind: 'answer', shown: shown ?? (await preview(fields)).mark, ...fields }, NOW)
const refusedOf = (sent: Promise<unknown>): Promise<Refused> =>
  sent.then(
    () => expect.fail('This was done.'),
    (error: unknown) => (error instanceof Refused ? error : expect.fail(String(error))),
  )

const assign = async (by: Actor, pointIds: string[], step: string) => {
  const { id: bulkId } = await chooseForBulk(db, by, { process, kind: 'assign', pointIds }, NOW)
  const fields = { kind: 'assign' as const, bulkId, step, reason: 'Nog eens kijken.' }
  const { choice } = await bulkOf(db, process, bulkId, by.id)
  const change = changeFrom(z.object(bulkFields).parse(fields))
  const shown = await bulkPreview(db, process, { choice, change, by, now: NOW })
  const done = () => doBulk(db, by, { process, shown: shown.mark, ...fields }, NOW)
  return { bulkId, shown, done }
}

describe('four eyes', () => {
  test('bind who shares an answer of a colleague with points: a third one approves it there', async () => {
    await answered(db, team.other, process, [at(2)])
    const { id: bulkId } = await chooseForBulk(
      db,
      team.approver,
      { process, kind: 'answer', pointIds: points.slice(0, 2) },
      NOW,
    )
    const fields = { process, kind: 'answer' as const, bulkId, sharedWith: at(2) }
    const { choice } = await bulkOf(db, process, bulkId, team.approver.id)
    const change = changeFrom(z.object(bulkFields).parse(fields))
    const { mark } = await bulkPreview(db, process, { choice, change, by: team.approver, now: NOW })
    await doBulk(db, team.approver, { ...fields, shown: mark }, NOW)
    for (const index of [0, 1, 2]) await set(index, { step: 4 })
    expect((await assign(team.approver, points, 'next')).shown).toMatchObject({
      changes: 1,
      kept: [{ why: 'fourEyes', count: 2 }],
    })
    expect((await assign(team.administrator, points, 'next')).shown).toMatchObject({ changes: 3, kept: [] })
    await removeAnswer(db, team.approver, { process, pointId: at(0) }, NOW)
    expect(await work(0)).toMatchObject({ answeredBy: null, givenBy: null })
  })

  test('keep a point that was sent back from being approved by undoing that, once it shares another answer, however old', async () => {
    await answered(db, team.preparer, process, [at(0)])
    await answered(db, team.preparer, process, [at(1)])
    await answered(db, team.other, process, [at(2)])
    for (const index of [0, 1]) await set(index, { step: 5 })
    const { bulkId, done } = await assign(team.approver, points.slice(0, 2), '1')
    await done()
    const older = await answerOfPoint(db, process, at(2))
    const own = await answerOfPoint(db, process, at(0))
    const shared = { process, pointId: at(0), answerId: older?.id ?? '', seen: own?.mark ?? '' }
    await shareAnswer(db, team.approver, shared, NOW)
    expect(await undoBulk(db, team.approver, { process, bulkId }, NOW)).toMatchObject({ points: 2, restored: 1 })
    expect([(await work(0)).step, (await work(1)).step]).toEqual([1, 5])
  })
})

describe('an answer that many points share', () => {
  test('can be the one that another point has', async () => {
    await answered(db, team.other, process, [at(2)])
    const { id: bulkId } = await choose([at(0), at(1)])
    await go({ bulkId, sharedWith: at(2) })
    expect((await answerOfPoint(db, process, at(0)))?.pointIds).toEqual([...points].sort())
    await undoBulk(db, team.preparer, { process, bulkId }, NOW)
    expect((await answerOfPoint(db, process, at(2)))?.pointIds).toEqual([at(2)])
  })

  test.each([
    [{ step: 9 }, { approved: 1, public: 0 }],
    [{ isPublic: true }, { approved: 0, public: 1 }],
  ])('is shared as it is where it is fixed for another, once the preview said so: %o', async (fixed, shown) => {
    await answered(db, team.other, process, [at(2)])
    await set(2, fixed)
    const before = await answerOfPoint(db, process, at(2))
    const { id: bulkId } = await choose([at(0), at(1)])
    const fields = { bulkId, sharedWith: at(2) }
    const { mark } = await preview({ bulkId })
    const refused = await refusedOf(go(fields, mark))
    expect(refused.code).toBe('changed')
    expect((refused.facts as Found).preview).toMatchObject({ changes: 2, fixed: shown })
    await go(fields)
    expect(await answerOfPoint(db, process, at(0))).toEqual({ ...before, pointIds: [...points].sort() })
    expect([(await work(0)).step, (await work(0)).answeredBy]).toEqual([1, team.other.id])
    const history = await db
      .selectFrom('pointHistory')
      .select('pointId')
      .where('processId', '=', process.id)
      .where('field', '=', 'answer')
      .where('pointId', 'in', [at(0), at(1)])
      .execute()
    expect(history).toHaveLength(2)
    expect(await undoBulk(db, team.preparer, { process, bulkId }, NOW)).toMatchObject({ restored: 2 })
    expect(await answerOfPoint(db, process, at(2))).toEqual(before)
  })

  test('is refused when the point to share with lost its answer', async () => {
    const { id: bulkId } = await choose([at(0)])
    const refused = await refusedOf(go({ bulkId, sharedWith: at(2) }))
    expect(refused.code).toBe('noShared')
  })
})
