import { z } from 'zod'
import { typed } from '#app/forms/typed.ts'
import type { LocalDate } from '#app/local-date.ts'
import { parseDate } from '#app/local-date.ts'
import type { ChannelKind } from './process.ts'
import { channelKinds, channelLabels, phaseKinds, phaseLabels, regimes } from './process.ts'

/** Text of a field, without white space around it; line ends as the database keeps them. */
function text(maximum: number) {
  return z
    .string({ error: 'Vul hier tekst in.' })
    .pipe(typed)
    .transform((value) => value.trim())
    .refine((value) => value.length <= maximum, `Gebruik niet meer dan ${maximum} tekens.`)
}

const titleOfProcess = text(200).refine((value) => value !== '', 'Vul de titel van het traject in.')

const date = text(60)
  .nullable()
  .transform((value, context): LocalDate | null => {
    if (value === null || value === '') return null
    const parsed = parseDate(value)
    if (parsed !== null && parsed >= '1900-01-01' && parsed <= '2199-12-31') return parsed
    context.addIssue({ code: 'custom', message: 'Vul een bestaande datum in, zoals 5 oktober 2016 of 5-10-2016.' })
    return z.NEVER
  })

const days = text(20).transform((value, context): number | null => {
  if (value === '') return null
  const number = /^\d+$/.test(value) ? Number(value) : 0
  if (number >= 1 && number <= 365) return number
  context.addIssue({ code: 'custom', message: 'Vul een heel aantal dagen in, van 1 tot en met 365.' })
  return z.NEVER
})

const regime = text(20).pipe(
  z
    .union([z.enum(regimes), z.literal('')], { error: 'Kies een van de regels uit de lijst.' })
    .transform((value) => (value === '' ? null : value)),
)

const lines = text(5000).transform((value) =>
  value
    .split('\n')
    .map((line) => line.replace(/^\s*[-•*]\s+/, '').trim())
    .filter((line) => line !== ''),
)

/** What is known of a process: a draft may be incomplete, but what is filled in is well-formed. */
export const processDetails = z.object({
  title: titleOfProcess,
  question: text(300),
  summary: text(10_000),
  purposes: lines,
  decidingBody: text(200),
  decidedOn: date,
  regime,
  termDays: days,
  noticeOn: date,
  onDisplayFrom: date,
  readingPlace: text(500),
  whoMayReact: text(500),
  nextSteps: text(5000),
  answersExpected: text(200),
})
export type ProcessDetails = z.output<typeof processDetails>

/** The fields of each form about a process; what is left out stays as it is. */
export const detailsFields = processDetails
  .pick({ title: true, question: true, summary: true, purposes: true, decidingBody: true, decidedOn: true })
  .partial()
export const consultationFields = processDetails
  .pick({
    ...{ regime: true, termDays: true, noticeOn: true, onDisplayFrom: true },
    ...{ readingPlace: true, whoMayReact: true },
  })
  .partial()
/** When officials mean to have all answers approved. */
export const plannedAnswers = z.object({ answersPlannedOn: date })
/** What people are asked about in a second inspraak: what changed since the concept, or all of the plan. */
export const secondScopes = ['changed', 'all'] as const
export type SecondScope = (typeof secondScopes)[number]

/** The days of a second inspraak, both empty for none, and what it is about. */
export const secondInspraak = z.object({
  secondStartsOn: date,
  secondLastDay: date,
  secondScope: z.enum(secondScopes, { error: 'Kies waarop mensen kunnen reageren.' }).default('all'),
})

/** The decision by which a plan was adopted. */
export const adoptionFields = z.object({
  body: text(200).refine((value) => value !== '', 'Vul in wie het plan vaststelde, zoals de gemeenteraad.'),
  decidedOn: date.refine((value): value is LocalDate => value !== null, 'Vul de dag van het besluit in.'),
  decision: text(200).refine((value) => value !== '', 'Vul het nummer of de naam van het besluit in.'),
  note: text(5000).default(''),
  decisionUrl: text(500)
    .refine((value) => value === '' || z.url({ protocol: /^https?$/ }).safeParse(value).success, {
      message: 'Vul een webadres in, zoals https://www.gemeente.nl/besluit.',
    })
    .default(''),
})
export const nextStepsFields = processDetails.pick({ nextSteps: true, answersExpected: true }).partial()

/** Whoever chooses an address may take two letters; one made of a title should say a little more. */
const slugLength = { least: 2, ofTitle: 3, most: 60 }
/** Addresses of other pages beside those of processes: a process there could not be opened by an official. */
const reservedSlugs = ['nieuw']

