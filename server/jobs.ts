import type { TaskList } from 'graphile-worker'
import { installationAddress, type Config } from '#app/config.server.ts'
import { forgetOldAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { forgetAnswerDrafts } from '#app/features/answers/answer-draft.server.ts'
import { searchAllWords } from '#app/features/answers/search-all-words.server.ts'
import { findCampaigns } from '#app/features/campaigns/find-campaigns.server.ts'
import { makeSuggestions } from '#app/features/campaigns/make-suggestions.server.ts'
import { tellOfPlans } from '#app/features/changes/tell-of-plans.server.ts'
import { forgetDrafts } from '#app/features/contributions/forget-drafts.server.ts'
import { giveAllNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { forgetAdviceSecrets } from '#app/features/desk/advice/advice-request.server.ts'
import { keepAllCounts } from '#app/features/desk/keep-counts.server.ts'
import { forgetChoices } from '#app/features/desk/bulk/choose-points.server.ts'
import { eraseRegistrations } from '#app/features/meetings/erase-registrations.server.ts'
import { remindParticipants } from '#app/features/meetings/remind-participants.server.ts'
import { startSender } from '#app/features/notifications/send-queue.server.ts'
import { compactTallies } from '#app/features/points/compact-tallies.server.ts'
import { sendLastVersions } from '#app/features/partners/answering/send-last-versions.server.ts'
import { sendDueReminders } from '#app/features/partners/asking/send-due-reminders.server.ts'
import { fillEntries } from '#app/features/search/fill-entries.server.ts'
import { mailDesk } from '#app/features/workflow/mail-desk.server.ts'
import { tellAssigned } from '#app/features/workflow/tell-assigned.server.ts'
import { tellDue } from '#app/features/workflow/tell-due.server.ts'
import { log } from '#app/log.server.ts'
import { publicationParts } from '#app/room-parts.server.ts'
import type { Database } from '#db/client.server.ts'
import { runJobs } from './job-runner.ts'
import { lane } from './lane.ts'
import { mailTransport } from './mail.ts'

/**
 * Times in UTC. The tasks that send reminders run every hour and do nothing at night. Words are indexed as often as
 * officials who split and answer look at what is left to do.
 */
export const crontab = `
17 3 * * * forget-drafts
22 3 * * * forget-attempts
27 3 * * * erase-registrations
37 3 * * * send-last-versions
7 * * * * remind-participants
12 * * * * remind-partners
* * * * * tell-assigned
* * * * * mail-desk
22 8 * * 1-5 tell-due
47 3 * * * forget-choices
*/5 * * * * search-words
*/5 * * * * count-work
* * * * * find-campaigns
* * * * * make-suggestions
* * * * * fill-search
* * * * * tell-of-plans
* * * * * give-numbers
* * * * * compact-tallies
`

/**
 * What each task does. Handlers are idempotent: a job may run twice. Those that go on until all is done share lanes, one place less than there
 * are: however much there is to do, a place is free for what residents and officials wait for.
 */
export function tasksOf({ db }: Database, config: Pick<Config, 'baseUrl' | 'port'>, clock: () => Date): TaskList {
  const [publicWords, letters, points, numbers] = [lane(), lane(), lane(), lane()]
  return {
    // Jobs from before there was a queue of messages: the rows that they name are in that queue.
    'send-message': async () => {},
    'forget-drafts': async () => {
      await forgetDrafts(db, clock())
      await forgetAnswerDrafts(db, clock())
    },
    'forget-attempts': async () => {
      await forgetOldAttempts(db, clock())
      await forgetAdviceSecrets(db, clock())
    },
    'remind-partners': () => sendDueReminders(db, { baseUrl: installationAddress(config) }, clock()),
    'send-last-versions': () => sendLastVersions(db, { baseUrl: installationAddress(config) }, clock()),
    'remind-participants': async () => void (await remindParticipants(db, clock())),
    'erase-registrations': () => eraseRegistrations(db, clock()),
    'tell-assigned': () => tellAssigned(db, clock()),
    'tell-due': () => tellDue(db, clock()),
    'mail-desk': () => mailDesk(db, { baseUrl: installationAddress(config) }, clock()),
    'forget-choices': () => forgetChoices(db, clock()),
    'search-words': letters('search-words', () => searchAllWords(db)),
    'count-work': points('count-work', () => keepAllCounts(db, clock())),
    'find-campaigns': letters('find-campaigns', () => findCampaigns(db, clock())),
    'fill-search': publicWords('fill-search', () => fillEntries(db)),
    'tell-of-plans': publicWords('tell-of-plans', () =>
      tellOfPlans(db, { installation: installationAddress(config), recipients: publicationParts.recipients }, clock()),
    ),
    'give-numbers': numbers('give-numbers', () => giveAllNumbers(db)),
    'compact-tallies': points('compact-tallies', () => compactTallies(db)),
    'make-suggestions': points('make-suggestions', () => makeSuggestions(db, clock())),
  }
}

/**
 * Starts the worker and the mail sender in this process. The returned function lets running jobs and messages end, and
 * releases those that do not.
 */
export async function startWorker(
  { jobs: database, messages }: { jobs: Database; messages: Database },
  config: Config,
  clock: () => Date,
): Promise<{ stop(): Promise<void> }> {
  const jobs = await runJobs({ pool: database.pool, tasks: tasksOf(database, config, clock), crontab })
  const sender = startSender(messages.db, mailTransport(config), { clock, report: (line) => log.warn(line) })
  return { stop: async () => void (await Promise.all([sender.stop(), jobs.stop()])) }
}
