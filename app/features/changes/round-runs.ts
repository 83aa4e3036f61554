import { today, type LocalDate } from '#app/local-date.ts'

type Rounds = {
  lastDay: LocalDate | null
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
}

/**
 * The last day of the round in which people react now to the plan that they read, or null: meanwhile that stays as it is. The first counts from the
 * release of the process on, since what comes early counts; a second one that did not begin yet leaves room for another text.
 */
export function runningUntil({ lastDay, secondStartsOn, secondLastDay }: Rounds, now: Date): LocalDate | null {
  const day = today(now)
  if (lastDay !== null && day <= lastDay) return lastDay
  const hasBegun = secondStartsOn === null || secondStartsOn <= day
  return secondLastDay !== null && day <= secondLastDay && hasBegun ? secondLastDay : null
}
