import { z } from 'zod'
import { accessibilityStatuses, municipalityFields } from './municipality.ts'

const ADDRESS = 'Vul een e-mailadres in zoals naam@gemeente.nl.'
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: `Gebruik niet meer dan ${most} tekens.` })
const isEmail = (text: string) => z.email().safeParse(text).success
const isPage = (text: string) => z.url({ protocol: /^https$/, hostname: z.regexes.domain }).safeParse(text).success

const addressOrNothing = line(254).refine((text) => text === '' || isEmail(text), { error: ADDRESS })
const pageOrNothing = line(500).refine((text) => text === '' || isPage(text), {
  error: 'Vul een adres in dat begint met https://.',
})

/** What an administrator may say of the municipality. */
const municipalityForm = z.object({
  senderEmail: line(254).refine(isEmail, { error: ADDRESS }),
  helpPhone: line(40),
  helpHours: line(200),
  helpDesk: line(200),
  contactEmail: addressOrNothing,
  retentionTerm: line(200),
  retentionBasis: line(300),
  privacyOfficerName: line(200),
  privacyOfficerEmail: addressOrNothing,
  accessibilityStatus: z.enum(accessibilityStatuses, { error: 'Kies een status uit de lijst.' }),
  accessibilityStatementUrl: pageOrNothing,
  securityContact: line(500).refine((text) => text === '' || isEmail(text) || isPage(text), {
    error: 'Vul een e-mailadres in, of een adres dat begint met https://.',
  }),
})

/** The same, of which some may be left as they are. */
export const someMunicipalityFields = municipalityForm.partial()

const seenFields = z.partialRecord(z.enum(municipalityFields), z.string()).catch({})

/** With what the form showed when it was opened, as JSON. */
export const municipalityInput = someMunicipalityFields.extend({
  seen: z
    .string()
    .default('{}')
    .transform((text) => {
      try {
        return seenFields.parse(JSON.parse(text))
      } catch {
        return {}
      }
    }),
})
