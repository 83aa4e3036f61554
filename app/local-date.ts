/** A day on the calendar in Europe/Amsterdam, written YYYY-MM-DD. */
export type LocalDate = string

const zone = 'Europe/Amsterdam'
const msPerDay = 86_400_000
/** Keeps a day and its month, or a time and its unit, on one line. */
const nbsp = '\u00a0'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const monthNames = names({ month: 'long' }, 12, (n) => Date.UTC(2024, n, 1))
const shortMonthNames = names({ month: 'short' }, 12, (n) => Date.UTC(2024, n, 1))
// 1 January 2024 was a Monday.
const weekdayNames = names({ weekday: 'long' }, 7, (n) => Date.UTC(2024, 0, 1 + n))
const shortWeekdayNames = names({ weekday: 'short' }, 7, (n) => Date.UTC(2024, 0, 1 + n))

function names(options: Intl.DateTimeFormatOptions, count: number, at: (n: number) => number): string[] {
  const format = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', ...options })
  return Array.from({ length: count }, (_, n) => format.format(at(n)).replace('.', ''))
}

function onTheClock(instant: Date) {
  const parts = new Map(clock.formatToParts(instant).map((part) => [part.type, Number(part.value)]))
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  }
}

function utcMidnight(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`not a date: ${date}`)
  return Date.parse(`${date}T00:00:00Z`)
}

function fromUtcMidnight(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10)
}

function write(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function parts(date: LocalDate) {
  const midnight = new Date(utcMidnight(date))
  return { year: midnight.getUTCFullYear(), month: midnight.getUTCMonth() + 1, day: midnight.getUTCDate() }
}

/** Whether the text is an existing day written YYYY-MM-DD. */
export function isLocalDate(text: string): boolean {
  // There is no year 0, and PostgreSQL refuses it.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && fromUtcMidnight(ms) === text
}

/** The day it is in Europe/Amsterdam at this instant. */
export function today(now: Date): LocalDate {
  const { year, month, day } = onTheClock(now)
  return write(year, month, day)
}

/** The day this many days later; earlier when negative. Throws RangeError on what is no date. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromUtcMidnight(utcMidnight(date) + days * msPerDay)
}

/** Whole days from the first day to the second; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcMidnight(to) - utcMidnight(from)) / msPerDay
}

/** Day of the week, 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(date: LocalDate): number {
  return ((new Date(utcMidnight(date)).getUTCDay() + 6) % 7) + 1
}

/** Dutch name of the day of the week, such as 'dinsdag'. */
export function weekdayName(date: LocalDate): string {
  return weekdayNames[weekday(date) - 1] ?? ''
}

/** The instant at which the day begins in Europe/Amsterdam. */
export function startOfDay(date: LocalDate): Date {
  const known = startsOfDays.get(date)
  if (known !== undefined) return new Date(known)
  const midnight = utcMidnight(date)
  // The offset is looked up twice, because the first guess may be on the other side of a clock change.
  let instant = midnight
  for (let round = 0; round < 2; round++) instant = midnight - offsetAt(instant)
  if (startsOfDays.size >= MOST_STARTS) startsOfDays.clear()
  startsOfDays.set(date, instant)
  return new Date(instant)
}

/** Each request asks again for the ends of the same terms, and reading the clock takes longer than the rest of the question. */
const startsOfDays = new Map<LocalDate, number>()
const MOST_STARTS = 1000

function offsetAt(ms: number): number {
  const { year, month, day, hour, minute, second } = onTheClock(new Date(ms))
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms
}

/** The last millisecond of the day in Europe/Amsterdam, 23:59:59.999. */
export function endOfDay(date: LocalDate): Date {
  return new Date(startOfDay(addDays(date, 1)).getTime() - 1)
}

/** Hours in the day: 23 or 25 when the clock changes, else 24. */
export function hoursInDay(date: LocalDate): number {
  return (startOfDay(addDays(date, 1)).getTime() - startOfDay(date).getTime()) / 3_600_000
}

/** '15 november': only where the year is clear. */
export function formatDayMonth(date: LocalDate): string {
  const { month, day } = parts(date)
  return `${day}${nbsp}${monthNames[month - 1]}`
}

/** '15 november 2016'. */
export function formatDate(date: LocalDate): string {
  return `${formatDayMonth(date)} ${parts(date).year}`
}

/** 'dinsdag 15 november 2016'. */
export function formatDateLong(date: LocalDate): string {
  return `${weekdayName(date)} ${formatDate(date)}`
}

/** 'di 15 nov': only for tables. */
export function formatDateShort(date: LocalDate): string {
  const { month, day } = parts(date)
  return `${shortWeekdayNames[weekday(date) - 1]} ${day}${nbsp}${shortMonthNames[month - 1]}`
}

/** '19:30', on the clock in Europe/Amsterdam. */
export function clockTime(instant: Date): string {
  const { hour, minute } = onTheClock(instant)
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
}

/** '20.14 uur', the time in Europe/Amsterdam. */
export function formatTime(instant: Date): string {
  const { hour, minute } = onTheClock(instant)
  return `${hour}.${String(minute).padStart(2, '0')}${nbsp}uur`
}

/** '15 november 2016 om 20.14 uur', in Europe/Amsterdam. */
export function formatDateTime(instant: Date): string {
  return `${formatDate(today(instant))} om ${formatTime(instant)}`
}

/**
 * '15 november 2016 om 20.14 uur', or only the day for what came on paper: its time is unknown, and it is stored as the
 * very start of that day.
 */
export function formatReceived(instant: Date, formatDay: (date: LocalDate) => string = formatDate): string {
  const day = today(instant)
  return instant.getTime() === startOfDay(day).getTime()
    ? formatDay(day)
    : `${formatDay(day)} om ${formatTime(instant)}`
}

/** '5 oktober tot en met 15 november 2016': the first day leaves out what the last one repeats. */
export function formatPeriod(first: LocalDate, last: LocalDate): string {
  if (first === last) return formatDate(first)
  const [from, to] = [parts(first), parts(last)]
  const sameYear = from.year === to.year
  const start =
    sameYear && from.month === to.month ? String(from.day) : sameYear ? formatDayMonth(first) : formatDate(first)
  return `${start} tot en met ${formatDate(last)}`
}

/**
 * Reads '5 oktober 2016', 'woensdag 5 oktober 2016', '5-10-2016', '5/10/2016', '5.10.2016' or '2016-10-05'; null when
 * it is no such day.
 */
export function parseDate(text: string): LocalDate | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const real = (date: LocalDate) => (isLocalDate(date) ? date : null)
  if (/^\d{4}-\d{2}-\d{2}$/.test(plain)) return real(plain)
  // The day comes first, as is usual in the Netherlands, whatever the separator.
  const figures = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(plain)
  if (figures) return real(write(Number(figures[4]), Number(figures[3]), Number(figures[1])))
  const words = /^(?:([a-z]+) )?(\d{1,2}) ([a-z]+)\.? (\d{4})$/.exec(plain)
  if (!words) return null
  const month = Math.max(monthNames.indexOf(words[3] ?? ''), shortMonthNames.indexOf(words[3] ?? ''))
  const date = real(write(Number(words[4]), month + 1, Number(words[2])))
  // When the weekday does not fit the date, one of the two is a mistake.
  return date && (!words[1] || [weekdayName(date), weekdayName(date).slice(0, 2)].includes(words[1])) ? date : null
}

