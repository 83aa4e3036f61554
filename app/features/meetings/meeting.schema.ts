import { isBlank, problemOfEmail } from '#app/features/contributions/reaction.schema.ts'
import { z } from 'zod'
import type { FieldErrors } from '#app/form-errors.ts'
import { ticked, typed } from '#app/forms/typed.ts'
import { clockTime, formatDate, parseDate, today, type LocalDate } from '#app/local-date.ts'
import { LONGEST_AGENDA_ITEM, MOST_AGENDA_ITEMS, readAgenda, writeAgenda, type AgendaItem } from './agenda.ts'
import { meetingAudiences, MOST_PLACES, momentOn, parseTime, type MeetingAudience } from './meeting.ts'

const text = typed.default('')

/** A meeting as its form tells of it. */
const meetingForm = z.object({
  ...{ title: text, day: text, begins: text, ends: text, place: text, address: text, about: text, agenda: text },
  ...{ places: text, registerUntil: text, audience: text, isPublic: ticked },
})
export type MeetingTexts = z.input<typeof meetingForm>
export type MeetingField = keyof MeetingTexts

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

/** A stored meeting as its form shows it. */
export function textsOfMeeting(meeting: MeetingDetails): MeetingTexts {
  const { title, startsAt, endsAt, place, address, about, agenda, places, registerUntil, audience, isPublic } = meeting
  return {
    ...{ title, place, address, about, audience, agenda: writeAgenda(agenda), isPublic },
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

/** What a form plans, or all that is wrong with it by field: one that is wrong hides no other. */
export const meetingInput = meetingForm.transform((texts, context): MeetingDetails => {
  const errors: FieldErrors = {}
  const line = (field: Exclude<MeetingField, 'isPublic'>, most: number, missing = '') => {
    const value = texts[field].trim()
    if (value === '' && missing !== '') errors[field] = missing
    if (value.length > most) errors[field] = `Maak dit korter: hooguit ${most} tekens.`
    return value
  }
  const title = line('title', 200, 'Vul de titel van de bijeenkomst in.')
  const day = parseDate(texts.day)
  if (day === null || day < '2000-01-01' || day > '2199-12-31')
    errors.day = 'Vul een bestaande datum in, zoals 15 november 2016.'
  const momentOf = (field: 'begins' | 'ends') => {
    const time = parseTime(texts[field])
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
  const place = line('place', 200, 'Vul in waar de bijeenkomst is.')
  const [address, about] = [line('address', 300), line('about', 5000)]
  const agenda = readAgenda(texts.agenda)
  if (agenda.length > MOST_AGENDA_ITEMS)
    errors.agenda = `Maak de agenda korter: hooguit ${MOST_AGENDA_ITEMS} regels. Het zijn er nu ${agenda.length}.`
  const long = agenda.find((item) => item.title.length > LONGEST_AGENDA_ITEM)
  if (long) errors.agenda = `Maak de regel “${long.title.slice(0, 40)}…” korter: hooguit ${LONGEST_AGENDA_ITEM} tekens.`
  const places = placesIn(texts.places.trim())
  if (places === undefined)
    errors.places = `Vul een heel getal in van 1 tot en met ${MOST_PLACES}. Of laat het leeg als er plaats is voor iedereen.`
  const untilText = texts.registerUntil.trim()
  const registerUntil = untilText === '' ? null : parseDate(untilText)
  if (untilText !== '' && registerUntil === null)
    errors.registerUntil = 'Vul een bestaande datum in, zoals 14 november 2016.'
  else if (registerUntil && day && registerUntil > day)
    errors.registerUntil = 'Dit ligt na de bijeenkomst. Vul een dag in tot en met de dag zelf.'
  const audience = meetingAudiences.find((one) => one === texts.audience) ?? null
  if (audience === null) errors.audience = 'Kies wie er mag komen.'
  for (const [field, message] of Object.entries(errors)) context.addIssue({ code: 'custom', path: [field], message })
  if (Object.keys(errors).length > 0 || !startsAt || !endsAt || audience === null || places === undefined)
    return z.NEVER
  const { isPublic } = texts
  return { title, startsAt, endsAt, place, address, about, agenda, places, registerUntil, audience, isPublic }
})

function placesIn(text: string): number | null | undefined {
  if (text === '') return null
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= MOST_PLACES ? number : undefined
}

const nameOr = (missing: string) =>
  text
    .transform((name) => name.trim().replace(/\s+/g, ' '))
    .superRefine((name, context) => {
      const report = (message: string) => context.addIssue({ code: 'custom', message })
      if (isBlank(name)) report(missing)
      if (name.length > 200) report('Maak de naam korter: hooguit 200 tekens.')
    })

const emailOrNone = text
  .transform((email) => email.trim().toLowerCase())
  .superRefine((email, context) => {
    const problem = problemOfEmail(email)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

/** Who registers on the website: a name and an address. */
export const registrationInput = z.object({
  name: nameOr('Vul uw naam in.'),
  email: emailOrNone.refine((email) => email !== '', {
    error: 'Vul uw e-\u2060mailadres in. Daar sturen wij de bevestiging naartoe.',
  }),
  remark: text
    .transform((remark) => remark.trim())
    .refine((remark) => remark.length <= 1000, { error: 'Maak dit korter: hooguit 1000 tekens.' }),
})
export type RegistrationFields = z.output<typeof registrationInput>

/** Whom an official puts on the list, who may have no address. */
export const addedInput = registrationInput.extend({ name: nameOr('Vul een naam in.'), email: emailOrNone })

/** The same as it is typed, before anyone looked at it. */
export const addedTexts = { name: text, email: text, remark: text }
