import { daysBetween, type LocalDate } from '#app/local-date.ts'
import type { Holiday } from './holidays.ts'
import type { Regime } from './process.ts'
import { inspraakTerm, type InspraakTerm, type Term } from './term.ts'

type Rules = {
  regime: Regime
  termDays: number | null
  atwApplies?: boolean
  designatedDays?: readonly Holiday[]
}

/** The term of a second inspraak that has a first and a last day. */
export type SecondTerm = Extract<InspraakTerm, Term>

/**
 * The term of a second inspraak by the rules of the first: on its first day the notice is published and the plan lies open. Without a last
 * day the regime says it; null where that has no number of days. A last day on a rest day moves as that of the first does.
 */
export function secondTerm(
  { startsOn, lastDay }: { startsOn: LocalDate; lastDay: LocalDate | null },
  rules: Rules,
): SecondTerm | null {
  const days = { noticeOn: startsOn, onDisplayFrom: startsOn, designatedDays: rules.designatedDays ?? [] }
  const usual = known(inspraakTerm({ ...rules, ...days }))
  if (lastDay === null || usual?.lastDay === lastDay) return usual
  const atwApplies = rules.regime === 'uov' || (rules.atwApplies ?? true)
  const termDays = daysBetween(startsOn, lastDay) + 1
  return known(inspraakTerm({ ...days, regime: 'informal', termDays, atwApplies }))
}

/** The first last day that the law allows (Awb 3:16); null where no law says one. */
export const leastLastDay = (startsOn: LocalDate, { regime, designatedDays = [] }: Rules): LocalDate | null =>
  regime === 'uov'
    ? inspraakTerm({ regime, noticeOn: startsOn, onDisplayFrom: startsOn, termDays: null, designatedDays }).lastDay
    : null

/** What the rules of a process say of the last day of a second inspraak, beside its field. */
export const lastDayRule = ({ regime, termDays }: Pick<Rules, 'regime' | 'termDays'>): string =>
  regime === 'uov'
    ? 'Minstens zes weken. Laat dit leeg voor precies zes weken.'
    : termDays === null
      ? 'Bijvoorbeeld: 20 december 2016'
      : `Laat dit leeg voor ${termDays} dagen, zoals de eerste.`

const known = (term: InspraakTerm): SecondTerm | null => (term.startsOn === null ? null : term)
