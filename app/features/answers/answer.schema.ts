import { z } from 'zod'
import type { Finding } from '#app/features/contributions/personal-data.ts'
import { isDisposition, type Disposition } from '#app/features/points/disposition.ts'
import { typed } from '#app/features/points/split.schema.ts'
import { answerScopes, type AnswerScope } from './scope.ts'

const LONGEST_REPLY = 20_000
/** More boxes than any screen shows. */
const MOST_CHOSEN = 10_000

/** What the form to answer a point says; whether it is complete is asked elsewhere. */
export type AnswerForm = {
  themeId: string
  disposition: Disposition | null
  reply: string
  forwardedTo: string
  sectionIds: string[]
  otherPointIds: string[]
  scope: AnswerScope
  /** Mark of the answer that was shown. */
  seen: string
  /** What was found in the reply and was shown to who wrote it, who keeps it in. */
  foundSeen: string
}

/** What a colleague saved while someone was writing; no disposition when the answer was taken away. */
export type OtherAnswer = { by: string; disposition: Disposition | null; reply: string }

/** A form that came back: what was wrong, all that was typed, what a colleague saved meanwhile, and what of a person the reply tells. */
export type AnswerBack = {
  errors: Record<string, string>
  values: AnswerForm
  other: OtherAnswer | null
  found?: Finding[]
}

const number = new Intl.NumberFormat('nl-NL')

const fields = z.object({
  thema: z.string(),
  besluit: z.string(),
  antwoord: typed,
  doorgeleidNaar: typed,
  onderdelen: z.array(z.string()),
  punten: z.array(z.string()),
  reikwijdte: z.string(),
  gezien: z.string(),
  gevondenGezien: z.string(),
})

/** Reads the form; `problems` are by field of the form. Nothing that was typed is cut. */
export function readAnswerForm(form: FormData): { values: AnswerForm; problems: Record<string, string> } {
  const text = (name: string) => String(form.get(name) ?? '')
  const chosen = (name: string) => form.getAll(name).slice(0, MOST_CHOSEN).map(String)
  const { thema, besluit, antwoord, doorgeleidNaar, onderdelen, punten, reikwijdte, gezien, gevondenGezien } =
    fields.parse({
      ...{
        thema: text('thema'),
        besluit: text('besluit'),
        antwoord: text('antwoord'),
        doorgeleidNaar: text('doorgeleidNaar'),
      },
      ...{
        onderdelen: chosen('onderdelen'),
        punten: chosen('punten'),
        reikwijdte: text('reikwijdte'),
        gezien: text('gezien'),
        gevondenGezien: text('gevondenGezien'),
      },
    })
  const problems: Record<string, string> = {}
  if (antwoord.length > LONGEST_REPLY) {
    problems.antwoord = `Maak het antwoord korter: hooguit ${number.format(LONGEST_REPLY)} tekens. Het zijn er nu ${number.format(antwoord.length)}.`
  }
  if (doorgeleidNaar.length > 300)
    problems.doorgeleidNaar = `Maak dit korter: hooguit 300 tekens. Het zijn er nu ${doorgeleidNaar.length}.`
  return {
    values: {
      ...{
        themeId: thema,
        disposition: isDisposition(besluit) ? besluit : null,
        reply: antwoord,
        forwardedTo: doorgeleidNaar,
      },
      ...{ sectionIds: onderdelen, otherPointIds: punten, seen: gezien, foundSeen: gevondenGezien },
      scope: answerScopes.find((scope) => scope === reikwijdte) ?? 'point',
    },
    problems,
  }
}
