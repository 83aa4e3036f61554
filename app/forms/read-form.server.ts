import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4'
import { configureCoercion } from '@conform-to/zod/v4/future'
import { z } from 'zod'
import type { Parsed } from '#app/acts/perform.server.ts'
import { Refused } from '#app/errors.server.ts'

/** A list in a form may be as long as this; a longer one would be made before anything checks it. */
const MOST_IN_LIST = 2000

/** What stands in an empty field is an empty text: whether that is right, the schema says. */
const { coerceFormValue } = configureCoercion({ stripEmptyString: (text) => text })

/** Names that fields of a form may have for these schemas, with `[]` for any place in a list. */
export function namesIn(schemas: readonly z.ZodType[]): ReadonlySet<string> {
  return new Set(schemas.flatMap(namesOf))
}

/** What a schema makes of its fields has no names: conform knows that of one field, and not of the whole. */
function namesOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodPipe && schema.def.out instanceof z.ZodTransform) return namesOf(schema.def.in)
  if (schema instanceof z.ZodIntersection) return [...namesOf(schema.def.left), ...namesOf(schema.def.right)]
  return Object.keys(getZodConstraint(schema) ?? {})
}

/**
 * Refuses a form with a field that nobody asked for, or a place in a list beyond what fits: names are paths, and one name
 * with a large number makes a list of that length.
 */
export function refuseUnknownNames(form: FormData, known: ReadonlySet<string>): void {
  for (const name of new Set(form.keys())) {
    const places = [...name.matchAll(/\[(\d*)\]/g)].map(([, place]) => Number(place))
    if (places.every((place) => place <= MOST_IN_LIST) && known.has(name.replace(/\[\d*\]/g, '[]'))) continue
    throw new Refused('Het formulier kwam niet goed over. Laad de pagina opnieuw.', null, { code: 'unknownField' })
  }
}

/** Reads a form by a schema: nested names, lists, numbers and ticks. Its names must have been looked at first. */
export function readForm(form: FormData, schema: z.ZodType): Parsed {
  const read = parseWithZod(form, { schema: coerceFormValue(schema), disableAutoCoercion: true })
  if (read.status === 'success') return { value: read.value }
  const errors = Object.entries(read.error ?? {}).map(([name, messages]) => [name, messages?.[0] ?? ''])
  return { errors: Object.fromEntries(errors) }
}
