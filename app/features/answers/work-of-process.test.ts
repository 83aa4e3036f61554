import { describe, expect, test } from 'vitest'
import { splitTasks } from '#app/features/points/split-tasks.ts'
import { summaryOfTasks } from '#app/features/processes/TaskList.tsx'
import { releaseTasks } from '#app/features/processes/today.ts'
import { publishTasks, type WorkOfProcess } from './work-of-process.ts'

const released: WorkOfProcess = {
  ...{
    slug: 'sociaal',
    title: 'Sociaal domein',
    state: 'released',
    startsOn: '2016-10-05',
    lastDay: '2016-11-15',
    secondStartsOn: null,
    secondLastDay: null,
  },
  ...{ received: 38, split: 37, points: 143, answered: 112, missing: [], waiting: ['inspraak'] },
}
const draft: WorkOfProcess = {
  ...{
    slug: 'cultuur',
    title: 'Cultuurnota',
    state: 'draft',
    startsOn: '2016-11-24',
    lastDay: '2017-01-04',
    secondStartsOn: null,
    secondLastDay: null,
  },
  ...{ received: 0, split: 0, points: 0, answered: 0, missing: [{ title: 'Vul het postadres in' }], waiting: [] },
}
const on = (day: string) => new Date(`${day}T12:00:00+01:00`)
const tasksOf = (processes: WorkOfProcess[], now: Date) =>
  [publishTasks, releaseTasks, splitTasks].flatMap((tasks) => tasks(processes, now))
const kinds = (processes: WorkOfProcess[], day: string) =>
  tasksOf(processes, on(day)).map(({ kind, count }) => [kind, count])

describe('what waits for an official', () => {
  test('reactions to split', () => {
    expect(kinds([released], '2016-11-17')).toEqual([['split', 1]])
    expect(tasksOf([released], on('2016-11-17'))[0]?.closedSince).toBe('2016-11-15')
    expect(tasksOf([released], on('2016-11-15'))[0]?.closedSince).toBeNull()
  })

  test('publishing, only when all is answered and nobody can react any more', () => {
    const done = { ...released, split: 38, answered: 143 }
    expect(kinds([done], '2016-11-15')).toEqual([])
    expect(kinds([done], '2016-11-16')).toEqual([['publish', 38]])
    expect(kinds([{ ...done, received: 0, split: 0, points: 0, answered: 0 }], '2016-11-16')).toEqual([])
    expect(kinds([{ ...done, state: 'answered' }], '2016-11-16')).toEqual([])
  })

  test('publishing of each inspraak by itself, when that is over and not public yet', () => {
    const done = { ...released, split: 38, answered: 143, secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16' }
    expect(kinds([done], '2016-12-06')).toEqual([['publish', 38]])
    expect(kinds([{ ...done, waiting: [] }], '2016-12-06')).toEqual([])
    const second: WorkOfProcess = { ...done, waiting: ['secondInspraak'] }
    expect(kinds([second], '2017-01-16')).toEqual([])
    expect(tasksOf([second], on('2017-01-17'))[0]).toMatchObject({ kind: 'publish', closedSince: '2017-01-16' })
  })

  test('a draft to release, only when nothing is missing; it comes before the long lists', () => {
    expect(kinds([draft], '2016-11-17')).toEqual([])
    expect(kinds([released, { ...draft, missing: [] }], '2016-11-17')[0]).toEqual(['release', 1])
  })

  test('what partners gave before there was a plan to release', () => {
    expect(kinds([{ ...draft, received: 14, split: 12, points: 60, answered: 50 }], '2016-11-17')).toEqual([
      ['split', 2],
    ])
  })
})

test('one sentence says what waits and what is ready', () => {
  const [day, complete] = [on('2016-11-17'), { ...draft, missing: [] }]
  const points = (count: number) => ({
    ...{
      kind: 'mine',
      slug: 'sociaal',
      process: 'Sociaal domein',
      count,
      closedSince: null,
      label: '',
      href: '',
      begin: '',
    },
    waits: { one: 'punt op uw naam', more: 'punten op uw naam' },
  })
  const split = splitTasks([released], day)
  expect(summaryOfTasks([])).toBe('Er wacht nu niets op u.')
  expect(summaryOfTasks([points(31), ...split])).toBe('31 punten op uw naam en 1 stuk inbreng wachten op u.')
  expect(summaryOfTasks(split)).toBe('1 stuk inbreng wacht op u.')
  expect(summaryOfTasks([points(31), points(31), ...split, ...split, ...releaseTasks([complete], day)])).toBe(
    '62 punten op uw naam en 2 stukken inbreng wachten op u. Eén traject is klaar voor de volgende stap.',
  )
})
