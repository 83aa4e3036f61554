import { describe, expect, test } from 'vitest'
import { blockedOf, deadlinesOf, nearestFirst, stageTag, type ProcessToday } from './today.ts'

const released: ProcessToday = {
  ...{
    slug: 'sociaal',
    title: 'Sociaal domein',
    state: 'released',
    startsOn: '2016-10-05',
    lastDay: '2016-11-15',
    secondStartsOn: null,
    secondLastDay: null,
  },
  missing: [],
}
const draft: ProcessToday = {
  ...{
    slug: 'cultuur',
    title: 'Cultuurnota',
    state: 'draft',
    startsOn: '2016-11-24',
    lastDay: '2017-01-04',
    secondStartsOn: null,
    secondLastDay: null,
  },
  missing: [{ title: 'Vul het postadres in' }],
}
const on = (day: string) => new Date(`${day}T12:00:00+01:00`)

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

  test('of a second inspraak as well', () => {
    const second = { ...released, secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16' }
    const whats = deadlinesOf([second], on('2016-11-23')).map(({ day, what }) => `${day} ${what}`)
    expect(whats.map((what) => what.replaceAll('\u00a0', ' '))).toEqual([
      '2016-12-05 Tweede inspraak begint',
      '2017-01-16 Tweede inspraak eindigt om 23.59 uur',
      '2017-01-23 Register voor papieren post van de tweede inspraak sluit',
    ])
    expect(stageTag(second, on('2016-12-06')).label).toBe('tweede inspraak open')
    expect(stageTag(second, on('2016-11-20')).label).toBe('tweede inspraak aangekondigd')
  })
})

describe('what is stuck', () => {
  const why = (process: ProcessToday, day: string) =>
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
