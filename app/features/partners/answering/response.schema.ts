import { z } from 'zod'
import { email, name } from '#app/features/accounts/account.schema.ts'

/** What the form to ask a colleague may say. */
export const colleagueForm = z.object({ sleutel: z.uuid(), naam: name, email, doorgeven: z.literal('ja').optional() })

/** What a page about a response may ask, besides what its questions say. */
export const responseActs = [
  'nodig-uit',
  'geen-punten',
  'toch-punten',
  'vraag-heropenen',
  'geef-vrij',
  'terug',
  'verzend',
] as const
export const responseAct = z.enum(responseActs)
export const seenVersion = z.coerce.number().int().min(0)
