import { formatDate, formatDayMonth, weekdayName, type LocalDate } from '#app/local-date.ts'
import { LOOKS_BACK, type againstPlan, type Forecast } from './forecast.ts'

/** A forecast in Dutch: the conclusion, how it stands to the plan, and where it comes from. */
export type Verdict = { title: string; stands: string; why: string; needed: string; isLate: boolean }

type Plan = { today: LocalDate; planned: LocalDate | null; against: ReturnType<typeof againstPlan> | null }

const unknown = {
  noPoints: 'Er zijn nog geen punten.',
  tooFewDays: `Er is nog geen ${LOOKS_BACK} werkdagen geteld. Daarna staat hier een verwachting.`,
  nothingApproved: `In de laatste ${LOOKS_BACK} werkdagen is niets goedgekeurd.`,
}

/** What a forecast says; `unsplit` are contributions in which more points may be found. */
export function verdictOf(forecast: Forecast, plan: Plan, unsplit: number): Verdict {
  const more =
    unsplit === 0
      ? ''
      : unsplit === 1
        ? ' Nog 1 reactie is niet gesplitst. Daar komen punten bij.'
        : ` Nog ${number(unsplit)} reacties zijn niet gesplitst. Daar komen punten bij.`
  const none = { stands: '', why: more.trim(), needed: '', isLate: false }
  switch (forecast.kind) {
    case 'done':
      return { ...none, title: 'Alle punten zijn goedgekeurd' }
    case 'unknown':
      return { ...none, title: 'Niet te zeggen wanneer alles klaar is', stands: unknown[forecast.because] }
    case 'tooFar':
      return {
        ...{ title: 'Op dit tempo duurt het langer dan twee jaar', stands: '', needed: '', isLate: true },
        why: `${paceInWords(forecast)}${more}`,
      }
    case 'expected':
      return {
        title: `Op dit tempo klaar op ${weekdayName(forecast.day)} ${dayInWords(forecast.day, plan.today)}`,
        ...standing(plan),
        why: `${paceInWords(forecast)} ${spreadInWords(forecast, plan.today)}${more}`,
      }
  }
}

/** Whether the day of a publication will do; a forecast of null says that nothing is left of it. */
export function publicationVerdict(forecast: Forecast | null, plan: Plan): { says: string; isLate: boolean } {
  if (forecast === null || forecast.kind === 'done') return { says: 'Alle punten zijn goedgekeurd.', isLate: false }
  if (forecast.kind === 'unknown') return { says: unknown[forecast.because], isLate: false }
  if (forecast.kind === 'tooFar') return { says: 'Op dit tempo duurt het langer dan twee jaar.', isLate: true }
  const { stands, needed, isLate } = standing(plan)
  const says = `Op dit tempo goedgekeurd op ${weekdayName(forecast.day)} ${dayInWords(forecast.day, plan.today)}. ${stands} ${needed}`
  return { says: says.trim(), isLate }
}

function standing(plan: Plan): Pick<Verdict, 'stands' | 'needed' | 'isLate'> {
  if (!plan.against || !plan.planned) return { stands: 'Er is geen dag gepland.', needed: '', isLate: false }
  const { late, needed } = plan.against
  const days = Math.abs(late) === 1 ? '1 werkdag' : `${number(Math.abs(late))} werkdagen`
  const makes = `haalt u ${dayInWords(plan.planned, plan.today)}.`
  return {
    stands: late === 0 ? 'Dat is de geplande dag.' : `Dat is ${days} ${late > 0 ? 'na' : 'voor'} de geplande dag.`,
    needed:
      late <= 0 || needed === null
        ? ''
        : `Met ${needed === 1 ? '1 punt' : `${number(needed)} punten`} per dag ${makes}`,
    isLate: late > 0,
  }
}

function paceInWords({ approved, pace, left }: { approved: number; pace: number; left: number }): string {
  const done = approved === 1 ? '1 punt goedgekeurd' : `${number(approved)} punten goedgekeurd`
  return `Berekend over de laatste tien werkdagen: ${done}, dus ${number(pace)} per dag. Er zijn er nog ${number(left)}.`
}

function spreadInWords(
  { quietest, busiest, earliest, latest }: Extract<Forecast, { kind: 'expected' }>,
  today: LocalDate,
): string {
  const days = `In de rustigste vijf werkdagen op rij waren het er ${number(Math.max(0, quietest))} per dag, in de drukste ${number(busiest)}.`
  if (latest === null) return `${days} Op het rustigste tempo is geen dag te noemen.`
  return earliest === latest
    ? days
    : `${days} Daarom ligt de dag tussen ${dayInWords(earliest, today)} en ${dayInWords(latest, today)}.`
}

/** A day without its year when that is this year. */
function dayInWords(day: LocalDate, today: LocalDate): string {
  return day.slice(0, 4) === today.slice(0, 4) ? formatDayMonth(day) : formatDate(day)
}

const number = (value: number) => value.toLocaleString('nl-NL', { maximumFractionDigits: 1 })
