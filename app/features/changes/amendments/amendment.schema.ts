import { z } from 'zod'
import { parseDate } from '#app/local-date.ts'
import { typed } from '#app/forms/typed.ts'
import { partKinds, settlements } from './amendment.ts'

/** The longest text of one part with its marks, in characters. */
const MOST_CHARACTERS = 50_000

const line = (most: number, missing: string) =>
  typed.transform((text) => text.trim()).pipe(z.string().min(1, missing).max(most, `Gebruik hoogstens ${most} tekens.`))

/** What a clerk says of an amendment as a whole. */
export const amendmentFacts = {
  title: line(200, 'Vul de titel van het amendement in.'),
  movers: line(500, 'Vul in wie het amendement indienen.'),
  reason: line(10_000, 'Vul de reden in.'),
}

export const amendmentWords = typed
  .transform((text) => text.trim())
  .pipe(z.string().max(MOST_CHARACTERS, `Een alinea is hoogstens ${MOST_CHARACTERS.toLocaleString('nl')} tekens lang.`))
  .default('')

export const partKind = z.enum(partKinds, { error: 'Kies wat het amendement vraagt.' })

export const settlement = {
  outcome: z.enum(settlements, { error: 'Kies wat er met het amendement gebeurde.' }),
  decidedOn: typed.transform((text, context) => {
    const day = parseDate(text)
    if (day === null) {
      context.addIssue({ code: 'custom', message: 'Vul een bestaande datum in, zoals 15 december 2016.' })
      return z.NEVER
    }
    return day
  }),
}
