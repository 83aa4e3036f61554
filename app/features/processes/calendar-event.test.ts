import { describe, expect, test } from 'vitest'
import { calendarFile, type CalendarEvent } from './calendar-event.ts'

const event = {
  uid: '01900000-0000-7000-8000-000000000001.laatste-dag@saomen',
  day: '2016-11-15',
  title: 'Laatste dag om te reageren',
  description: 'Tot middernacht.',
  url: 'https://saomen.example/trajecten/zorg',
  changedAt: new Date('2016-10-04T10:15:30.500Z'),
} satisfies CalendarEvent
const unfolded = (file: string) => file.replaceAll('\r\n ', '')
const lineOf = (file: string, name: string) =>
  unfolded(file)
    .split('\r\n')
    .find((line) => line.startsWith(name))

describe('a day in the calendar', () => {
  test('lasts the whole day and ends before the next one', () => {
    const file = calendarFile(event)
    expect(lineOf(file, 'DTSTART')).toBe('DTSTART;VALUE=DATE:20161115')
    expect(lineOf(file, 'DTEND')).toBe('DTEND;VALUE=DATE:20161116')
    expect(lineOf(calendarFile({ ...event, day: '2016-12-31' }), 'DTEND')).toBe('DTEND;VALUE=DATE:20170101')
  })

  test('says when it was changed, in UTC', () => {
    expect(lineOf(calendarFile(event), 'DTSTAMP')).toBe('DTSTAMP:20161004T101530Z')
  })

  test('ends every line with CRLF and has no other line ends', () => {
    const file = calendarFile({ ...event, description: 'een\ntwee\r\ndrie' })
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(lineOf(file, 'DESCRIPTION')).toBe('DESCRIPTION:een\\ntwee\\ndrie')
  })

  test('a title can hold no line of its own', () => {
    const file = calendarFile({ ...event, title: 'Zorg, werk; en \\ school\r\nEND:VEVENT' })
    expect(lineOf(file, 'SUMMARY')).toBe('SUMMARY:Zorg\\, werk\\; en \\\\ school\\nEND:VEVENT')
    expect(file.match(/^END:VEVENT/gm)).toHaveLength(1)
  })

  test('folds long lines at 75 octets without cutting a character', () => {
    const title = 'Ideeën voor de 👩‍👧 buurt: zó gaan wij verder. '.repeat(8).trim()
    const file = calendarFile({ ...event, title })
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(lineOf(file, 'SUMMARY')).toBe(`SUMMARY:${title}`)
  })

  test('a withdrawn plan takes the day out of calendars', () => {
    expect(lineOf(calendarFile({ ...event, cancelled: true }), 'STATUS')).toBe('STATUS:CANCELLED')
  })
})

describe('an event at a time in the calendar', () => {
  const { day: _, ...rest } = event
  const meeting = {
    ...rest,
    startsAt: new Date('2016-10-30T09:30:00+01:00'),
    endsAt: new Date('2016-10-30T11:00:00+01:00'),
    location: 'Dorpshuis, Exloo',
    version: 2,
  }

  test('says its times in UTC, its place, and which version it is', () => {
    const file = calendarFile(meeting)
    expect(lineOf(file, 'DTSTART')).toBe('DTSTART:20161030T083000Z')
    expect(lineOf(file, 'DTEND')).toBe('DTEND:20161030T100000Z')
    expect(lineOf(file, 'LOCATION')).toBe('LOCATION:Dorpshuis\\, Exloo')
    expect(lineOf(file, 'SEQUENCE')).toBe('SEQUENCE:2')
    expect(lineOf(file, 'TRANSP')).toBe('TRANSP:OPAQUE')
    expect(lineOf(calendarFile(event), 'LOCATION')).toBeUndefined()
  })
})
