import { closedSince, taskOf, type ProcessToday, type Task, type TaskKind } from '#app/features/processes/today.ts'
import { takesWork } from '#app/features/points/split-tasks.ts'
import type { WorkToday } from '#app/features/workflow/work-today.server.ts'
import { paths } from '#app/paths.ts'
import { allPoints, deskQuery, ME, NONE, type DeskFilter } from './desk-filter.ts'

const toDo = ['open', 'answered', 'released']

/** The points on one's own name at these steps, what must be done first in front. */
const mineAt = (steps: readonly number[]): DeskFilter => ({
  ...allPoints,
  ...{ assignee: [ME], state: toDo, step: steps.map(String), sort: 'due' },
})

/** The points on one's own name at the first step, where answers are written. */
export const pointsOfMine: DeskFilter = mineAt([1])

/** The points on one's own name at the steps where answers are checked. */
export const pointsToCheck = mineAt

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

const check = (steps: readonly number[]) =>
  kindOf('check', pointsToCheck(steps), {
    label: (count) => (count === 1 ? 'antwoord na te kijken' : 'antwoorden na te kijken'),
    begin: 'Begin met nakijken',
    waits: { one: 'antwoord om na te kijken', more: 'antwoorden om na te kijken' },
  })

const unassigned = (steps: readonly number[]) =>
  kindOf('unassigned', pointsOfNobody(steps), {
    label: (count) => (count === 1 ? 'punt van niemand' : 'punten van niemand'),
    begin: 'Begin met wat niemand heeft',
    waits: { one: 'punt van niemand', more: 'punten van niemand' },
  })

const lateIn = ({ late, returned }: WorkToday['mine']) => ({ late, returned })

/** What someone has to do with points: their own, with what is late and what came back, and then what nobody has. */
export function pointTasks(
  processes: readonly (ProcessToday & { id: string })[],
  work: ReadonlyMap<string, WorkToday>,
  now: Date,
): Task[] {
  const each = processes.flatMap((process) => {
    const { id, slug, title, state } = process
    const found = work.get(id)
    const of = { slug, process: title, closedSince: closedSince(process, now) }
    return found && takesWork(state) ? [{ of, ...found }] : []
  })
  return [
    ...each.flatMap(({ of, ...found }) =>
      taskOf(mine, of, found.mine.points).map((task) => ({ ...task, ...lateIn(found.mine) })),
    ),
    ...each.flatMap(({ of, checks, ...found }) =>
      taskOf(check(checks), of, found.check.points).map((task) => ({ ...task, ...lateIn(found.check) })),
    ),
    ...each.flatMap(({ of, steps, ...found }) => taskOf(unassigned(steps), of, found.unassigned)),
  ]
}