/** '2016-11-01T20:14:00+01:00': an instant on the clock of the Netherlands; milliseconds only when there are any. */
export function isoInAmsterdam(instant: Date): string {
  const offset = offsetMinutes(instant)
  const wall = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1)
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${wall.replace('.000', '')}${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`
}

const moment = new RegExp(
  [
    /^(\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[T ]/,
    /([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:(\.\d{1,3})\d{0,6})?)?/,
    /(Z|[+-]\d{2}(?::?\d{2})?)?$/,
  ]
    .map(({ source }) => source)
    .join(''),
)

/**
 * Reads a date with a time, '2016-11-01T20:14:00+01:00' or '1-11-2016 20:14', to the millisecond; without a zone it is
 * the clock in the Netherlands. A date alone is the start of that day. '12/01/2021' in a file may be two different
 * days, and nobody can be asked which: it gives null.
 */
export function parseInstant(text: string): Date | null {
  if (maybeMonthFirst(text)) return null
  const date = parseDate(text)
  if (date) return startOfDay(date)
  const [, dayText = '', hour = '', minute = '', second = '00', fraction = '', zoneText = ''] =
    moment.exec(text.trim()) ?? []
  const day = parseDate(dayText)
  if (!day) return null
  const wall = `${day}T${hour}:${minute}:${second}${fraction}`
  const offset = zoneText.replace(/^([+-]\d{2})$/, '$1:00').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const given = new Date(`${wall}${offset || 'Z'}`)
  if (Number.isNaN(given.getTime())) return null
  if (zoneText) return given
  // The offset depends on the time that is being computed: repeating it with the first result settles it.
  const first = new Date(given.getTime() - offsetMinutes(given) * 60_000)
  return new Date(given.getTime() - offsetMinutes(first) * 60_000)
}

/** Whether a date with slashes can be read in two ways: programs of other countries write the month first. */
function maybeMonthFirst(text: string): boolean {
  const [, first, second] = /^(\d{1,2})\/(\d{1,2})\//.exec(text.trim()) ?? []
  return first !== undefined && Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)
}

/** How far the clock in the Netherlands is ahead of UTC, in minutes. */
function offsetMinutes(instant: Date): number {
  const { year, month, day, hour, minute, second } = onTheClock(instant)
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return Math.round((wall - Math.floor(instant.getTime() / 1000) * 1000) / 60_000)
}
