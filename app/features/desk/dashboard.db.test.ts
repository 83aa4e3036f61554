import { v4 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { planAnswers } from '#app/features/processes/plan-answers.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { addWorkingDays } from '#app/features/processes/working-days.ts'
import { completeStep } from '#app/features/answers/complete-step.server.ts'
import { returnPoint } from '#app/features/workflow/return-point.server.ts'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { startOfDay, today } from '#app/local-date.ts'
import { aContribution, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints, aTeam } from '#tests/workflow-factories.ts'
import { dashboardView } from './dashboard-view.server.ts'
import { keepAllCounts } from './keep-counts.server.ts'

const { db } = await testDatabase()
let team: Awaited<ReturnType<typeof aTeam>>
let process: Process
let points: string[]

/** The middle of the working day that comes so many after NOW, a Tuesday. */
const after = (days: number) => new Date(startOfDay(addWorkingDays(today(NOW), days, [])).getTime() + 12 * 3_600_000)
const view = async (now: Date) => dashboardView(db, await processBySlug(db, process.municipalityId, process.slug), now)
const answer = (pointIds: string[], now: Date) =>
  answerPoints(db, team.preparer, { process, pointIds, disposition: 'adopted', reply: 'Wij doen het.' }, now)
const through = async (pointId: string, now: Date, steps = 4) => {
  const doers = [team.preparer, team.checker, team.checker, team.approver]
  for (const [at, by] of doers.slice(0, steps).entries())
    await completeStep(db, by, { process, pointId, step: at + 1 }, now)
}
const days = () =>
  db
    .selectFrom('workDay')
    .select(['day', 'received', 'split', 'points', 'answered', 'checked', 'approved'])
    .where('processId', '=', process.id)
    .orderBy('day')
    .execute()

beforeAll(async () => {
  team = await aTeam(db)
})
beforeEach(async () => {
  const made = await aProcessWithPoints(db, team.preparer, ['Meer bussen', 'Een bank', 'Een lamp', 'Een pad'])
  process = made.process
  points = made.points
})

describe('how far the work is', () => {
  test('is counted as it is now: received, split, answered, checked and approved', async () => {
    const [first = '', second = '', third = ''] = points
    await aContribution(db, process)
    await answer([first, second, third], NOW)
    await through(first, NOW)
    await through(second, NOW, 3)
    const { day, hasChecks, countedAt } = await view(NOW)
    expect(day).toMatchObject({ received: 5, split: 0, points: 4, answered: 3, checked: 2, approved: 1 })
    expect({ hasChecks, countedAt }).toEqual({ hasChecks: true, countedAt: null })
  })

  test('leaves out points that ask for no answer', async () => {
    await db
      .updateTable('contribution')
      .set({ formalState: 'test', formalReason: 'Een proef', formalAt: NOW })
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('point')
          .select('contributionId')
          .where('id', '=', points[0] ?? ''),
      )
      .execute()
    expect((await view(NOW)).day).toMatchObject({ received: 4, split: 1, points: 3 })
  })

  test('is kept each day, and of the days before as far as the record says it', async () => {
    const [first = '', second = ''] = points
    await answer([first, second], after(1))
    await through(first, after(2))
    await through(second, after(2), 3)
    await returnPoint(
      db,
      team.approver,
      { process, pointId: second, step: 4, reason: 'Nog eens kijken.', toStep: 1 },
      after(3),
    )
    await keepAllCounts(db, after(4))
    const counts = (day: number) => ({ day: today(after(day)), received: 4, split: 0, points: 4 })
    expect((await days()).slice(-4)).toEqual([
      { ...counts(1), answered: 2, checked: 0, approved: 0 },
      { ...counts(2), answered: 2, checked: 2, approved: 1 },
      { ...counts(3), answered: 2, checked: 1, approved: 1 },
      { ...counts(4), answered: 2, checked: 1, approved: 1 },
    ])
    await through(second, after(4))
    await keepAllCounts(db, after(4))
    await keepAllCounts(db, after(4))
    expect((await days()).at(-1)).toEqual({ ...counts(4), answered: 2, checked: 2, approved: 2 })
  })

  test('is shown over time before the job was there, as after it', async () => {
    await answer(points.slice(0, 2), after(1))
    await through(points[0] ?? '', after(2))
    const before = await view(after(3))
    await keepAllCounts(db, after(3))
    expect((await view(after(3))).days).toEqual(before.days)
    expect(before.days.map(({ approved }) => approved)).toEqual([0, 0, 1, 1])
  })
})

