import { z } from 'zod'
import { MOST_STEPS, stepRoles } from './steps.ts'

const LONGEST_NAME = 40
const MOST_DAYS = 365

const days = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === '') return null
    const count = Number(text)
    if (/^\d{1,3}$/.test(text) && count <= MOST_DAYS) return count
    context.addIssue({ code: 'custom', message: 'Vul een aantal dagen in, van 0 tot en met 365, of laat dit leeg.' })
    return z.NEVER
  })

/** One step as a form says it. A step without a name is taken away. */
const step = z.object({
  name: z.string().trim().max(LONGEST_NAME, `Maak de naam korter: hooguit ${LONGEST_NAME} tekens.`),
  role: z.enum(stepRoles, { error: 'Kies wie deze stap mag doen.' }),
  fourEyes: z.boolean().default(false),
  dueDays: days.default(null),
  /** Where it comes among the others; left out: where it stands. */
  place: z
    .string()
    .trim()
    .default('')
    .transform((text, context) => {
      if (text === '' || /^\d{1,3}$/.test(text)) return text === '' ? null : Number(text)
      context.addIssue({ code: 'custom', message: 'Vul een nummer in, zoals 2.' })
      return z.NEVER
    }),
  /** Position of the step that this was before; left out: a new one. */
  was: z.coerce.number().int().min(1).optional(),
})

/** An ordered list of steps: at least one, and each with a name of its own. */
export const stepList = z
  .array(step)
  .max(MOST_STEPS, `Meer dan ${MOST_STEPS} stappen kan niet.`)
  .transform((steps) => steps.filter(({ name }) => name !== ''))
  .superRefine((steps, context) => {
    if (steps.length === 0)
      context.addIssue({ code: 'custom', path: [0, 'name'], message: 'Geef minstens één stap een naam.' })
    const names = steps.map(({ name }) => name.toLowerCase())
    const double = names.findIndex((name, index) => names.indexOf(name) < index)
    if (double >= 0)
      context.addIssue({ code: 'custom', path: [double, 'name'], message: 'Deze naam heeft een andere stap al.' })
  })
  .transform((steps) =>
    steps
      .map(({ place, ...step }, index) => ({ step, place: place ?? index + 1 }))
      .sort((one, other) => one.place - other.place)
      .map(({ step }) => step),
  )
