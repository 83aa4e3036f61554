import { z } from 'zod'
import { orNone, ticked, typed } from '#app/forms/typed.ts'
import { parseDate } from '#app/local-date.ts'
import { bulkKinds, dispositionFrom, type BulkChange } from './bulk.ts'

/** What stays as it is. */
export const AS_IS = ''
/** What is taken away. */
export const NOBODY = 'niemand'

const LONGEST_REPLY = 20_000
const LONGEST_FORWARDED_TO = 300

const NOT_THERE = 'Kies iets uit de lijst.'
const isId = (text: string) => z.uuid().safeParse(text).success
/** '' leaves it, 'niemand' takes it away, else an id. */
const choice = z
  .string()
  .refine((text) => text === AS_IS || text === NOBODY || isId(text), NOT_THERE)
  .default(AS_IS)
const idOrNone = z
  .string()
  .refine((text) => text === '' || isId(text), NOT_THERE)
  .pipe(orNone)

/** The fields of the panel; those of other kinds are not there. */
export const bulkFields = {
  bulkId: z.uuid(),
  kind: z.enum(bulkKinds),
  assigneeId: choice,
  /** '' leaves it, 'next' completes the step, else a position. */
  step: z.union([z.literal([AS_IS, 'next']), z.string().regex(/^\d{1,2}$/)]).default(AS_IS),
  dueOn: z
    .string()
    .trim()
    .default(AS_IS)
    .refine((text) => text === '' || text === NOBODY || parseDate(text) !== null, {
      error: 'Schrijf een dag als 2 december 2026 of 2-12-2026.',
    }),
  reason: typed.default('').refine((text) => text.length <= 2000, 'Maak de reden korter: hooguit 2.000 tekens.'),
  themeId: choice,
  placeId: choice,
  disposition: z.string().max(100).default(''),
  reply: typed.default('').refine((text) => text.length <= LONGEST_REPLY, 'Maak het antwoord korter.'),
  forwardedTo: typed
    .default('')
    .refine((text) => text.length <= LONGEST_FORWARDED_TO, 'Maak dit korter: hooguit 300 tekens.'),
  sharedWith: idOrNone.default(null),
  campaignId: choice,
  isReleased: ticked,
}

type BulkFields = z.output<z.ZodObject<typeof bulkFields>>

const chosenIn = <Name extends string>(name: Name, text: string): { [N in Name]?: string | null } =>
  text === AS_IS ? {} : ({ [name]: text === NOBODY ? null : text } as { [N in Name]: string | null })

/** What the fields of the panel say. */
export function changeFrom(fields: BulkFields): BulkChange {
  const { kind, assigneeId, step, dueOn, reason, themeId, placeId, reply, forwardedTo, sharedWith } = fields
  const disposition = dispositionFrom(fields.disposition)
  switch (kind) {
    case 'assign':
      return {
        ...{ kind, reason: reason.trim() },
        ...chosenIn('assigneeId', assigneeId),
        ...(step !== AS_IS && { target: step === 'next' ? ('next' as const) : Number(step) }),
        ...(dueOn !== AS_IS && { dueOn: dueOn === NOBODY ? null : parseDate(dueOn) }),
      }
    case 'theme':
      return { kind, ...chosenIn('themeId', themeId) }
    case 'place':
      return { kind, ...chosenIn('placeId', placeId) }
    case 'answer':
      return { kind, disposition, reply, forwardedTo, sharedWith }
    case 'disposition':
      return { kind, disposition }
    case 'campaign':
      return { kind, ...chosenIn('campaignId', fields.campaignId) }
    case 'release':
      return { kind, isReleased: fields.isReleased }
  }
}

const fieldOf = (id: string | null | undefined) => (id === undefined ? AS_IS : (id ?? NOBODY))

/** A change as the fields of the panel show it. */
export function fieldsFrom(change: BulkChange): Record<string, string | boolean> {
  if (change.kind === 'assign') {
    const { assigneeId, target, dueOn, reason } = change
    return {
      reason,
      assigneeId: fieldOf(assigneeId),
      step: target === undefined ? AS_IS : String(target),
      dueOn: dueOn === undefined ? AS_IS : (dueOn ?? NOBODY),
    }
  }
  if (change.kind === 'theme') return { themeId: fieldOf(change.themeId) }
  if (change.kind === 'place') return { placeId: fieldOf(change.placeId) }
  if (change.kind === 'campaign') return { campaignId: fieldOf(change.campaignId) }
  if (change.kind === 'release') return { isReleased: change.isReleased }
  if (change.kind === 'disposition') return { disposition: change.disposition ?? '' }
  const { disposition, reply, forwardedTo, sharedWith } = change
  return { disposition: disposition ?? '', reply, forwardedTo, sharedWith: sharedWith ?? '' }
}
