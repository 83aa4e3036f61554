import { takesWork } from '#app/features/points/split-tasks.ts'
import { closedSince, taskOf, type ProcessToday, type Task, type TaskKind } from '#app/features/processes/today.ts'
import { paths } from '#app/paths.ts'

const decide: TaskKind = {
  kind: 'campaigns',
  page: paths.official.process.campaigns,
  label: (count) => (count === 1 ? 'groep brieven zegt bijna hetzelfde' : 'groepen brieven zeggen bijna hetzelfde'),
  begin: 'Begin met de campagnes',
  waits: { one: 'campagne', more: 'campagnes' },
}

/** Campaigns that someone has to decide about: done before the splitting, they are split and answered once. */
export function campaignTasks(
  processes: readonly (ProcessToday & { id: string })[],
  toDecide: ReadonlyMap<string, number>,
  now: Date,
): Task[] {
  return processes
    .filter(({ state }) => takesWork(state))
    .flatMap((process) => {
      const { id, slug, title } = process
      return taskOf(decide, { slug, process: title, closedSince: closedSince(process, now) }, toDecide.get(id) ?? 0)
    })
}
