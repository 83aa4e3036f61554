import type { LocalDate } from '#app/local-date.ts'
import {
  addDays,
  daysBetween,
  endOfDay,
  formatDate,
  formatDateLong,
  formatDateTime,
  formatReceived,
  formatDayMonth,
  hoursInDay,
  startOfDay,
  today,
  weekdayName,
} from '#app/local-date.ts'
import type { Holiday } from './holidays.ts'
import { restDay } from './holidays.ts'
import type { ChannelKind, Regime } from './process.ts'

/** Days in the six weeks of the uniform procedure, the first day included (Awb 3:16). */
const uovTermDays = 42

/** Days after the last day in which post that was sent in time may still arrive (Awb 6:9, by Awb 3:16). */
export const daysForPost = 7

export type TermInput = {
  regime: Regime
  noticeOn: LocalDate | null
  onDisplayFrom: LocalDate | null
  /** Number of days of an ordinance or informal term; the uniform procedure has its own. */
  termDays: number | null
  /** False only where the ordinance sets the Algemene termijnenwet aside; the uniform procedure is always under it. */
  atwApplies?: boolean
  designatedDays?: readonly Holiday[]
}

/** The first and last day on which reactions are awaited, both included. */
export type Term = { startsOn: LocalDate; lastDay: LocalDate }

type MissingForTerm = 'noticeOn' | 'onDisplayFrom' | 'termDays'

export type InspraakTerm =
  | (Term & {
      moved: { from: LocalDate; to: LocalDate; because: string } | null
      /** Numbered reasons in Dutch for the last day. */
      reasons: string[]
      /** Last day on which post that was sent in time may arrive. */
      paperUntil: LocalDate
      /** First instant at which a reaction is late. */
      closesAt: Date
      missing: []
    })
  | {
      startsOn: null
      lastDay: null
      moved: null
      reasons: string[]
      paperUntil: null
      closesAt: null
      missing: MissingForTerm[]
    }

/** The term for reactions, or what keeps it from starting (Awb 3:16; Algemene termijnenwet art. 1 and 3). */
export function inspraakTerm(input: TermInput): InspraakTerm {
  const { noticeOn, onDisplayFrom, designatedDays = [] } = input
  const days = input.regime === 'uov' ? uovTermDays : input.termDays
  if (noticeOn === null || onDisplayFrom === null || days === null) return notStarted(noticeOn, onDisplayFrom, days)
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`a term of ${days} days`)

  const startsOn = noticeOn > onDisplayFrom ? noticeOn : onDisplayFrom
  const counted = addDays(startsOn, days - 1)
  const atwApplies = input.regime === 'uov' || (input.atwApplies ?? true)
  const moved = atwApplies ? movedFrom(counted, designatedDays) : null
  const lastDay = moved?.to ?? counted
  const day = startsOn.slice(0, 4) === lastDay.slice(0, 4) ? formatDayMonth : formatDate
  return {
    startsOn,
    lastDay,
    moved,
    reasons: [
      whyThisStart(noticeOn, onDisplayFrom, day),
      input.regime === 'uov'
        ? `Zes weken zijn ${days} dagen. Dag ${days} is ${day(counted)}.`
        : `De termijn is ${days === 1 ? '1 dag' : `${days} dagen`}. Dag ${days} is ${day(counted)}.`,
      whyThisEnd(counted, moved, designatedDays),
      whenItCloses(startsOn, lastDay),
    ],
    paperUntil: addDays(lastDay, daysForPost),
    closesAt: startOfDay(addDays(lastDay, 1)),
    missing: [],
  }
}

function notStarted(noticeOn: LocalDate | null, onDisplayFrom: LocalDate | null, days: number | null): InspraakTerm {
  const missing: MissingForTerm[] = []
  const reasons: string[] = []
  if (noticeOn === null) {
    missing.push('noticeOn')
    reasons.push('De datum van de kennisgeving is nog niet ingevuld. Zonder kennisgeving begint de termijn niet.')
  }
  if (onDisplayFrom === null) {
    missing.push('onDisplayFrom')
    reasons.push(
      'Nog niet ingevuld is vanaf wanneer het plan ter inzage ligt. Zolang het er niet ligt, begint de termijn niet.',
    )
  }
  if (days === null) {
    missing.push('termDays')
    reasons.push('Het aantal dagen van de termijn is nog niet ingevuld.')
  }
  return { startsOn: null, lastDay: null, moved: null, reasons, paperUntil: null, closesAt: null, missing }
}

