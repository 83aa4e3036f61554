import { paths } from '#app/paths.ts'
import type { ProcessState } from '#app/features/processes/process.ts'
import { closedSince, taskOf, type ProcessToday, type Task, type TaskKind } from '#app/features/processes/today.ts'

const split: TaskKind = {
  kind: 'split',
  page: paths.official.process.register,
  label: (count) => (count === 1 ? 'inbreng splitsen' : 'stukken inbreng splitsen'),
  begin: 'Begin met splitsen',
  waits: { one: 'stuk inbreng', more: 'stukken inbreng' },
}

/** Partners give their points before there is a plan to release, and a letter that counts may come after the answers are public. */
export const takesWork = (state: ProcessState): boolean => state !== 'withdrawn'

/** Contributions that are not split to the end. */
export function splitTasks(
  processes: readonly (ProcessToday & { received: number; split: number })[],
  now: Date,
): Task[] {
  return processes
    .filter(({ state }) => takesWork(state))
    .flatMap((process) => {
      const { slug, title, received, split: done } = process
      return taskOf(split, { slug, process: title, closedSince: closedSince(process, now) }, received - done)
    })
}
