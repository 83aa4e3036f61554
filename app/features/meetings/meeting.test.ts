import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldErrors } from '#app/form-errors.ts'
import { clockTime } from '#app/local-date.ts'
import { readAgenda, writeAgenda } from './agenda.ts'
import {
  attendedAfter,
  canTickAttendance,
  erasedOn,
  hasBegun,
  isAtTheDoor,
  momentOn,
  parseTime,
  placesInWords,
  placesLeft,
  registering,
  whenInWords,
  whereInWords,
} from './meeting.ts'
import { addedInput, meetingInput, registrationInput, textsOfMeeting, type MeetingTexts } from './meeting.schema.ts'

const startsAt = new Date('2016-11-10T19:30:00+01:00')
const endsAt = new Date('2016-11-10T21:30:00+01:00')
const meeting = { state: 'planned' as const, audience: 'everyone' as const, startsAt, registerUntil: null, places: 2 }
const none = { registered: 0, waiting: 0 }
const anyone = { isInvited: false }
const at = (text: string) => new Date(text)
const errorsOf = (schema: z.ZodType, given: object) => fieldErrors(schema.safeParse(given).error ?? new z.ZodError([]))
const errorsOfMeeting = (texts: MeetingTexts) => errorsOf(meetingInput, texts)

describe('who may register', () => {
  const before = at('2016-11-01T12:00:00+01:00')

  test('everyone until the meeting begins, and on the waiting list when it is full', () => {
    expect(registering(meeting, none, anyone, before)).toBe('open')
    expect(registering(meeting, { registered: 2, waiting: 0 }, anyone, before)).toBe('waiting')
    expect(registering(meeting, { registered: 1, waiting: 1 }, anyone, before), 'who waits goes first').toBe('waiting')
    expect(registering({ ...meeting, places: null }, { registered: 900, waiting: 0 }, anyone, before)).toBe('open')
    expect(registering(meeting, none, anyone, at('2016-11-10T19:29:59.999+01:00'))).toBe('open')
    expect(registering(meeting, none, anyone, startsAt)).toBe('begun')
  })

  test('through the last day to register, to its last millisecond', () => {
    const until = { ...meeting, registerUntil: '2016-11-08' }
    expect(registering(until, none, anyone, at('2016-11-08T23:59:59.999+01:00'))).toBe('open')
    expect(registering(until, none, anyone, at('2016-11-09T00:00:00+01:00'))).toBe('closed')
  })

  test('only with the link where people are invited, and nobody when it is over', () => {
    const invited = { ...meeting, audience: 'invited' as const }
    expect(registering(invited, none, anyone, before)).toBe('invitationOnly')
    expect(registering(invited, none, { isInvited: true }, before)).toBe('open')
    for (const state of ['held', 'cancelled'] as const)
      expect(registering({ ...meeting, state }, none, anyone, before)).toBe(state)
  })

  test('reads how many places are left', () => {
    expect(placesLeft(meeting, { registered: 3, waiting: 0 })).toBe(0)
    expect(placesInWords(meeting, { registered: 1, waiting: 0 })).toBe('Nog 1 van de 2 plaatsen vrij.')
    expect(placesInWords(meeting, { registered: 2, waiting: 0 })).toBe(
      'Alle plaatsen zijn bezet. U kunt op de wachtlijst.',
    )
    expect(placesInWords({ places: null }, none)).toBe('Er is plaats voor iedereen.')
  })
})

describe('after it began', () => {
  test('who ticks changes only what they changed themselves, and a list that is saved says of everyone whether they came', () => {
    const same = { isTicked: false, wasTicked: false }
    expect(
      [null, false, true].map((noted) => attendedAfter(noted, same)),
      'a tick of a colleague stays',
    ).toEqual([false, false, true])
    expect([null, false, true].map((noted) => attendedAfter(noted, { isTicked: true, wasTicked: false }))).toEqual([
      true,
      true,
      true,
    ])
    expect([null, false, true].map((noted) => attendedAfter(noted, { isTicked: false, wasTicked: true }))).toEqual([
      false,
      false,
      false,
    ])
    expect(attendedAfter(false, { isTicked: true, wasTicked: true }), 'a colleague took the tick away').toBe(false)
  })

  test('the list can be ticked on the day itself, until the names are erased', () => {
    const given = { state: 'planned' as const, startsAt, erasedAt: null }
    expect(canTickAttendance(given, at('2016-11-09T23:59:00+01:00'))).toBe(false)
    expect(canTickAttendance(given, at('2016-11-10T00:00:00+01:00'))).toBe(true)
    expect(canTickAttendance({ ...given, erasedAt: endsAt }, endsAt)).toBe(false)
    expect(isAtTheDoor(given, at('2016-11-10T18:29:00+01:00')), 'who calls in the afternoon still has to come').toBe(
      false,
    )
    expect([at('2016-11-10T18:30:00+01:00'), endsAt].map((now) => isAtTheDoor(given, now))).toEqual([true, true])
    expect(isAtTheDoor({ ...given, erasedAt: endsAt }, endsAt)).toBe(false)
    expect(canTickAttendance({ ...given, state: 'cancelled' }, endsAt)).toBe(false)
    expect([
      hasBegun(given, startsAt),
      hasBegun(given, at('2016-11-10T19:29:00+01:00')),
      hasBegun({ ...given, state: 'cancelled' }, endsAt),
    ]).toEqual([true, false, false])
    expect(erasedOn(endsAt)).toBe('2016-12-10')
  })
})