/** An address part made of a title: lower case, digits and hyphens, 3 to 60 characters. */
export function slugFrom(title: string): string {
  const letters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ð: 'd', þ: 'th', ł: 'l' }
  const whole = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[ßæœøðþł]/g, (letter) => letters[letter] ?? '')
    .replace(/['’\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const slug = whole.length > slugLength.most ? cutAtHyphen(whole) : whole
  if (slug === '') return 'plan'
  return slug.length < slugLength.ofTitle || reservedSlugs.includes(slug) ? `plan-${slug}` : slug
}

function cutAtHyphen(whole: string): string {
  const room = whole.slice(0, slugLength.most + 1)
  const hyphen = room.lastIndexOf('-')
  return hyphen >= slugLength.ofTitle ? room.slice(0, hyphen) : room.slice(0, slugLength.most)
}

const slug = text(200)
  .refine(
    (value) =>
      value === '' ||
      (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length >= slugLength.least && value.length <= slugLength.most),
    'Gebruik 2 tot 60 kleine letters, cijfers en losse streepjes, zoals beleidsplan-sociaal-domein.',
  )
  .refine((value) => !reservedSlugs.includes(value), 'Dit adres is al van een andere pagina. Kies een ander adres.')

/** A new process: only the title is required; an empty slug is made of the title. */
export const newProcess = z
  .object({ title: titleOfProcess, slug: slug.default('') })
  .transform(({ title, slug }) => ({ title, slug: slug || slugFrom(title) }))

const channel = z.object({ address: text(500).default(''), note: text(500).default('') }).optional()

/** The channels of a process by their kind; one without an address is left out. The online form has an address of its own. */
export const channelsInput = z
  .object({ online: channel, email: channel, post: channel, phone: channel, desk: channel, meeting: channel })
  .transform((given, context) =>
    channelKinds.flatMap((kind): { kind: ChannelKind; address: string; note: string }[] => {
      const { address, note } = given[kind] ?? { address: '', note: '' }
      if (kind === 'online') return given.online ? [{ kind, address, note }] : []
      const problem = address === '' ? noteWithoutAddress(kind, note) : addressProblem(kind, address)
      if (problem) context.addIssue({ code: 'custom', path: [kind, 'address'], message: problem })
      return address === '' ? [] : [{ kind, address, note }]
    }),
  )

function noteWithoutAddress(kind: ChannelKind, note: string): string | null {
  return note === '' ? null : `Vul ook het adres in bij ${channelLabels[kind].label}, of haal de toelichting weg.`
}

function addressProblem(kind: ChannelKind, address: string): string | null {
  if (kind === 'email' && !z.email().safeParse(address).success) {
    return 'Vul een e-mailadres in, zoals inspraak@gemeente.nl.'
  }
  if (kind === 'phone' && address.replace(/\D/g, '').length < 3) {
    return 'Vul een telefoonnummer in, zoals 0591 12 34 56.'
  }
  return null
}

const phaseRow = z
  .object({
    kind: z.enum(phaseKinds, { error: 'Kies een soort fase uit de lijst.' }),
    title: text(200).default(''),
    opensOn: date.default(null),
    closesOn: date.default(null),
    whenText: text(200).default(''),
  })
  .transform((phase) => ({ ...phase, title: phase.title || phaseLabels[phase.kind].title }))
  .refine(({ opensOn, closesOn }) => opensOn === null || closesOn === null || opensOn <= closesOn, {
    path: ['closesOn'],
    message: 'De laatste dag ligt voor de eerste dag. Vul een latere datum in.',
  })

/** The phases of a process in order, of which one is the consultation; a row without a title gets the title of its kind. */
export const phasesInput = z
  .array(phaseRow)
  .default([])
  .superRefine((phases, context) => {
    const report = (message: string, row?: number) =>
      context.addIssue({ code: 'custom', message, path: row === undefined ? [] : [row, 'kind'] })
    if (phases.length > 30) report('Gebruik niet meer dan 30 fasen.')
    const [first, second] = phases.flatMap(({ kind }, row) => (kind === 'inspraak' ? [row] : []))
    if (first === undefined)
      report('Er moet één fase Inspraak zijn. Voeg die fase toe.', phases.length > 0 ? 0 : undefined)
    if (second !== undefined) report('Er kan maar één fase Inspraak zijn. Kies een andere soort.', second)
  })

export const phaseFields = ['kind', 'title', 'opensOn', 'closesOn', 'whenText'] as const
export type PhaseField = (typeof phaseFields)[number]

/** Name of a form field in row `index` of the phases, from 0. */
export const phaseField = (index: number, field: PhaseField): string => `phases[${index}].${field}`
