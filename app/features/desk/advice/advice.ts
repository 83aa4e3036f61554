/** How many days a link for advice works at most; until when it works is chosen for each. */
export const MOST_ADVICE_DAYS = 60
export const ADVICE_DAYS = 14
/** How many points one request can be about: more than someone advises on in a sitting. */
export const MOST_ADVICE_POINTS = 50
export const LONGEST_ADVICE = 10_000

type Standing = { expiresAt: Date; doneAt: Date | null; withdrawnAt: Date | null }

export type AdviceState = 'asked' | 'done' | 'expired' | 'withdrawn'

export const adviceStateWords: Record<AdviceState, string> = {
  asked: 'Gevraagd',
  done: 'Advies gegeven',
  expired: 'Verlopen',
  withdrawn: 'Ingetrokken',
}

/** How a request for advice stands. What was given before it expired stays given. */
export function adviceState({ expiresAt, doneAt, withdrawnAt }: Standing, now: Date): AdviceState {
  if (withdrawnAt !== null) return 'withdrawn'
  if (doneAt !== null) return 'done'
  return now >= expiresAt ? 'expired' : 'asked'
}

/** Whether the adviser may still open the points: until the link expires, also after the advice was given, unless it was withdrawn. */
export function adviceOpens({ expiresAt, withdrawnAt }: Standing, now: Date): boolean {
  return withdrawnAt === null && now < expiresAt
}

/** An address as it is shown to someone who only has the link: 'j…@borger-odoorn.nl'. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}…${email.slice(at)}`
}
