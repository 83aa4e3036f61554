import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refused } from '#app/errors.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
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
