import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { campaignTasks } from '#app/features/campaigns/campaign-tasks.ts'
import { campaignsToDecideIn } from '#app/features/campaigns/campaigns-page.server.ts'
import { startOfTask } from '#app/features/desk/start-of-task.server.ts'
import { pointTasks } from '#app/features/desk/today-tasks.ts'
import { publishTasks, rowOfProcess } from '#app/features/answers/work-of-process.ts'
import { meetingDays, reportsToWrite } from '#app/features/meetings/meetings-today.server.ts'
import { askingToday } from '#app/features/partners/asking/asking-today.server.ts'
import {
  deadlinesOfAsking,
  rowOfAsking,
  stillAsked,
  tasksOfAsking,
} from '#app/features/partners/asking/asking-today.ts'
import { splitTasks } from '#app/features/points/split-tasks.ts'
import { Deadlines } from '#app/features/processes/Deadlines.tsx'
import { ProcessRow } from '#app/features/answers/ProcessRow.tsx'
import { processesWithProgress } from '#app/features/answers/progress.server.ts'
import { summaryOfTasks, TaskList } from '#app/features/processes/TaskList.tsx'
import { blockedOf, deadlinesOf, nearestFirst, releaseTasks } from '#app/features/processes/today.ts'
import { markMessagesRead, unreadMessages } from '#app/features/workflow/messages.server.ts'
import { MessageList } from '#app/features/workflow/MessageList.tsx'
import { workToday } from '#app/features/workflow/work-today.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { formatDayMonth, today, weekdayName } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { StackedKey } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import todayStyles from '#app/features/processes/today.css?url'

export const links = () => stylesheets(todayStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Vandaag')

/** More running processes than this are found under Trajecten. */
const MOST = 50

export const loader = onlyFor('official', async ({ db, actor, municipality, now }) => {
  const processes = await processesWithProgress(db, municipality.id, {
    states: ['released', 'draft'],
    withLater: true,
    limit: MOST,
  })
  const ids = processes.map(({ id }) => id)
  const [asking, reports, meetings, work, campaigns, messages] = await Promise.all([
    askingToday(db, municipality.id),
    reportsToWrite(db, municipality.id, now),
    meetingDays(db, municipality.id, now),
    workToday(db, actor, ids, now),
    campaignsToDecideIn(db, municipality.id, ids),
    unreadMessages(db, actor),
  ])
  const askingAbout = new Map(asking.map((each) => [each.slug, rowOfAsking(each, now)]))
  const mayRelease = hasInnerRole(actor, 'approver')
  const day = today(now)
  const waits = stillAsked(asking, now)
  const requests = tasksOfAsking(asking, now)
  const publish = mayRelease ? publishTasks(processes, now).filter(({ slug }) => !waits.has(slug)) : []
  const release = mayRelease ? releaseTasks(processes, now) : []
  // Letters that say the same are split once, so these go before the splitting of each.
  const split = [...campaignTasks(processes, campaigns, now), ...splitTasks(processes, now)]
  const points = pointTasks(processes, work, now)
  // Who waits for an official goes first, then what holds the rest up.
  const tasks = [...requests, ...publish, ...release, ...reports, ...split, ...points]
  const first = tasks[0]
  return {
    /** Straight to the first thing, not to the list that it stands in. */
    begin: first ? { kind: first.kind, href: (await startOfTask(db, actor, first, now)) ?? first.href } : null,
    day: `${weekdayName(day)} ${formatDayMonth(day)}`,
    summary: summaryOfTasks([...requests, ...points, ...split, ...reports, ...publish, ...release]),
    tasks,
    messages,
    blocked: blockedOf(processes, now),
    deadlines: nearestFirst([...deadlinesOf(processes, now), ...deadlinesOfAsking(asking, now), ...meetings]),
    mayCreate: hasInnerRole(actor, 'processor'),
    processes: processes.map((process) => ({
      ...rowOfProcess(process, now),
      aside: askingAbout.get(process.slug) ?? null,
    })),
  }
})

export const action = formAction('official', {
  acts: [markMessagesRead],
  done: { markMessagesRead: () => ({ say: null }) },
})

export default function Today() {
  const { day, begin, summary, tasks, messages, blocked, deadlines, processes, mayCreate } =
    useLoaderData<typeof loader>()
  return (
    <Page wrap={false} className="sm-page">
      <h1>{day.charAt(0).toUpperCase() + day.slice(1)}</h1>
      <p className="lede">{processes.length === 0 ? 'Er loopt nog geen traject.' : summary}</p>
      <div className="sm-dash">
        <div className="sm-col">
          <section className="sm-sec first" aria-labelledby="werk">
            <div className="sm-sec__head">
              <h2 id="werk">Uw werk vandaag</h2>
              {begin && (
                <ButtonLink variant="primary-action" href={begin.href}>
                  {tasks[0]?.begin}
                </ButtonLink>
              )}
            </div>
            {processes.length === 0 ? (
              <Empty
                level={3}
                title="Begin met een traject"
                action={
                  mayCreate && (
                    <ButtonLink variant="primary-action" icon="plus" href={paths.official.newProcess()}>
                      Nieuw traject
                    </ButtonLink>
                  )
                }
              >
                Vul de gegevens in, zet het plan online en geef het vrij. Daarna kunnen bewoners reageren.
              </Empty>
            ) : (
              <TaskList tasks={tasks} />
            )}
          </section>
          {processes.length > 0 && (
            <section className="sm-sec" aria-labelledby="trajecten">
              <div className="sm-sec__head">
                <h2 id="trajecten">Trajecten</h2>
                <StackedKey
                  parts={[
                    { level: 'mid', label: 'beantwoord' },
                    { level: 'empty', label: 'nog te doen' },
                  ]}
                />
              </div>
              {processes.map((process) => (
                <ProcessRow key={process.slug} {...process} />
              ))}
            </section>
          )}
        </div>
        <div className="sm-col">
          <MessageList messages={messages} />
          {blocked.length > 0 && (
            <section className="sm-sec next" aria-labelledby="vast">
              <h2 id="vast">Loopt vast</h2>
              <ul className="sm-blk">
                {blocked.map(({ slug, process, why }) => (
                  <li key={slug}>
                    <a href={paths.official.process.release(slug)}>{process} is niet vrijgegeven</a>
                    <p>{why}</p>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Deadlines deadlines={deadlines} />
        </div>
      </div>
    </Page>
  )
}
