import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  endOfDay,
  formatDate,
  formatDateLong,
  formatDateShort,
  formatDateTime,
  formatPeriod,
  formatReceived,
  formatTime,
  hoursInDay,
  isLocalDate,
  parseDate,
  startOfDay,
  today,
  weekday,
  isoInAmsterdam,
  parseInstant,
} from './local-date.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a local date', () => {
  test('is the day in Amsterdam, not in Greenwich', () => {
    expect(today(new Date('2016-11-14T22:59:59Z'))).toBe('2016-11-14')
    expect(today(new Date('2016-11-14T23:00:00Z'))).toBe('2016-11-15')
    expect(today(new Date('2016-07-14T22:00:00Z'))).toBe('2016-07-15')
  })

  test('exists on the calendar', () => {
    expect(['2016-02-29', '2016-12-31', '0099-01-01'].every(isLocalDate)).toBe(true)
    for (const no of ['2015-02-29', '2016-11-31', '2016-13-01', '2016-1-1', '', '2016-11-15T00:00', ' 2016-11-15']) {
      expect(isLocalDate(no), no).toBe(false)
    }
  })

  test('counts days over months, years and clock changes', () => {
    expect(addDays('2016-10-05', 41)).toBe('2016-11-15')
    expect(addDays('2016-03-01', -1)).toBe('2016-02-29')
    expect(daysBetween('2016-10-05', '2016-11-15')).toBe(41)
    expect(daysBetween('2017-01-01', '2016-12-31')).toBe(-1)
    expect(() => addDays('15 november', 1)).toThrow(RangeError)
  })

  test('knows its day of the week', () => {
    expect(weekday('2016-11-15')).toBe(2)
    expect(weekday('2016-11-20')).toBe(7)
  })

  test('begins and ends right in summer, in winter and on both clock changes', () => {
    expect(startOfDay('2016-07-01').toISOString()).toBe('2016-06-30T22:00:00.000Z')
    expect(endOfDay('2016-11-15').toISOString()).toBe('2016-11-15T22:59:59.999Z')
    expect(startOfDay('2016-03-27').toISOString()).toBe('2016-03-26T23:00:00.000Z')
    expect(endOfDay('2016-03-27').toISOString()).toBe('2016-03-27T21:59:59.999Z')
    expect(startOfDay('2016-10-30').toISOString()).toBe('2016-10-29T22:00:00.000Z')
    expect(endOfDay('2016-10-30').toISOString()).toBe('2016-10-30T22:59:59.999Z')
    expect(['2016-03-27', '2016-10-30', '2016-10-31'].map(hoursInDay)).toEqual([23, 25, 24])
  })

  test('turns into an instant and back, on every day of five years', () => {
    for (let day = '2015-01-01'; day < '2020-01-01'; day = addDays(day, 1)) {
      expect([today(startOfDay(day)), today(endOfDay(day))]).toEqual([day, day])
      expect(endOfDay(day).getTime() + 1).toBe(startOfDay(addDays(day, 1)).getTime())
    }
  })
})

describe('on the screen', () => {
  test('a date is written in full, with day and month on one line', () => {
    expect(formatDate('2016-11-15')).toBe('15\u00a0november 2016')
    expect(plain(formatDateLong('2016-11-15'))).toBe('dinsdag 15 november 2016')
    expect(formatDateShort('2016-11-15')).toBe('di 15\u00a0nov')
    expect(plain(formatDateShort('2017-03-05'))).toBe('zo 5 mrt')
  })

  test('a time is the time in Amsterdam', () => {
    expect(formatTime(new Date('2016-11-15T19:14:00Z'))).toBe('20.14\u00a0uur')
    expect(plain(formatTime(new Date('2016-07-15T07:05:00Z')))).toBe('9.05 uur')
    expect(plain(formatTime(new Date('2016-11-14T23:00:00Z')))).toBe('0.00 uur')
    expect(plain(formatDateTime(new Date('2016-11-15T19:14:00Z')))).toBe('15 november 2016 om 20.14 uur')
  })

  test('a period does not repeat the month or year', () => {
    expect(plain(formatPeriod('2016-10-05', '2016-11-15'))).toBe('5 oktober tot en met 15 november 2016')
    expect(plain(formatPeriod('2016-11-05', '2016-11-15'))).toBe('5 tot en met 15 november 2016')
    expect(plain(formatPeriod('2016-12-05', '2017-01-15'))).toBe('5 december 2016 tot en met 15 januari 2017')
    expect(plain(formatPeriod('2016-12-05', '2016-12-05'))).toBe('5 december 2016')
  })
})

