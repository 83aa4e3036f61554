import { parseCrontab } from 'graphile-worker'
import { expect, test } from 'vitest'
import { testDatabase } from '#tests/setup/database.ts'
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
