import { z } from 'zod'
import { questionKinds } from '#app/features/partners/questionnaire.ts'
import { ticked } from '#app/forms/typed.ts'
import { parseDate, type LocalDate } from '#app/local-date.ts'

/** Choices or steps that a question may have. */
const MOST_OPTIONS = 20

const text = (maximum: number) =>
  z
    .string()
    .default('')
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine((value) => value.length <= maximum, `Gebruik niet meer dan ${maximum} tekens.`)

const lines = text(4000).transform((value) =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
)

/** What the form about a question may say. Options belong to a choice and a scale only. */
export const questionForm = z
  .object({
    heading: text(300).refine((value) => value !== '', 'Schrijf de vraag op.'),
    explanation: text(2000),
    kind: z.enum(questionKinds, { error: 'Kies hoe men antwoordt.' }),
    options: lines,
    isOptional: ticked,
  })
  .transform((form) => ({ ...form, options: form.kind === 'choice' || form.kind === 'scale' ? form.options : [] }))
  .superRefine(({ kind, options }, context) => {
    if (kind !== 'choice' && kind !== 'scale') return
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['options'], message })
    if (options.length < 2)
      wrong(
        kind === 'scale'
          ? 'Vul minstens twee stappen in, elk op een eigen regel.'
          : 'Vul minstens twee keuzes in, elk op een eigen regel.',
      )
    else if (options.length > MOST_OPTIONS) wrong(`Gebruik niet meer dan ${MOST_OPTIONS} regels.`)
    else if (options.some((option) => option.length > 200)) wrong('Een keuze heeft hoogstens 200 tekens.')
    else if (new Set(options.map((option) => option.toLowerCase())).size < options.length)
      wrong('Elke keuze mag er één keer staan.')
  })
export type QuestionForm = z.output<typeof questionForm>

/** What the form about the whole list may say. */
export const questionnaireForm = z.object({
  intro: text(5000),
  closesOn: text(60).transform((value, context): LocalDate | null => {
    if (value === '') return null
    const date = parseDate(value)
    if (date !== null && date >= '1900-01-01' && date <= '2199-12-31') return date
    context.addIssue({ code: 'custom', message: 'Vul een bestaande datum in, zoals 5 oktober 2016 of 5-10-2016.' })
    return z.NEVER
  }),
})
export type QuestionnaireForm = z.output<typeof questionnaireForm>