describe('what someone types', () => {
  test('is read in the ways that people write a date', () => {
    const figures = ['2016-10-05', '5-10-2016', '05-10-2016']
    const words = ['5 oktober 2016', ' 5  Oktober 2016 ', '5 okt. 2016', 'woensdag 5 oktober 2016', 'wo 5 okt 2016']
    for (const way of [...figures, ...words, formatDate('2016-10-05'), formatDateLong('2016-10-05')]) {
      expect(parseDate(way), way).toBe('2016-10-05')
    }
  })

  test('is read as it is written in the Netherlands, the day first', () => {
    expect(['17/11/2026', '5/1/2026', '17.11.2026'].map(parseDate)).toEqual(['2026-11-17', '2026-01-05', '2026-11-17'])
  })

  test('is not read when it is ambiguous or wrong', () => {
    const figures = ['', '31-11-2016', '5-10-16', '17/11-2026', '11/17/2026']
    for (const no of [...figures, '5 oktember 2016', '5 oktober', 'maandag 5 oktober 2016', '30 februari 2016']) {
      expect(parseDate(no), no).toBe(null)
    }
  })
})

test('shows only the day for what came on paper, because its time is unknown', () => {
  expect(plain(formatReceived(startOfDay('2016-11-15')))).toBe('15 november 2016')
  expect(plain(formatReceived(new Date('2016-11-15T00:00:01+01:00')))).toBe('15 november 2016 om 0.00 uur')
  expect(plain(formatReceived(startOfDay('2016-07-15')))).toBe('15 juli 2016')
})

describe('instants in files', () => {
  test.each([
    ['2016-11-01T20:14:00+01:00', '2016-11-01T19:14:00.000Z', '2016-11-01T20:14:00+01:00'],
    ['2016-07-01 09:05', '2016-07-01T07:05:00.000Z', '2016-07-01T09:05:00+02:00'],
    ['2016-11-15T23:59:59.999', '2016-11-15T22:59:59.999Z', '2016-11-15T23:59:59.999+01:00'],
    ['2016-11-01T19:14:00Z', '2016-11-01T19:14:00.000Z', '2016-11-01T20:14:00+01:00'],
    ['2016-11-01T19:14:00.123456+00:00', '2016-11-01T19:14:00.123Z', '2016-11-01T20:14:00.123+01:00'],
    ['2016-11-01 20:14:00+01', '2016-11-01T19:14:00.000Z', '2016-11-01T20:14:00+01:00'],
    ['1-11-2016 20:14', '2016-11-01T19:14:00.000Z', '2016-11-01T20:14:00+01:00'],
    ['17/11/2026', '2026-11-16T23:00:00.000Z', '2026-11-17T00:00:00+01:00'],
    ['15 november 2016', '2016-11-14T23:00:00.000Z', '2016-11-15T00:00:00+01:00'],
    ['2016-10-30T01:30:00', '2016-10-29T23:30:00.000Z', '2016-10-30T01:30:00+02:00'],
    ['2016-10-30T03:30:00', '2016-10-30T02:30:00.000Z', '2016-10-30T03:30:00+01:00'],
  ])('%s is read and written back', (text, utc, written) => {
    const instant = parseInstant(text)
    expect(instant?.toISOString()).toBe(utc)
    expect(isoInAmsterdam(instant ?? new Date(0))).toBe(written)
  })
  test.each([
    '',
    'gisteren',
    '2016-13-01T10:00',
    '2016-11-01T24:00',
    '2016-11-31',
    '2016-11-01T10',
    '31-11-2016 10:00',
    '01/11/2016 10:00',
    '12/01/2021',
  ])('%s is no instant', (text) => {
    expect(parseInstant(text)).toBeNull()
  })
})
