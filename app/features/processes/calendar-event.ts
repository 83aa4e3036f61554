import type { LocalDate } from '#app/local-date.ts'
import { addDays } from '#app/local-date.ts'

export type CalendarEvent = {
  /** Stays the same, so that a calendar that has it already moves it instead of adding one. */
  uid: string
  title: string
  description: string
  url: string
  /** When what it says was last changed. */
  changedAt: Date
  cancelled?: boolean
  /** Where it is, of what has a place. */
  location?: string
  /** How often time or place changed: a calendar takes the highest. */
  version?: number
} & ({ /** A whole day. */ day: LocalDate } | { startsAt: Date; endsAt: Date })

/** A calendar with one event (iCalendar, RFC 5545). Times are in UTC, so that no clock change can move them. */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Saomen//Saomen//NL',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${instant(event.changedAt)}`,
    ...(event.version === undefined ? [] : [`SEQUENCE:${event.version}`]),
    ...timesOf(event),
    `SUMMARY:${escaped(event.title)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    ...(event.location ? [`LOCATION:${escaped(event.location)}`] : []),
    `URL:${event.url}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // Someone is free on a last day, and busy at a meeting.
    'day' in event ? 'TRANSP:TRANSPARENT' : 'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function timesOf(event: CalendarEvent): string[] {
  if (!('day' in event)) return [`DTSTART:${instant(event.startsAt)}`, `DTEND:${instant(event.endsAt)}`]
  // The end of an event is the first day that is no longer part of it.
  return [`DTSTART;VALUE=DATE:${date(event.day)}`, `DTEND;VALUE=DATE:${date(addDays(event.day, 1))}`]
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
