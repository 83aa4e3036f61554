import type { FieldErrors } from './form-errors.ts'

/** Not there, or not yours: the two answer alike, so that guessing an id teaches nothing. */
export class NotFound extends Error {
  constructor() {
    super('Deze pagina bestaat niet')
  }
}

/** Logged in, but this is another's work. */
export class NotAllowed extends Error {
  constructor(message = 'U mag dit niet doen') {
    super(message)
  }
}

/** An act that cannot be done now; the message says in Dutch why, and what was found. */
export class Refused extends Error {
  /** Name of the form field it belongs to, or null when it is about the whole. */
  readonly field: string | null
  constructor(message: string, field: string | null = null) {
    super(message)
    this.field = field
  }
}

/** What PostgreSQL says of a NUL character, in a text and in JSON. */
const CANNOT_BE_STORED = ['22021', '22P05']

function isOfTextThatCannotBeStored(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CANNOT_BE_STORED.some((code) => code === error.code)
}

/** What an error is over http. Unknown errors are passed on as they are. */
export function asResponse(error: unknown): unknown {
  if (isOfTextThatCannotBeStored(error)) {
    return new Response('In het adres of in het formulier staat een teken dat wij niet kunnen bewaren (een NUL-teken). Haal dat weg.', {
      status: 400,
    })
  }
  if (error instanceof NotFound) return new Response(error.message, { status: 404 })
  if (error instanceof NotAllowed) return new Response(error.message, { status: 403 })
  if (error instanceof Refused) return new Response(error.message, { status: 409 })
  return error
}

/** Turns a refusal into errors at the form; other errors are thrown again. */
export function errorsOfRefusal(error: unknown): FieldErrors {
  if (error instanceof Refused) return { [error.field ?? '']: error.message }
  throw error
}
