import type { Holiday } from '#app/features/processes/holidays.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '#app/features/processes/working-days.ts'
import { addDays, type LocalDate } from '#app/local-date.ts'

/** How far the work was at the end of a day; `points` are all that had been found by then. */
export type CountedDay = {
  day: LocalDate
  received: number
  split: number
  points: number
  answered: number
  checked: number
  approved: number
}

/** Working days that a forecast looks back, and those of which the quietest and the busiest in a row say how sure it is. */
export const LOOKS_BACK = 10
const IN_A_ROW = 5
/** A day further than this many working days says nothing: two years. */
const FURTHEST = 520

export type Forecast =
  | { kind: 'done' }
  | { kind: 'unknown'; because: 'noPoints' | 'tooFewDays' | 'nothingApproved' }
  | ({ kind: 'tooFar' } & Pace)
  /** Between the busiest and the quietest pace; `latest` is null when the quietest never ends. */
  | ({ kind: 'expected'; day: LocalDate; earliest: LocalDate; latest: LocalDate | null } & Pace)

type Pace = {
  /** Approved in the last ten working days, and on average a day; of the quietest and the busiest five in a row. */
  approved: number
  pace: number
  quietest: number
  busiest: number
  left: number
}

/**
 * When the last point is approved if it goes on as in the last ten working days that are over. Today counts in what is done, not
 * in the pace, because it is not over. Days are in order; between two of them nothing changed.
 */
export function forecastOf(
  days: readonly CountedDay[],
  now: { today: LocalDate; points: number; approved: number },
  designatedDays: readonly Holiday[],
): Forecast {
  if (now.points === 0) return { kind: 'unknown', because: 'noPoints' }
  const left = now.points - now.approved
  if (left <= 0) return { kind: 'done' }
  const window = windowBefore(now.today, designatedDays)
  const first = days[0]
  if (!first || first.day >= (window[0] ?? now.today)) return { kind: 'unknown', because: 'tooFewDays' }
  const perDay = window.map((day) => approvedOn(days, day) - approvedOn(days, addWorkingDays(day, -1, designatedDays)))
  const approved = sum(perDay)
  if (approved <= 0) return { kind: 'unknown', because: 'nothingApproved' }
  const inARow = perDay.slice(IN_A_ROW - 1).map((_, at) => sum(perDay.slice(at, at + IN_A_ROW)) / IN_A_ROW)
  const pace: Pace = {
    ...{ approved, pace: approved / LOOKS_BACK, left },
    ...{ quietest: Math.min(...inARow), busiest: Math.max(...inARow) },
  }
  const after = (rate: number) => {
    const needed = rate > 0 ? Math.ceil(left / rate) : Infinity
    return needed > FURTHEST ? null : addWorkingDays(now.today, needed, designatedDays)
  }
  const day = after(pace.pace)
  if (day === null) return { kind: 'tooFar', ...pace }
  return { kind: 'expected', day, earliest: after(pace.busiest) ?? day, latest: after(pace.quietest), ...pace }
}

/** How a day stands to the planned one: working days late (positive) or early, and the points a day that make it. */
export function againstPlan(
  { day, left }: { day: LocalDate; left: number },
  { today, planned }: { today: LocalDate; planned: LocalDate },
  designatedDays: readonly Holiday[],
): { late: number; needed: number | null } {
  const within = workingDaysBetween(today, planned, designatedDays)
  return {
    late: workingDaysBetween(planned, day, designatedDays),
    needed: within > 0 ? Math.ceil(left / within) : null,
  }
}

/** The last ten working days before a day, in order; what is done in a weekend counts on the working day after it. */
function windowBefore(today: LocalDate, designatedDays: readonly Holiday[]): LocalDate[] {
  return Array.from({ length: LOOKS_BACK }, (_, at) => addWorkingDays(today, at - LOOKS_BACK, designatedDays))
}

/** Approved by the end of a day; before the first day that was counted, nothing. */
const approvedOn = (days: readonly CountedDay[], day: LocalDate) => countedOn(days, day)?.approved ?? 0

/** The count that held at the end of a day. */
function countedOn(days: readonly CountedDay[], day: LocalDate): CountedDay | null {
  return days.findLast((counted) => counted.day <= day) ?? null
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** The working days of a chart or its table, at most so many, ending today, each with the count at its end. */
export function workingDaysOf(
  days: readonly CountedDay[],
  today: LocalDate,
  designatedDays: readonly Holiday[],
  most: number,
): CountedDay[] {
  const first = days[0]
  if (!first) return []
  const found: CountedDay[] = []
  for (let day = today; day >= first.day && found.length < most; day = addDays(day, -1)) {
    const counted = countedOn(days, day)
    if (counted && (day === today || isWorkingDay(day, designatedDays))) found.unshift({ ...counted, day })
  }
  return found
}
