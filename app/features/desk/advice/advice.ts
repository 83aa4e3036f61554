import { findingLabels, type Finding } from '#app/features/contributions/personal-data.ts'
import { paths, withQuery } from '#app/paths.ts'

/** How many days a link for advice works at most; until when it works is chosen for each. */
export const MOST_ADVICE_DAYS = 60
export const ADVICE_DAYS = 14
/** How many points one request can be about: more than someone advises on in a sitting. */
export const MOST_ADVICE_POINTS = 50
export const LONGEST_ADVICE = 10_000

export type Standing = { expiresAt: Date; doneAt: Date | null; withdrawnAt: Date | null }

export type AdviceState = 'asked' | 'done' | 'expired' | 'withdrawn'

export const adviceStates = ['asked', 'done', 'expired', 'withdrawn'] as const satisfies readonly AdviceState[]

export const adviceStateWords: Record<AdviceState, string> = {
  asked: 'Gevraagd',
  done: 'Advies gegeven',
  expired: 'Verlopen',
  withdrawn: 'Ingetrokken',
}

/** The same in an address. */
export const adviceStateSlugs: Record<AdviceState, string> = {
  asked: 'gevraagd',
  done: 'gegeven',
  expired: 'verlopen',
  withdrawn: 'ingetrokken',
}

/** How a request for advice stands. What was given before it expired stays given. */
export function adviceState({ expiresAt, doneAt, withdrawnAt }: Standing, now: Date): AdviceState {
  if (withdrawnAt !== null) return 'withdrawn'
  if (doneAt !== null) return 'done'
  return now >= expiresAt ? 'expired' : 'asked'
}

/** What the address of the form to ask holds: the points, the list that they were chosen in, or the request that it comes in place of. */
export const askParameters = { points: 'punten', list: 'lijst', instead: 'opnieuw' } as const

/** The form to ask for advice on these points, or to ask again what another request asked. */
export function askAdviceAddress(
  slug: string,
  { pointIds = [], filter, instead }: { pointIds?: readonly string[]; filter?: string; instead?: string },
): string {
  const asked = {
    [askParameters.points]: pointIds.join('.'),
    [askParameters.list]: filter,
    [askParameters.instead]: instead,
  }
  return withQuery(paths.official.process.askAdvice(slug), asked)
}

/** Whether the adviser may still open the points: until the link expires, also after the advice was given, unless it was withdrawn. */
export function adviceOpens({ expiresAt, withdrawnAt }: Standing, now: Date): boolean {
  return withdrawnAt === null && now < expiresAt
}

/** Why a link opens nothing: it ended on its day, was taken back, or is none of ours. */
export type AdviceEnd = 'expired' | 'withdrawn' | 'unknown'

/** An address as it is shown to someone who only has the link: 'j…@borger-odoorn.nl'. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}…${email.slice(at)}`
}

/** Words with each finding replaced by what it is: 'Bel mij op [weggelaten: telefoonnummer].' */
export function withoutFindings(words: string, findings: readonly Finding[]): string {
  let at = 0
  let kept = ''
  for (const { kind, start, end } of findings) {
    kept += `${words.slice(at, start)}[weggelaten: ${findingLabels[kind]}]`
    at = end
  }
  return kept + words.slice(at)
}
