import { rounds, type Round } from '#app/features/contributions/round.ts'
import { processAllows, type ProcessState } from '#app/features/processes/process.ts'
import { daysForPost } from '#app/features/processes/term.ts'
import { addDays, formatDate, formatDateLong, today, type LocalDate } from '#app/local-date.ts'

/** The sources of a publication, as officials and the public read them. */
export const sourceWords: Record<Round, string> = {
  priorities: 'de ranglijst van de raad',
  partners: 'de inbreng van partners',
  inspraak: 'de inspraak',
  secondInspraak: 'de tweede inspraak',
}

/** 'de inspraak en de inbreng van partners', in the order in which the rounds are held. */
export function sourcesInWords(sources: readonly Round[]): string {
  const words = rounds.filter((round) => sources.includes(round)).map((round) => sourceWords[round])
  return new Intl.ListFormat('nl').format(words)
}

/** The title of a publication to which nobody gave one. */
export const usualTitle = (sources: readonly Round[], isSupplement: boolean): string =>
  isSupplement ? `Aanvulling: antwoorden op ${sourcesInWords(sources)}` : `Antwoorden op ${sourcesInWords(sources)}`

type ProcessInTerm = {
  state: ProcessState
  closesAt: Date | null
  lastDay: LocalDate | null
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
}

/** Whether residents are a source: their terms must have ended. */
const isOfResidents = (sources: readonly Round[]) => sources.includes('inspraak') || sources.includes('secondInspraak')

/**
 * Why the answers to these rounds cannot become public now, in Dutch, or null. What residents gave waits for the end of the
 * term: who reacts on the last day deserves an answer as well. A second inspraak has a last day of its own. What the council and
 * partners gave waits for neither the release nor a term.
 */
export function whyTooEarly(process: ProcessInTerm, sources: readonly Round[], now: Date): string | null {
  const { state, closesAt, lastDay } = process
  if (state === 'withdrawn') return 'Dit traject is ingetrokken. Er worden geen antwoorden meer openbaar.'
  if (!isOfResidents(sources)) return null
  if (state === 'draft') return 'Het traject is nog niet vrijgegeven. De inspraak moet nog komen.'
  if (closesAt !== null && now < closesAt) {
    const until = lastDay ? ` tot en met ${formatDateLong(lastDay)}` : ''
    return `Iedereen kan nog reageren${until}. Daarna kunt u de antwoorden openbaar maken.`
  }
  if (!sources.includes('secondInspraak')) return null
  if (process.secondLastDay === null)
    return 'Er is geen tweede inspraak aangekondigd. Een vaststeller vult bij het vrijgeven in wanneer die loopt.'
  const runs = whySecondRuns(process, now)
  return runs && `${runs} Daarna kunt u de antwoorden openbaar maken.`
}

/** That the second inspraak still runs, in Dutch, or null: the answers on it wait. */
function whySecondRuns(process: SecondDays, now: Date): string | null {
  const { secondLastDay } = process
  return secondLastDay === null || today(now) > secondLastDay ? null : whenSecond(process)
}

/**
 * That something may still come in for the second inspraak, in Dutch, or null: the process does not end. Once its answers are public nothing
 * waits for its post: whoever published them before said why.
 */
export function whySecondGoesOn(
  process: SecondDays & Pick<ProcessInTerm, 'lastDay'>,
  published: ReadonlySet<Round>,
  now: Date,
): string | null {
  const runs = whySecondRuns(process, now)
  if (runs !== null || process.secondLastDay === null || published.has('secondInspraak')) return runs
  const until = postUntil(process, ['secondInspraak'], now)
  return until && `Tot en met ${formatDateLong(until)} kan er nog post komen die meetelt voor de tweede inspraak.`
}

type SecondDays = Pick<ProcessInTerm, 'secondStartsOn' | 'secondLastDay'>

/** When the second inspraak runs, in Dutch, or null when none is announced. */
export function whenSecond({ secondStartsOn, secondLastDay }: SecondDays): string | null {
  if (secondLastDay === null) return null
  return secondStartsOn === null
    ? `De tweede inspraak loopt tot en met ${formatDateLong(secondLastDay)}.`
    : `De tweede inspraak loopt van ${formatDate(secondStartsOn)} tot en met ${formatDate(secondLastDay)}.`
}

/** Until which day post can still arrive that counts for these rounds (Awb 6:9); null when none can. */
export function postUntil(
  { lastDay, secondLastDay }: Pick<ProcessInTerm, 'lastDay' | 'secondLastDay'>,
  sources: readonly Round[],
  now: Date,
): LocalDate | null {
  const lastDays = [
    ...(isOfResidents(sources) && lastDay ? [lastDay] : []),
    ...(sources.includes('secondInspraak') && secondLastDay ? [secondLastDay] : []),
  ]
  const last = lastDays
    .map((day) => addDays(day, daysForPost))
    .sort()
    .at(-1)
  return last !== undefined && today(now) <= last ? last : null
}

/**
 * Whether a process ends by an act of its own: it has no inspraak, or the answers on that became public while something else still waited,
 * which came to nothing.
 */
export const endsByAct = (
  { state, publishedAt }: { state: ProcessState; publishedAt: Date | null },
  published: ReadonlySet<Round>,
): boolean => processAllows.finish(state) && publishedAt !== null && (state !== 'released' || published.has('inspraak'))
