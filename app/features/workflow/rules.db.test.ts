import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { completeStep, aPoint, aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { changeProcessSteps, changeSteps, markOfSteps } from './change-steps.server.ts'
import { changePoint } from '#app/room-parts.server.ts'
import { endRule, rulesOf, setRule } from './rules.server.ts'
import { stepsOf, stepsOfMunicipality } from './steps-of.server.ts'

const { db } = await testDatabase()
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
type Rule = { themeId?: string; chapter?: string; step?: string; accountId: string }
const rule = ({ themeId = '', chapter = '', step = '', accountId }: Rule) =>
  setRule(db, team.preparer, { process, themeId, chapter, step, accountId }, NOW)
const themed = (index: number) => changePoint(db, team.preparer, { process, pointId: at(index), themeId }, NOW)

describe('who gets a point by rule', () => {
  test('is asked when it comes to a theme, and at once for those that lie there', async () => {
    await themed(0)
    await rule({ themeId, accountId: team.other.id })
    expect((await work(0)).assigneeId).toBe(team.other.id)
    await themed(1)
    expect((await work(1)).assigneeId).toBe(team.other.id)
    expect((await work(2)).assigneeId).toBeNull()
    const { events } = await db
      .selectFrom('event')
      .select((eb) => eb.fn.countAll<string>().as('events'))
      .where('processId', '=', process.id)
      .where('act', '=', 'assignByRules')
      .where('actorKind', '=', 'system')
      .executeTakeFirstOrThrow()
    expect(events).toBe('2')
  })

  test('is not asked for a point that someone has', async () => {
    await db.updateTable('pointWork').set({ assigneeId: team.checker.id }).where('pointId', '=', at(0)).execute()
    await rule({ themeId, accountId: team.other.id })
    await themed(0)
    expect((await work(0)).assigneeId).toBe(team.checker.id)
  })

  test('follows the step, and then the theme', async () => {
    await rule({ themeId, accountId: team.other.id })
    await rule({ step: '2', accountId: team.checker.id })
    await themed(0)
    await completeStep(db, team.other, { process, pointId: at(0), step: 1 }, NOW)
    expect(await work(0)).toMatchObject({ step: 2, assigneeId: team.checker.id })
    // Ambtenaar B may not check, so the rule of the theme gives nobody the third step.
    await completeStep(db, team.checker, { process, pointId: at(0), step: 2 }, NOW)
    expect(await work(0)).toMatchObject({ step: 3, assigneeId: null })
  })

  test('holds for new points', async () => {
    await rule({ step: '1', accountId: team.other.id })
    const pointId = await aPoint(db, team.preparer, process, 'Licht')
    const { assigneeId } = await db
      .selectFrom('pointWork')
      .select('assigneeId')
      .where('pointId', '=', pointId)
      .executeTakeFirstOrThrow()
    expect(assigneeId).toBe(team.other.id)
  })

  test('is one person: a second rule for the same takes the place of the first, and a rule can end', async () => {
    await rule({ themeId, accountId: team.other.id })
    await rule({ themeId, accountId: team.checker.id })
    const [only, ...rest] = await rulesOf(db, process)
    expect([only?.assignee, only?.theme, rest]).toEqual(['Ambtenaar C', 'Mobiliteit', []])
    await endRule(db, team.preparer, { process, ruleId: only?.id ?? '' }, NOW)
    await themed(0)
    expect((await work(0)).assigneeId).toBeNull()
    await expect(endRule(db, team.preparer, { process, ruleId: only?.id ?? '' }, NOW)).rejects.toThrow()
  })

  test('is refused for everything at once, a step that is not there and who may not do it', async () => {
    await expect(rule({ accountId: team.other.id })).rejects.toThrow('Kies een thema, een hoofdstuk of een stap.')
    await expect(rule({ step: '9', accountId: team.other.id })).rejects.toThrow('Deze stap is er niet meer.')
    await expect(rule({ step: '4', accountId: team.other.id })).rejects.toThrow(
      'Ambtenaar B mag de stap Goedkeuren niet doen.',
    )
  })
})

const steps = (...names: [string, number?][]) =>
  names.map(([name, was]) => ({ name, role: 'processor' as const, fourEyes: false, dueDays: '5', was }))

describe('other steps', () => {
  test('of the municipality hold for new processes; who has points keeps theirs', async () => {
    const { municipality, administrator, preparer } = await aTeam(db)
    const seen = markOfSteps(await stepsOfMunicipality(db, municipality.id))
    const fresh = await aProcess(db, municipality)
    const { process: begun } = await aProcessWithPoints(db, preparer, ['Bus'])
    await changeSteps(db, administrator, { steps: steps(['Schrijven'], [''], ['Lezen']), seen }, NOW)
    expect((await stepsOf(db, fresh)).map(({ name }) => name)).toEqual(['Schrijven', 'Lezen'])
    expect(await stepsOf(db, begun)).toHaveLength(4)
    await expect(changeSteps(db, administrator, { steps: steps(['Anders']), seen }, NOW)).rejects.toThrow(
      'Een collega heeft dit onderdeel intussen gewijzigd.',
    )
    const { points: made, process: next } = await aProcessWithPoints(db, preparer, ['Licht'])
    expect((await stepsOf(db, next)).map(({ name }) => name)).toEqual(['Schrijven', 'Lezen'])
    const { dueOn } = await db
      .selectFrom('pointWork')
      .select('dueOn')
      .where('pointId', '=', made[0] ?? '')
      .executeTakeFirstOrThrow()
    expect(dueOn).toBe('2016-11-06')
  })

  test('of a process take its points along, with their history', async () => {
    for (const step of [1, 2]) await completeStep(db, team.administrator, { process, pointId: at(0), step }, NOW)
    await completeStep(db, team.administrator, { process, pointId: at(1), step: 1 }, NOW)
    const given = steps(['Lezen'], ['Voorbereiden', 1], ['Juridisch', 3])
    expect(await changeProcessSteps(db, team.administrator, { process, steps: given }, NOW)).toEqual({ moved: 2 })
    expect([(await work(0)).step, (await work(1)).step, (await work(2)).step]).toEqual([3, 3, 2])
  })

  test('are refused without a name, with one name twice and with days that are no number', async () => {
    const change = (given: ReturnType<typeof steps>) =>
      changeProcessSteps(db, team.administrator, { process, steps: given }, NOW)
    await expect(change(steps(['']))).rejects.toThrow('Geef minstens één stap een naam.')
    await expect(change(steps(['Lezen'], ['lezen']))).rejects.toThrow('Deze naam heeft een andere stap al.')
    await expect(change([{ ...steps(['Lezen'])[0]!, dueDays: 'drie' }])).rejects.toThrow('Vul een aantal dagen in')
  })
})
