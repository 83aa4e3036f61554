import type { FieldErrors } from '#app/form-errors.ts'

/** The answer to a form when its act was not done, or when the result is shown on the same page. */
export type FormAnswer = {
  act: string
  /** The sentence by field; the empty name is for the form as a whole. */
  errors: FieldErrors
  /** What was typed, by field; never a password. */
  values: Record<string, string[]>
  /** The code of the refusal; null when an input was wrong, or when the act was done. */
  code: string | null
  /** The facts of the refusal, such as what a colleague saved meanwhile. */
  facts: unknown
  /** The result of the act, when it is shown here instead of on another page. */
  shown: unknown
}
