import type { LocalDate } from '#app/local-date.ts'
import { addDays } from '#app/local-date.ts'

export type CalendarEvent = {
  /** Stays the same, so that a calendar that has it already moves it instead of adding one. */
  uid: string
  day: LocalDate
  title: string
  description: string
  url: string
  /** When what it says was last changed. */
  changedAt: Date
  cancelled?: boolean
}

/** A calendar with one event that lasts a whole day (iCalendar, RFC 5545). */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Saomen//Saomen//NL',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${instant(event.changedAt)}`,
    `DTSTART;VALUE=DATE:${date(event.day)}`,
    // The end of an event is the first day that is no longer part of it.
    `DTEND;VALUE=DATE:${date(addDays(event.day, 1))}`,
    `SUMMARY:${escaped(event.title)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${event.url}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const date = (day: LocalDate) => day.replaceAll('-', '')
const instant = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** Text in which commas, semicolons, backslashes and line ends mean themselves (RFC 5545, 3.3.11). */
function escaped(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
  return clean.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
}

/** Lines of at most 75 octets; a continued one begins with a space, and no character is cut in two (RFC 5545, 3.1). */
function folded(line: string): string {
  const most = 75
  const parts: string[] = []
  let part = ''
  let octets = 0
  // What was escaped stays whole too: not every calendar unfolds before it reads.
  for (const char of line.match(/\\.|./gsu) ?? []) {
    const size = Buffer.byteLength(char)
    if (octets + size > most) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += char
    octets += size
  }
  return [...parts, part].join('\r\n')
}
