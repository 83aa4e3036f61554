import { describe, expect, test } from 'vitest'
import { blockedOf, deadlinesOf, nearestFirst, stageTag, tasksOf, type WorkOfProcess } from './today.ts'

const released: WorkOfProcess = {
  ...{ slug: 'sociaal', title: 'Sociaal domein', state: 'released', startsOn: '2016-10-05', lastDay: '2016-11-15' },
  ...{ received: 38, split: 37, points: 143, answered: 112, missing: [] },
}
const draft: WorkOfProcess = {
  ...{ slug: 'cultuur', title: 'Cultuurnota', state: 'draft', startsOn: '2016-11-24', lastDay: '2017-01-04' },
  ...{ received: 0, split: 0, points: 0, answered: 0, missing: [{ title: 'Vul het postadres in' }] },
}
const on = (day: string) => new Date(`${day}T12:00:00+01:00`)
const kinds = (processes: WorkOfProcess[], day: string) =>
  tasksOf(processes, on(day)).map(({ kind, count }) => [kind, count])

describe('what waits for an official', () => {
  test('reactions to split and points to answer', () => {
    expect(kinds([released], '2016-11-17')).toEqual([
      ['split', 1],
      ['answer', 31],
    ])
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

  test('a draft to release, only when nothing is missing; it comes before the long lists', () => {
    expect(kinds([draft], '2016-11-17')).toEqual([])
    expect(kinds([released, { ...draft, missing: [] }], '2016-11-17')[0]).toEqual(['release', 1])
  })

  test('what partners gave before there was a plan to release', () => {
    expect(kinds([{ ...draft, received: 14, split: 12, points: 60, answered: 50 }], '2016-11-17')).toEqual([
      ['split', 2],
      ['answer', 10],
    ])
  })
})

describe('the days to come', () => {
  const days = (day: string) =>
    deadlinesOf([released, draft], on(day)).map(({ day, what, daysLeft }) =>
      `${day} ${what} ${daysLeft}`.replaceAll('\u00a0', ' '),
    )
  test('are put together, the nearest first', () => {
    const [first, ...later] = deadlinesOf([released], on('2016-11-15'))
    expect(nearestFirst([...later, first].filter((day) => day !== undefined))).toEqual([first, ...later])
  })

  test('of released processes alone, up to and including the week for post', () => {
    expect(days('2016-10-04')).toHaveLength(3)
    expect(days('2016-11-15')).toEqual([
      '2016-11-15 Inspraak eindigt om 23.59 uur 0',
      '2016-11-22 Register voor papieren post sluit 7',
    ])
    expect(days('2016-11-22')).toHaveLength(1)
    expect(days('2016-11-23')).toEqual([])
  })
})

describe('what is stuck', () => {
  const why = (process: WorkOfProcess, day: string) =>
    blockedOf([process], on(day)).map((each) => each.why.replaceAll('\u00a0', ' '))
  test('an incomplete draft whose first day is a week away or less', () => {
    expect(why(draft, '2016-11-16')).toEqual([])
    expect(why(draft, '2016-11-17')).toEqual(['De inspraak begint op 24 november 2016. Vul het postadres in.'])
    const titles = ['Een', 'Twee', 'Drie', 'Vier'].map((title) => ({ title }))
    expect(why({ ...draft, missing: titles }, '2016-11-25')).toEqual([
      'De inspraak zou op 24 november 2016 beginnen. Een; Twee; nog 2.',
    ])
  })

  test('a complete draft whose first day went by', () => {
    expect(why({ ...draft, missing: [] }, '2016-11-24')).toEqual([])
    expect(why({ ...draft, missing: [] }, '2016-11-25')[0]).toContain('kies latere datums')
    expect(blockedOf([{ ...draft, startsOn: null }], on('2016-11-25'))).toEqual([])
  })
})

test('the tag of a process follows its term', () => {
  expect(['2016-10-04', '2016-10-05', '2016-11-16'].map((day) => stageTag(released, on(day)).label)).toEqual([
    'vrijgegeven, nog niet open',
    'inspraak open',
    'verwerken',
  ])
})
