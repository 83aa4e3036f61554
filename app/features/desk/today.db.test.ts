import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { returnPoint } from '#app/features/workflow/return-point.server.ts'
import { completeStep } from '#app/features/answers/complete-step.server.ts'
import { workToday } from '#app/features/workflow/work-today.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { startOfTask } from './start-of-task.server.ts'
import { pointTasks } from './today-tasks.ts'

const { db } = await testDatabase()
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  const made = await aProcessWithPoints(db, team.preparer, ['Bus', 'Veld', 'Bank'])
  process = made.process
  points = made.points
})

const at = (index: number) => points[index] ?? ''
const set = (index: number, values: { assigneeId?: string; dueOn?: string; isPublic?: boolean; step?: number }) =>
  db.updateTable('pointWork').set(values).where('pointId', '=', at(index)).execute()
const tasks = async (by: Actor) => {
  const work = await workToday(db, by, [process.id], NOW)
  return pointTasks([{ ...process, missing: [] }], work, NOW)
}
const counts = async (by: Actor) =>
  (await tasks(by)).map(({ kind, count, late, returned }) => [
    kind,
    count,
    ...(late ? [late] : []),
    ...(returned ? [returned] : []),
  ])

describe('what points an official sees today', () => {
  test('are their own and those that nobody has, never what another has', async () => {
    await set(0, { assigneeId: team.preparer.id })
    await set(1, { assigneeId: team.other.id })
    expect(await counts(team.preparer)).toEqual([
      ['mine', 1],
      ['unassigned', 1],
    ])
    expect(await counts(team.other)).toEqual([
      ['mine', 1],
      ['unassigned', 1],
    ])
    await set(2, { assigneeId: team.other.id })
    expect(await counts(team.preparer)).toEqual([['mine', 1]])
  })

  test('of nobody are at steps that they may do', async () => {
    const approver = await anActor(db, team.municipality, { innerRoles: ['approver'] })
    expect(await counts(approver)).toEqual([])
    await set(0, { step: 4 })
    expect(await counts(approver)).toEqual([['unassigned', 1]])
    expect(await counts(team.preparer)).toEqual([['unassigned', 2]])
  })

  test('are answers to check at a later step, apart from those to write', async () => {
    await completeStep(db, team.preparer, { process, pointId: at(0), step: 1 }, NOW)
    await set(0, { assigneeId: team.checker.id })
    await set(1, { assigneeId: team.checker.id })
    expect((await counts(team.checker)).slice(0, 2)).toEqual([
      ['mine', 1],
      ['check', 1],
    ])
    const [, check] = await tasks(team.checker)
    expect(check?.href).toContain('stap=2&stap=3&stap=4')
    expect(await startOfTask(db, team.checker, { kind: 'check', slug: process.slug }, NOW)).toContain(at(0))
  })

  test('are late, or came back', async () => {
    await completeStep(db, team.preparer, { process, pointId: at(0), step: 1 }, NOW)
    await returnPoint(db, team.checker, { process, pointId: at(0), step: 2, reason: 'Kijk nog eens.' }, NOW)
    await set(0, { dueOn: '2016-10-31' })
    expect((await tasks(team.preparer))[0]).toMatchObject({ kind: 'mine', count: 1, late: 1, returned: 1 })
  })

  test('are not those that are public or done', async () => {
    await set(0, { isPublic: true })
    await set(1, { step: 5, assigneeId: team.preparer.id })
    expect(await counts(team.preparer)).toEqual([['unassigned', 1]])
  })
})

describe('the button that begins the day', () => {
  const begin = (kind: string) => startOfTask(db, team.preparer, { kind, slug: process.slug }, NOW)
  const address = (rest: string) => `/ambtenaar/trajecten/${process.slug}/${rest}`

  test('leads to the first contribution to split, or to the first point in its list', async () => {
    expect(await begin('split')).toMatch(new RegExp(`^${address('inbreng')}/[0-9a-f-]{36}$`))
    await set(1, { assigneeId: team.preparer.id })
    expect(await begin('mine')).toContain(address(`punten/${at(1)}?`))
    expect(await begin('unassigned')).toMatch(
      new RegExp(`^${address(`punten/${at(0)}`)}\\?behandelaar=niemand&stap=1&`),
    )
  })

  test('leads nowhere in particular when nothing is left, or for another task', async () => {
    expect(await begin('mine')).toBeNull()
    expect(await begin('release')).toBeNull()
  })

  test('finds no process of elsewhere', async () => {
    const stranger = await anActor(db, await aMunicipality(db))
    await expect(startOfTask(db, stranger, { kind: 'mine', slug: process.slug }, NOW)).rejects.toThrow(NotFound)
  })
})
