import { addDays, type LocalDate } from '#app/local-date.ts'
import { restDay, type Holiday } from './holidays.ts'

/** Whether the municipality works on this day: no weekend, no public holiday, no day that it designated itself. */
export const isWorkingDay = (day: LocalDate, designatedDays: readonly Holiday[]): boolean =>
  restDay(day, designatedDays) === null

/** The working day that comes so many working days after a day, or before it when negative; of 0 the day itself. */
export function addWorkingDays(day: LocalDate, count: number, designatedDays: readonly Holiday[]): LocalDate {
  const step = count < 0 ? -1 : 1
  let reached = day
  for (let left = Math.abs(count); left > 0;) {
    reached = addDays(reached, step)
    if (isWorkingDay(reached, designatedDays)) left--
  }
  return reached
}

/** How many working days come after the first day, up to and including the second; negative when that one is earlier. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, designatedDays: readonly Holiday[]): number {
  if (to < from) return -workingDaysBetween(to, from, designatedDays)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, designatedDays)) count++
  return count
}
