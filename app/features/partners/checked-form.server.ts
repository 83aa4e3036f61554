import type { z } from 'zod'
import { Refused } from '#app/errors.server.ts'
import { fieldErrors, type FieldErrors } from '#app/form-errors.ts'

/** A form with more than one field that is wrong. */
export class FormRefused extends Refused {
  readonly errors: FieldErrors
  constructor(errors: FieldErrors) {
    super(Object.values(errors).join(' '))
    this.errors = errors
  }
}

/** What a form says by its schema; throws FormRefused. */
export function checked<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new FormRefused(fieldErrors(parsed.error))
}