describe('the forecast of a process', () => {
  test('waits for ten working days, and then says when all is approved and how that stands to the plan', async () => {
    await keepAllCounts(db, NOW)
    await answer(points, after(1))
    await through(points[0] ?? '', after(2))
    await through(points[1] ?? '', after(3))
    await keepAllCounts(db, after(5))
    expect((await view(after(5))).forecast).toEqual({ kind: 'unknown', because: 'tooFewDays' })
    const planned = addWorkingDays(today(NOW), 18, [])
    await planAnswers(db, team.preparer, { process, answersPlannedOn: planned }, NOW)
    const { forecast, verdict } = await view(after(11))
    expect(forecast).toMatchObject({ kind: 'expected', approved: 2, left: 2, day: addWorkingDays(today(NOW), 21, []) })
    expect(verdict).toMatchObject({ stands: 'Dat is 3 werkdagen na de geplande dag.', isLate: true })
  })

  test('says of each publication that is planned whether its day will do, the first one first', async () => {
    const [first = '', second = '', third = ''] = points
    await db.updateTable('pointWork').set({ round: 'partners' }).where('pointId', '=', third).execute()
    const draft = (round: 'partners' | 'inspraak', days: number) =>
      createPublication(
        db,
        team.preparer,
        { process, key: uuid(), rounds: [round], title: round, plannedOn: addWorkingDays(today(NOW), days, []) },
        NOW,
      )
    await draft('inspraak', 14)
    await draft('partners', 17)
    await keepAllCounts(db, NOW)
    await answer(points, after(1))
    await through(first, after(2))
    await through(second, after(3))
    await keepAllCounts(db, after(5))
    expect((await view(after(5))).publications.map(({ says }) => says)).toEqual([
      'Er is nog geen 10 werkdagen geteld. Daarna staat hier een verwachting.',
      'Er is nog geen 10 werkdagen geteld. Daarna staat hier een verwachting.',
    ])
    const { publications, planned } = await view(after(11))
    // Two in ten days: the one that is left of the first takes five, that of the second five more.
    expect(publications.map(({ title, left, isLate }) => [title, left, isLate])).toEqual([
      ['inspraak', 1, true],
      ['partners', 1, true],
    ])
    expect(publications[0]?.says).toContain('Dat is 2 werkdagen na de geplande dag.')
    expect(publications[1]?.says).toContain('Dat is 4 werkdagen na de geplande dag.')
    expect(planned).toBe(addWorkingDays(today(NOW), 17, []))
    await through(points[3] ?? '', after(11))
    expect((await view(after(11))).publications[0]).toMatchObject({ left: 0, says: 'Alle punten zijn goedgekeurd.' })
  })

  test('has a planned day that a processor sets and takes away', async () => {
    await planAnswers(db, team.preparer, { process, answersPlannedOn: '2016-12-05' }, NOW)
    expect((await view(NOW)).planned).toBe('2016-12-05')
    await expect(planAnswers(db, team.preparer, { process, answersPlannedOn: 'ooit' }, NOW)).rejects.toThrow(
      'Vul een bestaande datum in',
    )
    await planAnswers(db, team.preparer, { process, answersPlannedOn: '' }, NOW)
    expect((await view(NOW)).planned).toBeNull()
  })
})

describe('how the work is divided', () => {
  test('over people, themes, what is late and what is stuck, each with its points behind it', async () => {
    const [first = '', second = '', third = ''] = points
    const { id: themeId } = await addTheme(db, team.preparer, { process, name: 'Mobiliteit' }, NOW)
    const give = (id: string, values: object) =>
      db.updateTable('pointWork').set(values).where('pointId', '=', id).execute()
    await give(first, { themeId, assigneeId: team.preparer.id, dueOn: '2016-11-02' })
    await give(second, { themeId, assigneeId: team.other.id })
    await answer([third], after(6))
    const { persons, themes, stuck, late } = await view(after(6))
    expect(late).toBe(1)
    expect(persons.map(({ name, underWay, late, written }) => [name, underWay, late, written])).toEqual([
      ['Ambtenaar A', 1, 1, 1],
      ['Ambtenaar B', 1, 0, 0],
      ['Nog van niemand', 2, 0, 0],
    ])
    expect(persons[0]?.href).toContain(`/punten?behandelaar=${team.preparer.id}`)
    expect(persons[2]?.href).toContain('/punten?behandelaar=niemand')
    expect(themes.map(({ name, points, late }) => [name, points, late])).toEqual([
      ['Mobiliteit', 2, 1],
      ['Nog geen thema', 2, 0],
    ])
    expect(stuck.map(({ who, step, count, days }) => [who, step, count, days])).toEqual([
      ['Nog van niemand', 'Voorbereiden', 1, 6],
      ['Ambtenaar A', 'Voorbereiden', 1, 6],
      ['Ambtenaar B', 'Voorbereiden', 1, 6],
    ])
    expect(stuck[1]?.href).toContain(`behandelaar=${team.preparer.id}&stap=1`)
  })

  test('is empty for a process to which nothing came', async () => {
    const { process: empty } = await aProcessWithPoints(db, team.preparer, [])
    const shown = await dashboardView(db, empty, NOW)
    expect(shown).toMatchObject({ persons: [], themes: [], stuck: [], days: [{ received: 0, points: 0 }] })
    expect(shown.forecast).toEqual({ kind: 'unknown', because: 'noPoints' })
  })
})
