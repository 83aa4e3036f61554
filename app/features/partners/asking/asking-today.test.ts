import { describe, expect, test } from 'vitest'
import { askingInWords, deadlinesOfAsking, rowOfAsking, tasksOfAsking, type AskingToday } from './asking-today.ts'

const asking: AskingToday = {
  slug: 'sociaal',
  title: 'Sociaal domein',
  closesOn: '2016-08-31',
  asked: 14,
  sent: 9,
  writing: 3,
  reopen: 0,
}
const on = (day: string) => new Date(`${day}T12:00:00+02:00`)

describe('how far the organisations are', () => {
  test.each([
    [{ asked: 14, sent: 9, writing: 3 }, '9 van 14 organisaties hebben verzonden, 3 schrijven, 2 begonnen nog niet.'],
    [{ asked: 3, sent: 1, writing: 1 }, '1 van 3 organisaties heeft verzonden, 1 schrijft, 1 begon nog niet.'],
    [{ asked: 1, sent: 0, writing: 1 }, '0 van 1 organisatie heeft verzonden, 1 schrijft.'],
    [{ asked: 2, sent: 0, writing: 0 }, '0 van 2 organisaties hebben verzonden, 2 begonnen nog niet.'],
    [{ asked: 2, sent: 2, writing: 0 }, 'Alle 2 organisaties hebben verzonden.'],
    [{ asked: 1, sent: 1, writing: 0 }, 'De organisatie heeft verzonden.'],
  ])('%j', (stands, words) => {
    expect(askingInWords(stands)).toBe(words)
  })

  test('is told until and including the last day', () => {
    expect(rowOfAsking(asking, on('2016-08-31'))?.action).toBe('Bekijk en herinner')
    expect(rowOfAsking({ ...asking, sent: 14, writing: 0 }, on('2016-08-31'))?.action).toBe('Bekijk de inbreng')
    expect(rowOfAsking(asking, on('2016-09-01'))).toBeNull()
  })
})

test('the last day stands among the days to come until it is over', () => {
  expect(deadlinesOfAsking([asking], on('2016-08-30'))).toMatchObject([
    { day: '2016-08-31', daysLeft: 1, href: '/ambtenaar/trajecten/sociaal/partners' },
  ])
  expect(deadlinesOfAsking([asking], on('2016-09-01'))).toEqual([])
})

test('who asks to write on waits for an official, while that can be granted', () => {
  expect(tasksOfAsking([asking], on('2016-08-30'))).toEqual([])
  expect(tasksOfAsking([{ ...asking, reopen: 2 }], on('2016-08-31'))).toMatchObject([{ kind: 'reopen', count: 2 }])
  expect(tasksOfAsking([{ ...asking, reopen: 2 }], on('2016-09-01'))).toEqual([])
})
