import type { LocalDate } from '#app/local-date.ts'
import { daysBetween, today } from '#app/local-date.ts'
import { daysLeft } from './term.ts'

/** From this many days before the end on, the number of days asks for attention. */
const almostOver = 3

/** What the clock says about a term, worked out on the server: pages are sent without a script. */
export type TimeOfTerm = {
  total: number
  day: number
  left: number
  almost: boolean
  startsOn: LocalDate
  lastDay: LocalDate
}

/** The days of a term: `day` counts from 1, `left` is 0 on the last day. */
export function timeOfTerm(startsOn: LocalDate, lastDay: LocalDate, now: Date): TimeOfTerm {
  const left = daysLeft({ startsOn, lastDay }, now)
  return {
    total: daysBetween(startsOn, lastDay) + 1,
    day: daysBetween(startsOn, today(now)) + 1,
    left,
    almost: left < almostOver,
    startsOn,
    lastDay,
  }
}
