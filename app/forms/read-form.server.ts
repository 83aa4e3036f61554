import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4'
import { configureCoercion } from '@conform-to/zod/v4/future'
import { z } from 'zod'
import type { Parsed } from '#app/acts/perform.server.ts'
import { Refused } from '#app/errors.server.ts'

/** The most items that a list in a form may have: a longer list would be built before anything checks it. */
const MOST_IN_LIST = 2000
/** The most characters in a button beside the name of its act: each field there searches through the whole form. */
const LONGEST_PRESETS = 300

/** An empty field is an empty text; the schema decides whether that is right. */
const { coerceFormValue } = configureCoercion({ stripEmptyString: (text) => text })

/** The names that fields of a form may have for these schemas, with `[]` for any index of a list. */
export function namesIn(schemas: readonly z.ZodType[]): ReadonlySet<string> {
  return new Set(schemas.flatMap(namesOf))
}

/**
 * A schema with a transform has no names of its own. Conform sees through that for a field, but not for the whole
 * schema.
 */
function namesOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodPipe && schema.def.out instanceof z.ZodTransform) return namesOf(schema.def.in)
  if (schema instanceof z.ZodIntersection) return [...namesOf(schema.def.left), ...namesOf(schema.def.right)]
  return Object.keys(getZodConstraint(schema) ?? {})
}

/**
 * Refuses a form with a field that no schema knows, or an index that is too high: field names are paths, so one name
 * with a large number makes a list of that length.
 */
export function refuseUnknownNames(form: FormData, known: ReadonlySet<string>): void {
  for (const name of new Set(form.keys())) {
    const places = [...name.matchAll(/\[(\d*)\]/g)].map(([, place]) => Number(place))
    if (places.every((place) => place <= MOST_IN_LIST) && known.has(name.replace(/\[\d*\]/g, '[]'))) continue
    throw garbled()
  }
}

/** Sets the fields that a button fixes, such as `direction=up`. */
export function setPresets(form: FormData, presets: string): void {
  if (presets.length > LONGEST_PRESETS) throw garbled()
  for (const [field, value] of new URLSearchParams(presets)) form.set(field, value)
}

const garbled = () =>
  new Refused('Het formulier kwam niet goed over. Laad de pagina opnieuw.', null, { code: 'unknownField' })

/** Reads a form by a schema: nested names, lists, numbers and checkboxes. Call `refuseUnknownNames` first. */
export function readForm(form: FormData, schema: z.ZodType): Parsed {
  const read = parseWithZod(form, { schema: coerceFormValue(schema), disableAutoCoercion: true })
  if (read.status === 'success') return { value: read.value }
  const errors = Object.entries(read.error ?? {}).map(([name, messages]) => [name, messages?.[0] ?? ''])
  return { errors: Object.fromEntries(errors) }
}