function movedFrom(counted: LocalDate, designatedDays: readonly Holiday[]) {
  const because = restDay(counted, designatedDays)
  if (because === null) return null
  let to = addDays(counted, 1)
  while (restDay(to, designatedDays) !== null) to = addDays(to, 1)
  return { from: counted, to, because }
}

function whyThisStart(noticeOn: LocalDate, onDisplayFrom: LocalDate, day: (date: LocalDate) => string): string {
  const notice = `De kennisgeving is van ${day(noticeOn)} en het plan ligt vanaf`
  return noticeOn === onDisplayFrom
    ? `${notice} diezelfde dag ter inzage. Dat is dag 1.`
    : `${notice} ${day(onDisplayFrom)} ter inzage. De laatste datum telt, dus dat is dag 1.`
}

function whyThisEnd(
  counted: LocalDate,
  moved: { to: LocalDate; because: string } | null,
  designatedDays: readonly Holiday[],
): string {
  if (moved) {
    const to = `${formatDateLong(moved.to)}, de eerste dag die geen zaterdag, zondag of feestdag is`
    return `Dat is ${moved.because}. De einddatum schuift op naar ${to}.`
  }
  const rest = restDay(counted, designatedDays)
  return rest === null
    ? `Dat is een ${weekdayName(counted)} en geen feestdag. De einddatum schuift niet op.`
    : `Dat is ${rest}. De Algemene termijnenwet geldt hier niet, dus de einddatum schuift niet op.`
}

function whenItCloses(startsOn: LocalDate, lastDay: LocalDate): string {
  const changes: string[] = []
  for (let day = startsOn; day <= lastDay; day = addDays(day, 1)) {
    const hours = hoursInDay(day)
    if (hours !== 24)
      changes.push(`De ${hours < 24 ? 'zomertijd' : 'wintertijd'} van ${formatDayMonth(day)} verandert niets. `)
  }
  return `${changes.join('')}Sluiten: 23.59\u00a0uur, Nederlandse tijd.`
}

/** Whether the term runs at this instant: from the start of its first day through 23:59:59.999 of its last, Europe/Amsterdam. */
export function isInTerm(term: Term, instant: Date): boolean {
  return instant >= startOfDay(term.startsOn) && instant <= endOfDay(term.lastDay)
}

/** Days from today through the last day: 0 on the last day itself, and 0 when it is over. */
export function daysLeft(term: Term, now: Date): number {
  return Math.max(0, daysBetween(today(now), term.lastDay))
}

/** Which day of the term it is, such as day 28 of 42; null before and after. */
export function dayOfTerm(term: Term, now: Date): { day: number; of: number } | null {
  if (!isInTerm(term, now)) return null
  return { day: daysBetween(term.startsOn, today(now)) + 1, of: daysBetween(term.startsOn, term.lastDay) + 1 }
}

export type Timeliness = 'early' | 'onTime' | 'late'

/** Whether a reaction is in time, with the reason in Dutch; for post the day of sending counts (Awb 6:9, by Awb 3:16). */
export function timeliness(reaction: {
  sentOn: LocalDate | null
  receivedAt: Date
  channel: ChannelKind
  term: Term
}): { state: Timeliness; reason: string } {
  const { sentOn, receivedAt, channel, term } = reaction
  const received = `Ontvangen op ${channel === 'online' ? formatDateTime(receivedAt) : formatReceived(receivedAt)}`
  if (receivedAt < startOfDay(term.startsOn)) {
    const first = formatDate(term.startsOn)
    return { state: 'early', reason: `${received}, voor de eerste dag (${first}). Een vroege reactie telt mee.` }
  }
  if (receivedAt <= endOfDay(term.lastDay)) return { state: 'onTime', reason: `${received}, binnen de termijn.` }

  const afterTheEnd = `${received}, na de laatste dag (${formatDate(term.lastDay)}).`
  if (channel !== 'post') return { state: 'late', reason: afterTheEnd }
  if (sentOn === null) return { state: 'late', reason: `${afterTheEnd} Niet bekend is wanneer de post is verstuurd.` }
  if (sentOn > term.lastDay) {
    return { state: 'late', reason: `${afterTheEnd} Ook pas na die dag verstuurd, op ${formatDate(sentOn)}.` }
  }

  const sent = `Verstuurd op ${formatDate(sentOn)}, voor het einde van de termijn`
  const receivedOn = formatDate(today(receivedAt))
  return receivedAt <= endOfDay(addDays(term.lastDay, daysForPost))
    ? { state: 'onTime', reason: `${sent}, en ontvangen op ${receivedOn}, binnen een week daarna.` }
    : { state: 'late', reason: `${sent}, maar ontvangen op ${receivedOn}, meer dan een week daarna.` }
}
