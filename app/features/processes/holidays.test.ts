import { describe, expect, test } from 'vitest'
import { easterSunday, holidaysOf, restDay } from './holidays.ts'

describe('public holidays', () => {
  test.each([
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2014, '2014-04-20'],
    [2016, '2016-03-27'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter of %i is on %s', (year, day) => {
    expect(easterSunday(year)).toBe(day)
  })

  test('of 2016 are those of the law, in order, with Ascension on 5 May', () => {
    expect(holidaysOf(2016).map(({ day }) => day.slice(5))).toEqual([
      '01-01',
      '03-25',
      '03-28',
      '04-27',
      '05-05',
      '05-05',
      '05-16',
      '12-25',
      '12-26',
    ])
  })

  test('of 2026 have their Dutch names', () => {
    expect(holidaysOf(2026)).toEqual([
      { day: '2026-01-01', name: 'Nieuwjaarsdag' },
      { day: '2026-04-03', name: 'Goede Vrijdag' },
      { day: '2026-04-06', name: 'tweede paasdag' },
      { day: '2026-04-27', name: 'Koningsdag' },
      { day: '2026-05-05', name: 'Bevrijdingsdag' },
      { day: '2026-05-14', name: 'Hemelvaartsdag' },
      { day: '2026-05-25', name: 'tweede pinksterdag' },
      { day: '2026-12-25', name: 'eerste kerstdag' },
      { day: '2026-12-26', name: 'tweede kerstdag' },
    ])
  })

  test('Koningsdag is a day earlier when the 27th is a Sunday', () => {
    expect(restDay('2014-04-26')).toBe('Koningsdag')
    expect(restDay('2025-04-26')).toBe('Koningsdag')
    expect(restDay('2025-04-27')).toBe('een zondag')
    expect(restDay('2026-04-26')).toBe('een zondag')
  })

  test('a day designated by decree counts in its own year only', () => {
    const bridge = [{ day: '2026-05-15', name: 'de dag na Hemelvaartsdag' }]
    expect(restDay('2026-05-15')).toBe(null)
    expect(restDay('2026-05-15', bridge)).toBe('de dag na Hemelvaartsdag')
    expect(holidaysOf(2026, bridge).map(({ day }) => day)[6]).toBe('2026-05-15')
    expect(holidaysOf(2027, bridge)).toHaveLength(9)
  })

  test('an ordinary day is none, a weekend is', () => {
    expect(restDay('2016-11-15')).toBe(null)
    expect(restDay('2016-11-19')).toBe('een zaterdag')
  })
})
