import { describe, expect, test } from 'vitest'
import { addDays, endOfDay, startOfDay } from '#app/local-date.ts'
import type { TermInput } from './term.ts'
import { dayOfTerm, daysLeft, inspraakTerm, isInTerm, timeliness } from './term.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const uov = (noticeOn: string | null, onDisplayFrom: string | null = noticeOn, more: Partial<TermInput> = {}) =>
  inspraakTerm({ regime: 'uov', noticeOn, onDisplayFrom, termDays: null, ...more })
const ordinance = (start: string, termDays: number | null, more: Partial<TermInput> = {}) =>
  inspraakTerm({ regime: 'ordinance', noticeOn: start, onDisplayFrom: start, termDays, ...more })
const term = { startsOn: '2016-10-05', lastDay: '2016-11-15' }

describe('the term of the uniform procedure', () => {
  test.each([
    ['2012-11-08', '2012-12-19'],
    ['2014-05-07', '2014-06-17'],
    ['2019-01-11', '2019-02-21'],
    ['2016-10-05', '2016-11-15'],
  ])('starts on %s and ends on %s', (start, end) => {
    expect(uov(start)).toMatchObject({ startsOn: start, lastDay: end, moved: null, missing: [] })
  })

  test('starts on the later of notice and display, whichever that is', () => {
    expect(uov('2016-10-04', '2016-10-05')).toMatchObject(term)
    expect(uov('2016-10-05', '2016-09-20')).toMatchObject(term)
  })

  test('keeps its six weeks whatever number of days is filled in', () => {
    expect(uov('2016-10-05', '2016-10-05', { termDays: 10, atwApplies: false })).toMatchObject(term)
  })

  test('says why it ends on that day, as the official reads it', () => {
    expect(uov('2016-10-04', '2016-10-05').reasons.map(plain)).toEqual([
      'De kennisgeving is van 4 oktober en het plan ligt vanaf 5 oktober ter inzage. De laatste datum telt, dus dat is dag 1.',
      'Zes weken zijn 42 dagen. Dag 42 is 15 november.',
      'Dat is een dinsdag en geen feestdag. De einddatum schuift niet op.',
      'De wintertijd van 30 oktober verandert niets. Sluiten: 23.59 uur, Nederlandse tijd.',
    ])
  })

  test('names the years when it runs into the next one', () => {
    const { lastDay, reasons } = uov('2016-12-08')
    expect(lastDay).toBe('2017-01-18')
    expect(reasons.map(plain).slice(0, 2)).toEqual([
      'De kennisgeving is van 8 december 2016 en het plan ligt vanaf diezelfde dag ter inzage. Dat is dag 1.',
      'Zes weken zijn 42 dagen. Dag 42 is 18 januari 2017.',
    ])
    expect(reasons.map(plain)[3]).toBe('Sluiten: 23.59 uur, Nederlandse tijd.')
  })

  test('leaves a week for post that was sent in time', () => {
    expect(uov('2016-10-05').paperUntil).toBe('2016-11-22')
  })

  test('closes at the first instant of the next day', () => {
    expect(uov('2016-10-05').closesAt?.toISOString()).toBe('2016-11-15T23:00:00.000Z')
  })

  test('does not start while the notice or the display is missing', () => {
    expect(uov(null, '2016-10-05')).toMatchObject({
      startsOn: null,
      lastDay: null,
      closesAt: null,
      missing: ['noticeOn'],
    })
    expect(uov('2016-10-04', null)).toMatchObject({ startsOn: null, missing: ['onDisplayFrom'] })
    expect(uov(null).missing).toEqual(['noticeOn', 'onDisplayFrom'])
    expect(uov(null).reasons).toHaveLength(2)
  })
})

describe('a term that ends on a day of rest', () => {
  test('moves from Saturday and Sunday to Monday', () => {
    expect(uov('2016-10-09')).toMatchObject({
      lastDay: '2016-11-21',
      moved: { from: '2016-11-19', to: '2016-11-21', because: 'een zaterdag' },
      paperUntil: '2016-11-28',
    })
    expect(uov('2016-10-10')).toMatchObject({
      lastDay: '2016-11-21',
      moved: { from: '2016-11-20', because: 'een zondag' },
    })
  })

  test('moves from Good Friday over the whole of Easter', () => {
    const moved = uov(addDays('2026-04-03', -41))
    expect(moved).toMatchObject({ lastDay: '2026-04-07', moved: { from: '2026-04-03', because: 'Goede Vrijdag' } })
    expect(moved.reasons.map(plain)[2]).toBe(
      'Dat is Goede Vrijdag. De einddatum schuift op naar dinsdag 7 april 2026, ' +
        'de eerste dag die geen zaterdag, zondag of feestdag is.',
    )
  })

  test('moves over Christmas and over a designated day, into the next year if need be', () => {
    expect(ordinance('2015-12-12', 14).lastDay).toBe('2015-12-28')
    expect(ordinance('2026-05-01', 14).lastDay).toBe('2026-05-15')
    const bridge = [{ day: '2026-05-15', name: 'de dag na Hemelvaartsdag' }]
    expect(ordinance('2026-05-01', 14, { designatedDays: bridge }).lastDay).toBe('2026-05-18')
    const newYearsEve = [{ day: '2026-12-31', name: 'oudjaarsdag' }]
    expect(ordinance('2026-12-18', 14, { designatedDays: newYearsEve }).lastDay).toBe('2027-01-04')
  })

  test('does not move where the ordinance sets the act aside', () => {
    const kept = ordinance('2016-11-06', 14, { atwApplies: false })
    expect(kept).toMatchObject({ lastDay: '2016-11-19', moved: null })
    expect(kept.reasons[2]).toContain('Algemene termijnenwet geldt hier niet')
  })
})

