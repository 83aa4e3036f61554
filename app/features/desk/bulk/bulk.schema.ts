import { z } from 'zod'
import { orNone, ticked, typed } from '#app/forms/typed.ts'
import { parseDate } from '#app/local-date.ts'
import { bulkKinds, dispositionFrom, type BulkChange } from './bulk.ts'

/** What stays as it is. */
export const AS_IS = ''
/** What is taken away. */
export const NOBODY = 'niemand'

const LONGEST_REPLY = 20_000

const NOT_THERE = 'Kies iets uit de lijst.'
const isId = (text: string) => z.uuid().safeParse(text).success
const idOrNone = z
  .string()
  .refine((text) => text === '' || isId(text), NOT_THERE)
  .pipe(orNone)

/** The fields of the panel; those of other kinds are not there. */
export const bulkFields = {
  bulkId: z.uuid(),
  kind: z.enum(bulkKinds),
  /** '' leaves it, 'niemand' takes it away, else an account. */
  assigneeId: z
    .string()
    .refine((text) => text === AS_IS || text === NOBODY || isId(text), NOT_THERE)
    .default(AS_IS),
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
  themeId: idOrNone.default(null),
  chapter: orNone.default(null),
  disposition: z.string().default(''),
  reply: typed.default('').refine((text) => text.length <= LONGEST_REPLY, 'Maak het antwoord korter.'),
  forwardedTo: typed.default(''),
  sharedWith: idOrNone.default(null),
  campaignId: idOrNone.default(null),
  isReleased: ticked,
}

type BulkFields = z.output<z.ZodObject<typeof bulkFields>>

/** What the fields of the panel say. */
export function changeFrom(fields: BulkFields): BulkChange {
  const { kind, assigneeId, step, dueOn, reason, themeId, chapter, reply, forwardedTo, sharedWith } = fields
  const disposition = dispositionFrom(fields.disposition)
  switch (kind) {
    case 'assign':
      return {
        ...{ kind, reason: reason.trim() },
        ...(assigneeId !== AS_IS && { assigneeId: assigneeId === NOBODY ? null : assigneeId }),
        ...(step !== AS_IS && { target: step === 'next' ? ('next' as const) : Number(step) }),
        ...(dueOn !== AS_IS && { dueOn: dueOn === NOBODY ? null : parseDate(dueOn) }),
      }
    case 'theme':
      return { kind, themeId }
    case 'place':
      return { kind, chapter }
    case 'answer':
      return { kind, disposition, reply, forwardedTo, sharedWith }
    case 'disposition':
      return { kind, disposition }
    case 'campaign':
      return { kind, campaignId: fields.campaignId }
    case 'release':
      return { kind, isReleased: fields.isReleased }
  }
}

/** A change as the fields of the panel show it. */
export function fieldsFrom(change: BulkChange): Record<string, string | boolean> {
  if (change.kind === 'assign') {
    const { assigneeId, target, dueOn, reason } = change
    return {
      reason,
      assigneeId: assigneeId === undefined ? AS_IS : (assigneeId ?? NOBODY),
      step: target === undefined ? AS_IS : String(target),
      dueOn: dueOn === undefined ? AS_IS : (dueOn ?? NOBODY),
    }
  }
  return Object.fromEntries(
    Object.entries(change)
      .filter(([field]) => field !== 'kind')
      .map(([field, value]) => [field, value ?? '']),
  )
}
