import type { FieldErrors } from '#app/form-errors.ts'

/** What a form hears when its act was not done, or when what was done is shown on the same page. */
export type FormAnswer = {
  act: string
  /** The sentence by field; the empty name is for the form as a whole. */
  errors: FieldErrors
  /** What was typed, by field; passwords never. */
  values: Record<string, string[]>
  /** Of the refusal; null when an input was wrong, or when it was done. */
  code: string | null
  /** What the refusal found, such as what a colleague saved meanwhile. */
  facts: unknown
  /** What was done, when it is shown here instead of on another page. */
  shown: unknown
}
