import { parseCrontab } from 'graphile-worker'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { keepDraft } from '#app/features/answers/answer-draft.server.ts'
import { assignPoint } from '#app/features/desk/set-work.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { unreadMessages } from '#app/features/workflow/messages.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints } from '#tests/workflow-factories.ts'
import { runJobs } from './job-runner.ts'
import { crontab, tasksOf } from './jobs.ts'

const database = await testDatabase()
const config = { smtpUrl: null, baseUrl: null, port: 3000 }

test('every scheduled task exists, and runs when there is nothing to do', async () => {
  const tasks = tasksOf({ ...database, close: async () => {} }, config, () => new Date('2016-11-08T10:30:00+01:00'))
  const planned = parseCrontab(crontab).map(({ task }) => task)
  expect(planned).toEqual([
    'forget-drafts',
    'forget-attempts',
    'erase-registrations',
    'send-last-versions',
    'remind-participants',
    'remind-partners',
    'tell-assigned',
    'mail-desk',
    'tell-due',
    'forget-choices',
    'search-words',
    'count-work',
    'find-campaigns',
    'make-suggestions',
    'fill-search',
    'tell-of-plans',
    'give-numbers',
    'compact-tallies',
  ])
  for (const task of planned) await tasks[task]?.({}, undefined as never)
  expect(await database.db.selectFrom('notification').select('id').execute()).toEqual([])
})

test('a job from before messages had their own queue ends without doing anything', async () => {
  const tasks = tasksOf({ ...database, close: async () => {} }, config, () => new Date())
  await expect(
    tasks['send-message']?.({ municipalityId: 'x', notificationId: 'y' }, undefined as never),
  ).resolves.toBeUndefined()
})

test('tasks do what they are named after: numbers within two minutes, letters that are alike, messages, drafts that are forgotten', async () => {
  const { db } = database
  const start = Date.now()
  let minutes = 0
  const clock = () => new Date(start + minutes * 60_000)
  const tasks = tasksOf({ ...database, close: async () => {} }, config, clock)
  const run = (task: string) => tasks[task]?.({}, undefined as never)
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const colleague = await anActor(db, municipality, { innerRoles: ['processor'] })
  const { process, points } = await aProcessWithPoints(db, by, ['Bus'])
  const [pointId = ''] = points
  const text = 'Er liggen in onze gemeente nog veel daken leeg, begin daar met panelen en niet op het land.'
  const letter = await aContribution(db, process, { text, isNew: true })
  for (let copies = 0; copies < 3; copies++) await aContribution(db, process, { text, isNew: true })
  await run('give-numbers')
  await run('find-campaigns')
  const numberOf = await db.selectFrom('contributor').select('number').where('id', '=', letter.contributorId).execute()
  expect(numberOf).toEqual([{ number: 2 }])
  const found = await db.selectFrom('campaign').select('letters').where('processId', '=', process.id).execute()
  expect(found).toEqual([{ letters: 4 }])
  const item = parseCrontab(crontab).find(({ task }) => task === 'give-numbers')
  for (let min = 0; min < 60; min++) expect(item?.match({ min, hour: 4, date: 5, month: 10, dow: 0 })).toBe(true)

  await run('tell-assigned')
  await assignPoint(db, by, { process, pointId, assigneeId: colleague.id }, clock())
  await keepDraft(db, by, { process, pointId, disposition: 'noted', reply: 'Bijna.' }, clock())
  minutes = 3
  await run('tell-assigned')
  minutes = 6
  await run('mail-desk')
  expect((await unreadMessages(db, colleague)).map(({ words }) => words)).toEqual(['1 punt staat nu op uw naam.'])
  const mails = await db
    .selectFrom('notification')
    .select('template')
    .where('recipient', '=', colleague.email)
    .execute()
  expect(mails).toEqual([{ template: 'deskMessages' }])

  const drafts = () => db.selectFrom('answerDraft').select('pointId').execute()
  await run('forget-drafts')
  expect(await drafts()).toHaveLength(1)
  minutes = 61 * 24 * 60
  await run('forget-drafts')
  expect(await drafts()).toEqual([])
})

test.each([
  ['make-suggestions', 24 * 60 * 7],
  ['count-work', (24 * 60 * 7) / 5],
  ['tell-due', 5],
])('%s is planned %i times in a week', (task, times) => {
  const [item, ...others] = parseCrontab(crontab).filter((planned) => planned.task === task)
  expect(others).toEqual([])
  let matches = 0
  for (let dow = 0; dow < 7; dow++)
    for (let hour = 0; hour < 24; hour++)
      for (let min = 0; min < 60; min++) if (item?.match({ min, hour, date: 7 + dow, month: 11, dow })) matches++
  expect(matches).toBe(times)
})

