import { parseCrontab } from 'graphile-worker'
import { expect, test } from 'vitest'
import { keepDraft } from '#app/features/answers/answer-draft.server.ts'
import { assignPoint } from '#app/features/desk/set-work.server.ts'
import { unreadMessages } from '#app/features/workflow/messages.server.ts'
import { aContribution, aMunicipality, anActor } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aProcessWithPoints } from '#tests/workflow-factories.ts'
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
