import type { TaskList } from 'graphile-worker'
import { installationAddress, type Config } from '#app/config.server.ts'
import { forgetDrafts } from '#app/features/contributions/forget-drafts.server.ts'
import { eraseRegistrations } from '#app/features/meetings/erase-registrations.server.ts'
import { remindParticipants } from '#app/features/meetings/remind-participants.server.ts'
import { sendMessage } from '#app/features/notifications/send-message.server.ts'
import { sendLastVersions } from '#app/features/partners/answering/send-last-versions.server.ts'
import { sendDueReminders } from '#app/features/partners/asking/send-due-reminders.server.ts'
import type { Database } from '#db/client.server.ts'
import type { Tasks } from '#db/jobs.server.ts'
import { runJobs } from './job-runner.ts'
import { mailTransport } from './mail.ts'

/** In UTC. What reminds people comes every hour, and does nothing in the night. */
export const crontab = `
17 3 * * * forget-drafts
27 3 * * * erase-registrations
37 3 * * * send-last-versions
7 * * * * remind-participants
12 * * * * remind-partners`

/** What each task does. Handlers are idempotent: a job may come twice. */
export function tasksOf({ db }: Database, config: Pick<Config, 'smtpUrl' | 'baseUrl' | 'port'>, clock: () => Date): TaskList {
  const transport = mailTransport(config)
  const list: { [Name in keyof Tasks]: (payload: Tasks[Name]) => Promise<void> } = {
    'send-message': (payload) => sendMessage(db, transport, payload, clock()),
    'forget-drafts': () => forgetDrafts(db, clock()),
    'remind-partners': () => sendDueReminders(db, { baseUrl: installationAddress(config) }, clock()),
    'send-last-versions': () => sendLastVersions(db, { baseUrl: installationAddress(config) }, clock()),
    'remind-participants': async () => void (await remindParticipants(db, clock())),
    'erase-registrations': () => eraseRegistrations(db, clock()),
  }
  return list as TaskList
}

/** Starts the worker in this process. What ends it lets jobs end, and gives back those that do not. */
export function startWorker(database: Database, config: Config, clock: () => Date): Promise<{ stop(): Promise<void> }> {
  return runJobs({ pool: database.pool, tasks: tasksOf(database, config, clock), crontab })
}
