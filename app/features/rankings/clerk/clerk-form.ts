import type { ListsError } from '#app/features/rankings/files/lists-file.ts'
import type { FieldErrors } from '#app/form-errors.ts'

/** A form that was refused: what was typed, what is wrong with it, and the cells of a file that are. */
export type Refusal = {
  act: string
  texts: Record<string, string>
  chosen: string[]
  errors: FieldErrors
  cells: ListsError[]
}

/** A field of a form as text; empty when it is not there. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
