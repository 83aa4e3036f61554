import type { FieldErrors } from '#app/form-errors.ts'
import type { BookError } from './book-file.ts'

/** A form about the book that was refused: what was typed, what is wrong with it, and the cells of a file that are. */
export type BookRefusal = { act: string; texts: Record<string, string>; errors: FieldErrors; cells: BookError[] }
