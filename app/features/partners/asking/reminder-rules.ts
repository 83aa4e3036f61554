import { addDays, daysBetween, type LocalDate } from '#app/local-date.ts'

/** When who has not sent is reminded, by days before the last one. */
export const reminderRules = { week: 7, day: 1 } as const
export type ReminderRule = keyof typeof reminderRules

/**
 * The reminder that is due on a day, also when the day of the rule itself was missed; `askedOn` is the day on which the
 * organisation could first answer. Who was asked on the day of a rule or later, is not reminded by it.
 */
export function reminderDue(
  { closesOn, askedOn }: { closesOn: LocalDate; askedOn: LocalDate },
  on: LocalDate,
): ReminderRule | null {
  const due = (rule: ReminderRule, until: LocalDate) => {
    const first = addDays(closesOn, -reminderRules[rule])
    return first <= on && on < until && askedOn < first
  }
  if (due('day', addDays(closesOn, 1))) return 'day'
  return due('week', addDays(closesOn, -reminderRules.day)) ? 'week' : null
}

/** What a reminder begins with: 'U hebt nog 7 dagen'. */
export function timeLeft(closesOn: LocalDate, on: LocalDate): string {
  const days = daysBetween(on, closesOn)
  if (days <= 0) return 'Vandaag is de laatste dag'
  return days === 1 ? 'Morgen is de laatste dag' : `U hebt nog ${days} dagen`
}

/** Keys of messages: each person gets each at most once. The response stands second, so that they can be found by it. */
export const messageKeys = {
  invitation: (responseId: string, personId: string) => `partner-invitation:${responseId}:${personId}`,
  /** A last day that moved makes it another reminder: it tells of another day. */
  reminder: (responseId: string, personId: string, rule: ReminderRule, closesOn: LocalDate) =>
    `partner-reminder:${responseId}:${personId}:${rule}:${closesOn}`,
  reminderByHand: (responseId: string, personId: string, on: LocalDate) =>
    `partner-reminder:${responseId}:${personId}:hand:${on}`,
}
