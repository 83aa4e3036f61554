import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoint } from '#app/features/answers/answer-point.server.ts'
import { completeStep } from '#app/features/answers/complete-step.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { bulkPreview } from './bulk-preview.server.ts'
import { bulkFields, changeFrom } from './bulk.schema.ts'
import { bulkOf, chooseForBulk } from './choose-points.server.ts'
import { doBulk } from './do-bulk.server.ts'
import { undoBulk } from './undo-bulk.server.ts'

const { db } = await testDatabase()
const LATER = new Date(NOW.getTime() + 60_000)
const REPLY = 'Wij doen het.'
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  ;({ process, points } = await aProcessWithPoints(db, team.preparer, ['Meer bussen', 'Het veld', 'De bank']))
})

const at = (index: number) => points[index] ?? ''
type Given = Partial<Parameters<typeof answerPoint>[2]>
const answer = (by: Actor, given: Given = {}) =>
  answerPoint(
    db,
    by,
    { process, pointId: at(0), disposition: 'adopted', reply: REPLY, scope: 'point', ...given },
    LATER,
  )
const complete = (by: Actor, step: number, index = 0) =>
  completeStep(db, by, { process, pointId: at(index), step }, LATER)
/** Through the steps before the last one. */
const toLast = async (index = 0) => {
  for (const step of [1, 2, 3]) await complete(team.administrator, step, index)
}
const work = (index = 0) =>
  db.selectFrom('pointWork').selectAll().where('pointId', '=', at(index)).executeTakeFirstOrThrow()
const stored = async (index = 0) => {
  const found = await answerOfPoint(db, process, at(index))
  return found ?? expect.fail('There is no answer.')
}

describe('many points at once', () => {
  type Fields = { bulkId: string; kind: 'disposition' | 'assign' | 'answer' | 'theme' } & Record<string, string>
  const choose = async (by: Actor, kind: Fields['kind'], pointIds = [at(0)]) =>
    (await chooseForBulk(db, by, { process, kind, pointIds }, NOW)).id
  const shown = async (by: Actor, fields: Fields) => {
    const { choice } = await bulkOf(db, process, fields.bulkId, by.id)
    const change = changeFrom(z.object(bulkFields).parse(fields))
    return (await bulkPreview(db, process, { choice, change, by, now: NOW })).mark
  }
  const go = (by: Actor, fields: Fields, mark: string) => doBulk(db, by, { process, ...fields, shown: mark }, LATER)

  test('get another decision: four eyes bind whoever gave it and whoever wrote the answer, until it is undone', async () => {
    await answer(team.approver)
    const bulkId = await choose(team.administrator, 'disposition')
    const fields = { kind: 'disposition' as const, bulkId, disposition: 'noted' }
    await go(team.administrator, fields, await shown(team.administrator, fields))
    expect(await stored()).toMatchObject({ disposition: 'noted', updatedBy: team.approver.id })
    expect(await work()).toMatchObject({ answeredBy: team.approver.id, givenBy: team.administrator.id })
    await toLast()
    for (const by of [team.approver, team.administrator])
      await expect(complete(by, 4)).rejects.toThrow('gaf het besluit')
    await undoBulk(db, team.administrator, { process, bulkId }, LATER)
    expect(await stored()).toMatchObject({ disposition: 'adopted', updatedBy: team.approver.id })
    expect(await work()).toMatchObject({ answeredBy: team.approver.id, givenBy: null })
    expect(await complete(team.administrator, 4)).toMatchObject({ step: 5 })
  })

  test.for(['disposition', 'assign', 'answer'] as const)(
    'are refused when an answer that was judged changed since: %s',
    async (kind) => {
      await answer(team.preparer)
      const chosen = kind === 'answer' ? [at(1)] : [at(0)]
      const bulkId = await choose(team.checker, kind, chosen)
      const [field, value] = {
        disposition: ['disposition', 'noted'],
        assign: ['step', '2'],
        answer: ['sharedWith', at(0)],
      }[kind]
      const fields: Fields = { kind, bulkId, [field ?? '']: value ?? '' }
      const mark = await shown(team.checker, fields)
      await answer(team.other, { reply: 'Iets heel anders.' })
      await expect(go(team.checker, fields, mark)).rejects.toMatchObject({ code: 'changed' })
      await go(team.checker, fields, await shown(team.checker, fields))
    },
  )

  test('that get a theme ask nothing about their answers', async () => {
    await answer(team.preparer)
    const { id: themeId } = await addTheme(db, team.preparer, { process, name: 'Vervoer' }, NOW)
    const fields = { kind: 'theme' as const, bulkId: await choose(team.checker, 'theme'), themeId }
    const mark = await shown(team.checker, fields)
    await answer(team.other, { reply: 'Iets heel anders.' })
    expect(await go(team.checker, fields, mark)).toMatchObject({ points: 1 })
  })
})
