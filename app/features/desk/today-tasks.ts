import { closedSince, taskOf, type ProcessToday, type Task, type TaskKind } from '#app/features/processes/today.ts'
import { takesWork } from '#app/features/points/split-tasks.ts'
import type { WorkToday } from '#app/features/workflow/work-today.server.ts'
import { paths } from '#app/paths.ts'
import { allPoints, deskQuery, ME, NONE, type DeskFilter } from './desk-filter.ts'

const toDo = ['open', 'answered', 'released']

/** The points on one's own name that are not done, what must be done first in front. */
export const pointsOfMine: DeskFilter = { ...allPoints, assignee: [ME], state: toDo, sort: 'due' }

/** The points that nobody has, at these steps. */
export const pointsOfNobody = (steps: readonly number[]): DeskFilter => ({
  ...allPoints,
  ...{ assignee: [NONE], state: toDo, step: steps.map(String), sort: 'due' },
})

const kindOf = (kind: string, filter: DeskFilter, words: Pick<TaskKind, 'label' | 'begin' | 'waits'>): TaskKind => ({
  ...{ kind, ...words },
  page: (slug) => `${paths.official.process.points(slug)}?${deskQuery(filter)}`,
})

const mine = kindOf('mine', pointsOfMine, {
  label: (count) => (count === 1 ? 'punt op uw naam' : 'punten op uw naam'),
  begin: 'Begin met uw punten',
  waits: { one: 'punt op uw naam', more: 'punten op uw naam' },
})

const unassigned = (steps: readonly number[]) =>
  kindOf('unassigned', pointsOfNobody(steps), {
    label: (count) => (count === 1 ? 'punt van niemand' : 'punten van niemand'),
    begin: 'Begin met wat niemand heeft',
    waits: { one: 'punt van niemand', more: 'punten van niemand' },
  })

/** What someone has to do with points: their own, with what is late and what came back, and then what nobody has. */
export function pointTasks(
  processes: readonly (ProcessToday & { id: string })[],
  work: ReadonlyMap<string, WorkToday>,
  now: Date,
): Task[] {
  const each = processes.flatMap(({ id, slug, title, state, lastDay }) => {
    const found = work.get(id)
    const of = { slug, process: title, closedSince: closedSince({ lastDay }, now) }
    return found && takesWork(state) ? [{ of, ...found }] : []
  })
  return [
    ...each.flatMap(({ of, late, returned, ...found }) =>
      taskOf(mine, of, found.mine).map((task) => ({ ...task, late, returned })),
    ),
    ...each.flatMap(({ of, steps, ...found }) => taskOf(unassigned(steps), of, found.unassigned)),
  ]
}
