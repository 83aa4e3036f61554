import { z } from 'zod'
import { email, name } from '#app/features/accounts/account.schema.ts'
import { ticked } from '#app/forms/typed.ts'
import { MOST_THEMES, partnerKinds, themesIn, tidy } from './book.ts'

const text = (maximum: number) =>
  z
    .string()
    .default('')
    .transform(tidy)
    .refine((value) => value.length <= maximum, `Gebruik niet meer dan ${maximum} tekens.`)

const themes = text(2000)
  .transform(themesIn)
  .refine((list) => list.length <= MOST_THEMES, `Gebruik niet meer dan ${MOST_THEMES} thema’s.`)
  .refine((list) => list.every((theme) => theme.length <= 80), 'Een thema heeft hoogstens 80 tekens.')

/** What the form about an organisation may say. */
export const partnerForm = z.object({
  name: text(200).refine((value) => value !== '', 'Vul de naam van de organisatie in.'),
  kind: z.enum(partnerKinds, { error: 'Kies een soort.' }),
  role: text(200),
  themes,
})
export type PartnerForm = z.output<typeof partnerForm>

/** What the form about a person may say. */
export const personForm = z.object({ name, email, isCoordinator: ticked })
export type PersonForm = z.output<typeof personForm>
