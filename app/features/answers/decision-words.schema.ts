import { z } from 'zod'
import { typed } from '#app/forms/typed.ts'

const LONGEST = 60
const LONGEST_SHORT = 24
const LONGEST_EXPLANATION = 300

const line = (most: number, empty: string | null) =>
  typed
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .superRefine((text, context) => {
      if (text === '' && empty !== null) context.addIssue({ code: 'custom', message: empty })
      if (text.length > most)
        context.addIssue({
          code: 'custom',
          message: `Maak dit korter: hooguit ${most} tekens. Het zijn er nu ${text.length}.`,
        })
    })

/** What a municipality calls a decision. */
const words = {
  label: line(LONGEST, 'Vul in hoe het besluit heet.'),
  /** Left out: the label, where that is short enough. */
  short: line(LONGEST_SHORT, null).default(''),
  plain: line(LONGEST, null).default(''),
  explanation: line(LONGEST_EXPLANATION, 'Vul in wat dit voor inwoners betekent. Zij lezen het bij de antwoorden.'),
}

/** An act's input with what a municipality calls a decision; a short form that is left open is the label. */
export const withWords = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ ...words, ...shape }).superRefine((given, context) => {
    const { label, short } = given as unknown as { label: string; short: string }
    if (short === '' && label.length > LONGEST_SHORT && label.length <= LONGEST)
      context.addIssue({
        code: 'custom',
        path: ['short'],
        message: `De naam is langer dan ${LONGEST_SHORT} tekens. Vul een korte vorm in, voor lijsten.`,
      })
  })
