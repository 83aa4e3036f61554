import { isBlank, problemOfEmail } from '#app/features/contributions/reaction.schema.ts'
import { decodeTyped, withoutNul } from '#app/forms/typed.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { clockTime, formatDate, parseDate, today, type LocalDate } from '#app/local-date.ts'
import { LONGEST_ITEM, MOST_ITEMS, readAgenda, writeAgenda, type AgendaItem } from './agenda.ts'
import { meetingAudiences, MOST_PLACES, momentOn, parseTime, type MeetingAudience } from './meeting.ts'

export const meetingFields = [
  'title',
  'day',
  'begins',
  'ends',
  'place',
  'address',
  'about',
  'agenda',
  'places',
  'registerUntil',
  'audience',
  'isPublic',
] as const
export type MeetingField = (typeof meetingFields)[number]
export type MeetingTexts = Partial<Record<MeetingField, string>>

/** A meeting as an official plans it. */
export type MeetingDetails = {
  title: string
  startsAt: Date
  endsAt: Date
  place: string
  address: string
  about: string
  agenda: AgendaItem[]
  places: number | null
  registerUntil: LocalDate | null
  audience: MeetingAudience
  isPublic: boolean
}

/** The fields of a form as they were sent, decoded and nothing more. */
export function readFields<Field extends string>(
  form: FormData,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const texts: Partial<Record<Field, string>> = {}
  for (const field of fields) {
    const value = form.get(field)
    if (typeof value === 'string') texts[field] = withoutNul(decodeTyped(value))
  }
  return texts
}

/** A stored meeting as its form shows it. */
export function textsOfMeeting(meeting: MeetingDetails): MeetingTexts {
  const { title, startsAt, endsAt, place, address, about, agenda, places, registerUntil, audience, isPublic } = meeting
  return {
    ...{ title, place, address, about, audience, agenda: writeAgenda(agenda), isPublic: isPublic ? 'ja' : '' },
    ...{
      day: formatDate(today(startsAt)),
      begins: clockTime(startsAt).replace(':', '.'),
      ends: clockTime(endsAt).replace(':', '.'),
    },
    ...{
      places: places === null ? '' : String(places),
      registerUntil: registerUntil === null ? '' : formatDate(registerUntil),
    },
  }
}

/** What a form plans, or what is wrong with it by field. */
export function readMeeting(
  texts: MeetingTexts,
): { details: MeetingDetails; errors: null } | { details: null; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const text = (field: MeetingField, most: number, missing = '') => {
    const value = (texts[field] ?? '').trim()
    if (value === '' && missing !== '') errors[field] = missing
    if (value.length > most) errors[field] = `Maak dit korter: hooguit ${most} tekens.`
    return value
  }
  const title = text('title', 200, 'Vul de titel van de bijeenkomst in.')
  const day = parseDate(texts.day ?? '')
  if (day === null || day < '2000-01-01' || day > '2199-12-31')
    errors.day = 'Vul een bestaande datum in, zoals 15 november 2016.'
  const momentOf = (field: 'begins' | 'ends') => {
    const time = parseTime(texts[field] ?? '')
    if (time === null) {
      errors[field] = 'Vul een tijd in, zoals 19.30.'
      return null
    }
    const moment = errors.day || day === null ? null : momentOn(day, time)
    if (moment === null && !errors.day)
      errors[field] = 'Die tijd is er op deze dag niet, want de klok gaat dan een uur vooruit. Kies een andere tijd.'
    return moment
  }
  const [startsAt, endsAt] = [momentOf('begins'), momentOf('ends')]
  if (startsAt && endsAt && endsAt <= startsAt) errors.ends = 'Het einde ligt voor het begin. Vul een latere tijd in.'
  const place = text('place', 200, 'Vul in waar de bijeenkomst is.')
  const [address, about] = [text('address', 300), text('about', 5000)]
  const agenda = readAgenda(texts.agenda ?? '')
  if (agenda.length > MOST_ITEMS)
    errors.agenda = `Maak de agenda korter: hooguit ${MOST_ITEMS} regels. Het zijn er nu ${agenda.length}.`
  const long = agenda.find((item) => item.title.length > LONGEST_ITEM)
  if (long) errors.agenda = `Maak de regel “${long.title.slice(0, 40)}…” korter: hooguit ${LONGEST_ITEM} tekens.`
  const places = placesIn((texts.places ?? '').trim())
  if (places === undefined)
    errors.places = `Vul een heel getal in van 1 tot en met ${MOST_PLACES}. Of laat het leeg als er plaats is voor iedereen.`
  const untilText = (texts.registerUntil ?? '').trim()
  const registerUntil = untilText === '' ? null : parseDate(untilText)
  if (untilText !== '' && registerUntil === null)
    errors.registerUntil = 'Vul een bestaande datum in, zoals 14 november 2016.'
  else if (registerUntil && day && registerUntil > day)
    errors.registerUntil = 'Dit ligt na de bijeenkomst. Vul een dag in tot en met de dag zelf.'
  const audience = meetingAudiences.find((one) => one === texts.audience) ?? null
  if (audience === null) errors.audience = 'Kies wie er mag komen.'
  if (Object.keys(errors).length > 0 || !startsAt || !endsAt || audience === null || places === undefined)
    return { details: null, errors }
  const details = {
    title,
    startsAt,
    endsAt,
    place,
    address,
    about,
    agenda,
    places,
    registerUntil,
    audience,
    isPublic: texts.isPublic === 'ja',
  }
  return { details, errors: null }
}

function placesIn(text: string): number | null | undefined {
  if (text === '') return null
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= MOST_PLACES ? number : undefined
}

export const registrationFields = ['name', 'email', 'remark'] as const
export type RegistrationTexts = Partial<Record<(typeof registrationFields)[number], string>>
export type RegistrationFields = { name: string; email: string; remark: string }

/** Who registers, or what is wrong with it by field. Whom an official adds, may have no address. */
export function readRegistration(
  texts: RegistrationTexts,
  { emailNeeded = true } = {},
): { fields: RegistrationFields; errors: null } | { fields: null; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const name = (texts.name ?? '').trim().replace(/\s+/g, ' ')
  const email = (texts.email ?? '').trim().toLowerCase()
  const remark = (texts.remark ?? '').trim()
  if (isBlank(name)) errors.name = emailNeeded ? 'Vul uw naam in.' : 'Vul een naam in.'
  if (name.length > 200) errors.name = 'Maak de naam korter: hooguit 200 tekens.'
  const problem = problemOfEmail(email)
  if (problem) errors.email = problem
  else if (email === '' && emailNeeded)
    errors.email = 'Vul uw e-\u2060mailadres in. Daar sturen wij de bevestiging naartoe.'
  if (remark.length > 1000) errors.remark = 'Maak dit korter: hooguit 1000 tekens.'
  if (Object.keys(errors).length > 0) return { fields: null, errors }
  return { fields: { name, email, remark }, errors: null }
}
