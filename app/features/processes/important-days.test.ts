import { expect, test } from 'vitest'
import { asStart, importantDays } from './important-days.ts'

const process = {
  state: 'released' as const,
  decidingBody: 'het college',
  decidedOn: '2016-10-04',
  startsOn: '2016-10-05',
  lastDay: '2016-11-15',
  ...{ secondStartsOn: null, secondLastDay: null },
  answeredAt: null,
  answersExpected: 'december 2016',
}
const decision = {
  kind: 'decision' as const,
  title: 'De gemeenteraad besluit',
  state: 'next' as const,
  isOnlyPast: false,
  says: 'Komt nog',
  when: 'in december 2016',
}
const plain = (days: { what: string; when: string }[]) =>
  days.map(({ what, when }) => `${what}: ${when}`.replaceAll('\u00a0', ' '))

test('the days that residents ask for, in order', () => {
  expect(plain(importantDays(process, [decision]))).toEqual([
    'Het college geeft het plan vrij: 4 oktober 2016',
    'Eerste dag om te reageren: 5 oktober 2016',
    'Laatste dag om te reageren: 15 november 2016, tot middernacht',
    'Antwoorden op alle reacties, verwacht: december 2016',
    'De gemeenteraad besluit: in december 2016',
  ])
})

test('answers that are there have a real date', () => {
  const answered = { ...process, state: 'answered' as const, answeredAt: new Date('2016-12-05T23:30:00Z') }
  expect(plain(importantDays(answered, []))).toContain('Antwoorden op alle reacties: 6 december 2016')
})

test('what a withdrawn plan will not bring is not promised', () => {
  expect(plain(importantDays({ ...process, state: 'withdrawn' }, [decision])).join()).not.toContain('december')
})

test('what is not known stays away', () => {
  const empty = { ...process, decidingBody: '', decidedOn: null, startsOn: null, lastDay: null, answersExpected: '' }
  expect(importantDays(empty, [{ ...decision, when: '' }])).toEqual([])
})

test('a body starts its sentence with a capital', () => {
  expect(asStart('het college')).toBe('Het college')
  expect(asStart('')).toBe('')
})

test('a plan that was changed and adopted has the days of that, in place of the decision that was expected', () => {
  const days = importantDays(process, [decision], {
    revisedOn: ['2016-11-28'],
    adoption: { body: 'de gemeenteraad', decidedOn: '2016-12-15' },
  })
  expect(plain(days).slice(3)).toEqual([
    'Het aangepaste plan staat online: 28 november 2016',
    'Antwoorden op alle reacties, verwacht: december 2016',
    'De gemeenteraad stelt het plan vast: 15 december 2016',
  ])
})

test('a second time to react stands after the first', () => {
  const second = { ...process, secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16' }
  expect(plain(importantDays(second, [])).slice(2, 5)).toEqual([
    'Laatste dag om te reageren: 15 november 2016, tot middernacht',
    'Eerste dag om te reageren, tweede keer: 5 december 2016',
    'Laatste dag om te reageren, tweede keer: 16 januari 2017, tot middernacht',
  ])
})