test('the worker runs what is planned: suggestions, counts, and what officials are told of their day', async () => {
  const { db } = database
  // A Monday, in the hour at which what is due is told.
  const now = new Date('2016-11-07T09:22:00+01:00')
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const { process, points } = await aProcessWithPoints(db, by, [
    ...['Regel respijtzorg voor mantelzorgers thuis.', 'Respijtzorg helpt mantelzorgers in het weekend.'],
    'Mantelzorgers vragen respijtzorg voordat zij omvallen.',
  ])
  const [first = '', second = '', open = ''] = points
  const { id: themeId } = await addTheme(db, by, { process, name: 'Mantelzorg' }, now)
  for (const id of [first, second])
    await db.updateTable('pointWork').set({ themeId }).where('pointId', '=', id).execute()
  await db
    .updateTable('pointWork')
    .set({ assigneeId: by.id, dueOn: '2016-11-07' })
    .where('pointId', '=', open)
    .execute()
  const jobs = openDatabase(database.url, { work: 'jobs' })
  const worker = await runJobs({ pool: jobs.pool, tasks: tasksOf(jobs, config, () => now), crontab })
  try {
    for (const task of ['make-suggestions', 'count-work', 'tell-due'])
      await sql`select graphile_worker.add_job(${task}, job_key => ${task})`.execute(db)
    const queued = () =>
      sql`select from graphile_worker.jobs where key in ('make-suggestions', 'count-work', 'tell-due')`.execute(db)
    await expect.poll(async () => (await queued()).rows.length, { timeout: 20_000 }).toBe(0)
  } finally {
    await worker.stop()
    await jobs.close()
  }
  const suggested = await db
    .selectFrom('suggestion')
    .select(['pointId', 'kind', 'value'])
    .where('processId', '=', process.id)
    .execute()
  expect(suggested).toEqual([{ pointId: open, kind: 'theme', value: themeId }])
  const counted = await db
    .selectFrom('workDay')
    .select(['day', 'points'])
    .where('processId', '=', process.id)
    .where('day', '=', '2016-11-07')
    .execute()
  expect(counted).toEqual([{ day: '2016-11-07', points: 3 }])
  expect((await unreadMessages(db, by)).map(({ words }) => words)).toEqual([
    '1 punt op uw naam moet vandaag klaar of is te laat.',
  ])
})

test('numbers are given while copies of everything that takes long hang', async () => {
  const { db } = database
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const { process } = await aProcessWithPoints(db, by, ['Bus'])
  const letter = await aContribution(db, process, { text: 'Er is geen licht op het pad.', isNew: true })
  const long = ['search-words', 'find-campaigns', 'fill-search', 'make-suggestions', 'count-work', 'compact-tallies']
  const queued = async () => {
    const { rows } = await sql<{ task: string }>`
      select task_identifier as task from graphile_worker.jobs where task_identifier = any(${long})`.execute(db)
    return rows.length
  }
  const jobs = openDatabase(database.url, { work: 'jobs' })
  const tasks = tasksOf(jobs, config, () => new Date())
  let worker: Awaited<ReturnType<typeof runJobs>> | undefined
  try {
    await database
      .asOwner()
      .db.transaction()
      .execute(async (trx) => {
        await sql`lock table letter, search_due, suggestion in access exclusive mode`.execute(trx)
        worker = await runJobs({ pool: jobs.pool, tasks, crontab: '17 3 * * * forget-drafts' })
        for (let minute = 0; minute < 5; minute++)
          for (const task of long) await sql`select graphile_worker.add_job(${task})`.execute(db)
        await expect.poll(queued, { timeout: 20_000 }).toBe(3)
        await sql`select graphile_worker.add_job('give-numbers')`.execute(db)
        const numberOf = () =>
          db.selectFrom('contributor').select('number').where('id', '=', letter.contributorId).executeTakeFirst()
        await expect.poll(numberOf, { timeout: 10_000 }).toEqual({ number: expect.any(Number) })
        expect(await queued(), 'they still hang').toBe(3)
      })
    await expect.poll(queued, { timeout: 20_000 }).toBe(0)
  } finally {
    await worker?.stop()
    await jobs.close()
  }
})
