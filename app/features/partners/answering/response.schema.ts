import { z } from 'zod'

const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, { error: 'Vul een e-mailadres in' })
  .max(254, { error: 'Dit e-mailadres is te lang' })
  .pipe(z.email({ error: 'Vul een e-mailadres in zoals naam@organisatie.nl' }))

const name = z.string().trim().min(1, { error: 'Vul een naam in' }).max(200, { error: 'Een naam heeft hoogstens 200 tekens' })

/** What the form to ask a colleague may say. */
export const colleagueForm = z.object({ sleutel: z.uuid(), naam: name, email, doorgeven: z.literal('ja').optional() })

/** What a page about a response may ask, besides what its questions say. */
export const responseActs = ['nodig-uit', 'geen-punten', 'toch-punten', 'vraag-heropenen', 'geef-vrij', 'terug', 'verzend'] as const
export const responseAct = z.enum(responseActs)
export const seenVersion = z.coerce.number().int().min(0)
