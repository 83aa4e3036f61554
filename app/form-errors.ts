import type { z } from 'zod'

/** Errors of a form by field; the empty name is for the form as a whole. */
export type FieldErrors = Record<string, string>

/** The first error of each field, in the order in which the schema found them. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const { path, message } of error.issues) errors[String(path[0] ?? '')] ??= message
  return errors
}