describe('a term of its own number of days', () => {
  test('counts the first day', () => {
    expect(ordinance('2016-10-05', 28)).toMatchObject({ startsOn: '2016-10-05', lastDay: '2016-11-01' })
    expect(ordinance('2016-10-05', 1).lastDay).toBe('2016-10-05')
    expect(plain(ordinance('2016-10-05', 28).reasons[1] ?? '')).toBe('De termijn is 28 dagen. Dag 28 is 1 november.')
  })

  test('does not start without that number, and refuses nonsense', () => {
    expect(ordinance('2016-10-05', null).missing).toEqual(['termDays'])
    expect(() => ordinance('2016-10-05', 0)).toThrow(RangeError)
  })
})

describe('whether one can react', () => {
  test('holds from the first instant through the last millisecond in Amsterdam', () => {
    expect(isInTerm(term, new Date('2016-10-04T21:59:59.999Z'))).toBe(false)
    expect(isInTerm(term, new Date('2016-10-04T22:00:00.000Z'))).toBe(true)
    expect(isInTerm(term, new Date('2016-11-15T22:59:59.999Z'))).toBe(true)
    expect(isInTerm(term, new Date('2016-11-15T23:00:00.000Z'))).toBe(false)
  })

  test('holds through a last day on which the clock changes', () => {
    for (const lastDay of ['2016-03-27', '2016-10-30']) {
      const turning = { startsOn: '2016-01-05', lastDay }
      expect(isInTerm(turning, endOfDay(lastDay))).toBe(true)
      expect(isInTerm(turning, startOfDay(addDays(lastDay, 1)))).toBe(false)
    }
  })

  test('is counted in days: day 28 of 42, 14 to go', () => {
    const now = new Date('2016-11-01T10:00:00Z')
    expect(dayOfTerm(term, now)).toEqual({ day: 28, of: 42 })
    expect(daysLeft(term, now)).toBe(14)
    expect(daysLeft(term, endOfDay('2016-11-15'))).toBe(0)
    expect(dayOfTerm(term, endOfDay('2016-11-15'))).toEqual({ day: 42, of: 42 })
    expect(daysLeft(term, startOfDay('2016-11-20'))).toBe(0)
    expect(dayOfTerm(term, startOfDay('2016-11-16'))).toBe(null)
    expect(dayOfTerm(term, endOfDay('2016-10-04'))).toBe(null)
  })
})

describe('a reaction', () => {
  const received = (at: string, channel: 'online' | 'post' | 'email' = 'online', sentOn: string | null = null) =>
    timeliness({ receivedAt: new Date(at), channel, sentOn, term })

  test('that comes before the first day is early, and counts', () => {
    const { state, reason } = received('2016-10-04T21:59:59.999Z', 'email')
    expect(state).toBe('early')
    expect(reason).toContain('telt mee')
  })

  test('is on time through the last millisecond, and late after it', () => {
    expect(received('2016-10-04T22:00:00Z').state).toBe('onTime')
    expect(received('2016-11-15T22:59:59.999Z').state).toBe('onTime')
    const late = received('2016-11-15T23:00:00Z')
    expect(late.state).toBe('late')
    expect(plain(late.reason)).toBe('Ontvangen op 16 november 2016 om 0.00 uur, na de laatste dag (15 november 2016).')
  })

  test('by post is on time when sent before the end and received within a week', () => {
    expect(received('2016-11-17T09:00:00Z', 'post', '2016-11-14').state).toBe('onTime')
    expect(received('2016-11-22T22:59:59.999Z', 'post', '2016-11-15').state).toBe('onTime')
  })

  test('by post is late when sent after the end, received after the week, or of an unknown day', () => {
    expect(received('2016-11-17T09:00:00Z', 'post', '2016-11-16').reason).toContain('pas na die dag verstuurd')
    expect(received('2016-11-22T23:00:00Z', 'post', '2016-11-15').reason).toContain('meer dan een week daarna')
    expect(received('2016-11-17T09:00:00Z', 'post').reason).toContain('Niet bekend')
    for (const sentOn of ['2016-11-16', null])
      expect(received('2016-11-17T09:00:00Z', 'post', sentOn).state).toBe('late')
    expect(received('2016-11-22T23:00:00Z', 'post', '2016-11-15').state).toBe('late')
  })

  test('by another road than post does not get the week', () => {
    expect(received('2016-11-17T09:00:00Z', 'email', '2016-11-14').state).toBe('late')
  })
})
