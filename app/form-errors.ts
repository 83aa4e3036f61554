import type { z } from 'zod'

/** Errors of a form by field; the empty name is for the form as a whole. */
export type FieldErrors = Record<string, string>

/** The first error of each field, in the order in which the schema found them, by the name it has in a form: `phases[0].title`. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const { path, message } of error.issues) errors[nameOf(path)] ??= message
  return errors
}

function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('')
}

/** The errors as a list for the summary above a form; `idOf` gives the id of a control where it is not the name of the field. */
export function listedErrors(
  errors: FieldErrors,
  idOf: (field: string) => string = (field) => field,
): { field?: string; message: string }[] {
  return Object.entries(errors).map(([field, message]) =>
    field === '' ? { message } : { field: idOf(field), message },
  )
}
