import { expect, test } from 'vitest'
import { termCalendar } from './term-calendar.ts'

test('the six weeks of 2016 are six rows from Wednesday to Tuesday, with the weekends and both ends marked', () => {
  const calendar = termCalendar({ startsOn: '2016-10-05', lastDay: '2016-11-15' })
  expect(calendar?.weekdays).toEqual(['wo', 'do', 'vr', 'za', 'zo', 'ma', 'di'])
  expect(
    calendar?.weeks.map(({ month, days }) => `${month} ${days.map(({ dayOfMonth }) => dayOfMonth).join(' ')}`),
  ).toEqual([
    'oktober 5 6 7 8 9 10 11',
    ' 12 13 14 15 16 17 18',
    ' 19 20 21 22 23 24 25',
    ' 26 27 28 29 30 31 1',
    'november 2 3 4 5 6 7 8',
    ' 9 10 11 12 13 14 15',
  ])
  const days = calendar?.weeks.flatMap((week) => week.days) ?? []
  expect(days.filter(({ isEdge }) => isEdge).map(({ date }) => date)).toEqual(['2016-10-05', '2016-11-15'])
  expect(days.filter(({ rest }) => rest !== null)).toHaveLength(12)
})

test('a term that moved on ends with a part of a row; a year is not drawn', () => {
  expect(termCalendar({ startsOn: '2016-10-05', lastDay: '2016-11-16' })?.weeks.at(-1)?.days).toHaveLength(1)
  expect(termCalendar({ startsOn: '2016-10-05', lastDay: '2017-10-04' })).toBeNull()
})