describe('times on the clock', () => {
  test('are those of the Netherlands on either side of a clock change', () => {
    expect(momentOn('2016-10-29', '19:30')).toEqual(at('2016-10-29T17:30:00Z'))
    expect(momentOn('2016-10-30', '19:30')).toEqual(at('2016-10-30T18:30:00Z'))
    expect(momentOn('2017-03-25', '19:30')).toEqual(at('2017-03-25T18:30:00Z'))
    expect(momentOn('2017-03-26', '19:30')).toEqual(at('2017-03-26T17:30:00Z'))
  })

  test('do not exist in the hour that is skipped, and are one of two in the hour that comes twice', () => {
    expect(momentOn('2017-03-26', '02:30')).toBeNull()
    expect(momentOn('2016-10-30', '02:30')).not.toBeNull()
    expect(clockTime(momentOn('2016-10-30', '02:30') ?? startsAt)).toBe('02:30')
  })

  test('are read as people write them', () => {
    expect(['19.30', '19:30', '9.00 uur', '19 uur', '7', '24.00', '19.60', 'avond', ''].map(parseTime)).toEqual([
      ...['19:30', '19:30', '09:00', '19:00', '07:00'],
      ...[null, null, null, null],
    ])
  })

  test('and places are said in words', () => {
    expect(whenInWords({ startsAt, endsAt })).toBe('donderdag 10\u00a0november 2016, 19.30 tot 21.30\u00a0uur')
    expect(whereInWords({ place: 'Dorpshuis', address: '' })).toBe('Dorpshuis')
  })
})

describe('an agenda', () => {
  test('is a line per item, with the time before it where there is one', () => {
    expect(
      readAgenda('19.30 uur - Welkom\n\n• 19:45 Wat staat er in het plan?\n3 ideeën uit de buurt\n9.00: Koffie'),
    ).toEqual([
      { begins: '19:30', title: 'Welkom' },
      { begins: '19:45', title: 'Wat staat er in het plan?' },
      { begins: null, title: '3 ideeën uit de buurt' },
      { begins: '09:00', title: 'Koffie' },
    ])
    const items = readAgenda('19.30 Welkom\nNapraten')
    expect(readAgenda(writeAgenda(items))).toEqual(items)
  })
})

describe('the form of a meeting', () => {
  const texts: MeetingTexts = {
    title: 'Avond over zorg',
    day: '10 november 2016',
    begins: '19.30',
    ends: '21.30',
    place: 'Dorpshuis',
    audience: 'everyone',
  }

  test('comes back as it is stored', () => {
    const details = meetingInput.parse({
      ...texts,
      places: '40',
      registerUntil: '8-11-2016',
      agenda: '19.30 Welkom',
      isPublic: true,
    })
    expect(details).toMatchObject({ startsAt, endsAt, places: 40, registerUntil: '2016-11-08', isPublic: true })
    expect(meetingInput.parse(textsOfMeeting(details))).toEqual(details)
  })

  test('says at each field what is wrong and how to mend it', () => {
    expect(Object.keys(errorsOfMeeting({}))).toEqual(['title', 'day', 'begins', 'ends', 'place', 'audience'])
    expect(errorsOfMeeting({ ...texts, ends: '19.00' })).toEqual({
      ends: 'Het einde ligt voor het begin. Vul een latere tijd in.',
    })
    expect(errorsOfMeeting({ ...texts, day: '26 maart 2017', begins: '2.30' })).toEqual({
      begins: expect.stringContaining('een uur vooruit'),
    })
    expect(errorsOfMeeting({ ...texts, registerUntil: '11 november 2016' })).toEqual({
      registerUntil: expect.stringContaining('na de bijeenkomst'),
    })
    for (const places of ['0', '2001', 'veel', '-1'])
      expect(errorsOfMeeting({ ...texts, places })).toEqual({ places: expect.stringContaining('heel getal') })
    expect(errorsOfMeeting({ ...texts, agenda: 'punt\n'.repeat(41) })).toEqual({
      agenda: expect.stringContaining('41'),
    })
  })

  test('of who registers asks a name and an address, and of whom an official adds a name', () => {
    expect(Object.keys(errorsOf(registrationInput, {}))).toEqual(['name', 'email'])
    expect(
      registrationInput.parse({ name: ' Inwoner  A ', email: 'A@Voorbeeld.example', remark: ' ringleiding ' }),
    ).toEqual({ name: 'Inwoner A', email: 'a@voorbeeld.example', remark: 'ringleiding' })
    expect(addedInput.parse({ name: 'Inwoner A' })).toEqual({
      name: 'Inwoner A',
      email: '',
      remark: '',
    })
    expect(
      errorsOf(registrationInput, { name: '\u200b\u2060', email: 'a@voorbeeld.example' }),
      'a name that nobody sees',
    ).toEqual({ name: 'Vul uw naam in.' })
    expect(errorsOf(registrationInput, { name: 'x', email: 'geen' })).toEqual({ email: expect.stringContaining('@') })
  })
})
