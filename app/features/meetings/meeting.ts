import {
  clockTime,
  endOfDay,
  formatDate,
  formatDateLong,
  formatTime,
  parseInstant,
  today,
  type LocalDate,
} from '#app/local-date.ts'

export const meetingStates = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]
export const meetingStateLabels: Record<MeetingState, string> = {
  planned: 'Gepland',
  held: 'Gehouden',
  cancelled: 'Afgezegd',
}

export const meetingAudiences = ['everyone', 'invited'] as const
export type MeetingAudience = (typeof meetingAudiences)[number]

/** At most so many places, and so many people on a list. */
export const MOST_PLACES = 2000

/** Days after a meeting on which the names and addresses of who registered are erased. */
export const DAYS_KEPT = 30

/** What decides who may register and when. */
export type MeetingTerms = {
  state: MeetingState
  audience: MeetingAudience
  startsAt: Date
  /** Last day to register; null: until it begins. */
  registerUntil: LocalDate | null
  /** Null: there is room for everyone. */
  places: number | null
}

/** How many have a place, and how many wait for one. */
export type Taken = { registered: number; waiting: number }

export type Registering = 'open' | 'waiting' | 'invitationOnly' | 'closed' | 'begun' | 'held' | 'cancelled'

/** Whether someone may register at this instant, and whether that gives a place or one on the waiting list. */
export function registering(
  meeting: MeetingTerms,
  taken: Taken,
  { isInvited }: { isInvited: boolean },
  now: Date,
): Registering {
  if (meeting.state !== 'planned') return meeting.state
  if (now >= meeting.startsAt) return 'begun'
  if (meeting.registerUntil !== null && now > endOfDay(meeting.registerUntil)) return 'closed'
  if (meeting.audience === 'invited' && !isInvited) return 'invitationOnly'
  // Who waits goes before who comes now.
  return placesLeft(meeting, taken) === 0 || taken.waiting > 0 ? 'waiting' : 'open'
}

/** Free places; null when there is room for everyone. */
export function placesLeft({ places }: Pick<MeetingTerms, 'places'>, { registered }: Taken): number | null {
  return places === null ? null : Math.max(0, places - registered)
}

/** Why someone cannot register, for residents; '' when they can. */
export const registeringSays: Record<Registering, string> = {
  open: '',
  waiting: '',
  invitationOnly: 'Deze bijeenkomst is op uitnodiging. Bent u uitgenodigd? Open dan de link uit uw uitnodiging.',
  closed: 'U kunt zich niet meer aanmelden. De laatste dag daarvoor is voorbij.',
  begun: 'U kunt zich niet meer aanmelden. De bijeenkomst is begonnen.',
  held: 'Deze bijeenkomst is geweest.',
  cancelled: 'Deze bijeenkomst gaat niet door.',
}

/** Whether the list of who is there can be ticked: from the day itself until the names are erased. */
export function canTickAttendance(
  { state, startsAt, erasedAt }: { state: MeetingState; startsAt: Date; erasedAt: Date | null },
  now: Date,
): boolean {
  return state !== 'cancelled' && erasedAt === null && today(now) >= today(startsAt)
}

/** What is noted of someone on a list that was ticked: at two doors two people tick, and neither undoes what the other saw. */
export function attendedAfter(
  noted: boolean | null,
  { isTicked, wasTicked }: { isTicked: boolean; wasTicked: boolean },
): boolean {
  return isTicked === wasTicked ? (noted ?? isTicked) : isTicked
}

const DOORS_OPEN_MS = 60 * 60_000

/** Whether who is put on the list now is there, from an hour before it begins. Who calls earlier on the day still has to come. */
export function isAtTheDoor(meeting: Parameters<typeof canTickAttendance>[0], now: Date): boolean {
  return canTickAttendance(meeting, now) && now.getTime() >= meeting.startsAt.getTime() - DOORS_OPEN_MS
}

/** Whether it can be said that the meeting was held, and its report be written: once it began. */
export function hasBegun({ state, startsAt }: { state: MeetingState; startsAt: Date }, now: Date): boolean {
  return state === 'held' || (state === 'planned' && now >= startsAt)
}

/** A time on the clock in the Netherlands, '19:30' on a day; null when the clock never shows it, as when it jumps from 2 to 3. */
export function momentOn(day: LocalDate, time: string): Date | null {
  const moment = parseInstant(`${day}T${time}`)
  return moment && today(moment) === day && clockTime(moment) === time ? moment : null
}

/** Reads '19.30', '19:30', '9.00 uur' or '19 uur'; null when it is no time. */
export function parseTime(text: string): string | null {
  const [, hour = '', minute = '00'] = /^([01]?\d|2[0-3])(?:[.:]([0-5]\d))?(?:\s*uur)?$/.exec(text.trim()) ?? []
  return hour === '' ? null : `${hour.padStart(2, '0')}:${minute}`
}

/** 'dinsdag 15 november 2016, 19.30 tot 21.30 uur'. */
export function whenInWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  return `${formatDateLong(today(startsAt))}, ${timesInWords({ startsAt, endsAt })}`
}

/** '19.30 tot 21.30 uur'. */
function timesInWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  return `${formatTime(startsAt).replace(/\s.*$/, '')} tot ${formatTime(endsAt)}`
}

/** 'Dorpshuis, Hoofdstraat 1 in Exloo'. */
export function whereInWords({ place, address }: { place: string; address: string }): string {
  return [place, address].filter((part) => part !== '').join(', ')
}

/** 'Nog 3 van de 40 plaatsen vrij.' */
export function placesInWords(meeting: Pick<MeetingTerms, 'places'>, taken: Taken): string {
  const left = placesLeft(meeting, taken)
  if (meeting.places === null || left === null) return 'Er is plaats voor iedereen.'
  if (left === 0) return 'Alle plaatsen zijn bezet. U kunt op de wachtlijst.'
  return left === 1
    ? `Nog 1 van de ${meeting.places} plaatsen vrij.`
    : `Nog ${left} van de ${meeting.places} plaatsen vrij.`
}

/** The day on which the personal data of who registered are erased. */
export function erasedOn(endsAt: Date): LocalDate {
  return today(erasedFrom(endsAt))
}

const erasedFrom = (endsAt: Date): Date => new Date(endsAt.getTime() + DAYS_KEPT * 86_400_000)

/** 'tot en met 14 november 2016', or until it begins. */
export function untilInWords(registerUntil: LocalDate | null): string {
  return registerUntil === null ? 'tot het begin' : `tot en met ${formatDate(registerUntil)}`
}
