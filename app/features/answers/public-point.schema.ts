import { z } from 'zod'
import { redactionReasons, wordingReasons } from '#app/features/points/public-words.ts'
import { typed } from '#app/features/points/split.schema.ts'
import type { FieldErrors } from '#app/form-errors.ts'

/** What the screen about the public words of a point can do, each a form of its own. */
const publicPointIntents = ['kies', 'laat-weg', 'zet-terug', 'corrigeer', 'neem-terug'] as const
export type PublicPointIntent = (typeof publicPointIntents)[number]

const fields = z.object({
  actie: z.enum(publicPointIntents),
  vorm: z.enum(['samenvatting', 'citaat']).catch('samenvatting'),
  woorden: typed.pipe(z.string().max(2000)),
  reden: z.enum(redactionReasons).nullable().catch(null),
  andersReden: typed,
  weglating: z.string(),
  samenvatting: typed.pipe(z.string().max(5000)),
  antwoord: typed.pipe(z.string().max(50_000)),
  gezienSamenvatting: typed,
  gezienVorm: z.string(),
  gezienAntwoord: typed,
  gezienTeruggenomen: z.string(),
  waarom: z.enum(wordingReasons).nullable().catch(null),
  toelichting: typed,
  magOpenbaar: typed.pipe(z.string().max(200)),
})

export type PublicPointForm = z.infer<typeof fields>
/** A form that came back: which one, what was typed and what is wrong with it. */
export type PublicPointBack = { form: PublicPointForm; errors: FieldErrors }

/** Reads a form of the screen; null when it is none of its forms. */
export function readPublicPointForm(form: FormData): PublicPointForm | null {
  const text = (name: string) => String(form.get(name) ?? '')
  const read = fields.safeParse(Object.fromEntries(Object.keys(fields.shape).map((name) => [name, text(name)])))
  return read.success ? read.data : null
}
