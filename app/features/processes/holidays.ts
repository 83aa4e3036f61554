import type { LocalDate } from '#app/local-date.ts'
import { addDays, weekday } from '#app/local-date.ts'

export type Holiday = { day: LocalDate; name: string }

/** Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const monthAndDay = h + l - 7 * m + 114
  return on(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1)
}

function on(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function koningsdag(year: number): LocalDate {
  const usual = on(year, 4, 27)
  return weekday(usual) === 7 ? on(year, 4, 26) : usual
}

/** Public holidays of a year from 2014 on, by date, with the days designated by decree (Algemene termijnenwet art. 3). */
export function holidaysOf(year: number, designatedDays: readonly Holiday[] = []): Holiday[] {
  const easter = easterSunday(year)
  const byLaw: Holiday[] = [
    { day: on(year, 1, 1), name: 'Nieuwjaarsdag' },
    { day: addDays(easter, -2), name: 'Goede Vrijdag' },
    { day: addDays(easter, 1), name: 'tweede paasdag' },
    { day: koningsdag(year), name: 'Koningsdag' },
    { day: on(year, 5, 5), name: 'Bevrijdingsdag' },
    { day: addDays(easter, 39), name: 'Hemelvaartsdag' },
    { day: addDays(easter, 50), name: 'tweede pinksterdag' },
    { day: on(year, 12, 25), name: 'eerste kerstdag' },
    { day: on(year, 12, 26), name: 'tweede kerstdag' },
  ]
  const designated = designatedDays.filter(({ day }) => day.startsWith(`${on(year, 1, 1).slice(0, 4)}-`))
  return [...byLaw, ...designated].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** Why no term ends on this day: a Dutch name for it, such as 'een zaterdag'; else null (Algemene termijnenwet art. 1). */
export function restDay(date: LocalDate, designatedDays: readonly Holiday[] = []): string | null {
  const holiday = holidaysOf(Number(date.slice(0, 4)), designatedDays).find(({ day }) => day === date)
  if (holiday) return holiday.name
  return weekday(date) === 6 ? 'een zaterdag' : weekday(date) === 7 ? 'een zondag' : null
}
