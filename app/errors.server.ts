import type { FieldErrors } from './form-errors.ts'
import { sayNumber } from './request-number.ts'

/** Does not exist, or is not yours: both get the same answer, so that guessing an id teaches nothing. */
export class NotFound extends Error {
  constructor() {
    super('Deze pagina bestaat niet')
  }
}

/** Logged in, but this is someone else's work. */
export class NotAllowed extends Error {
  constructor(message = 'U mag dit niet doen') {
    super(message)
  }
}

/** What a refusal carries besides its sentence. */
type RefusalParts = {
  /** Stable, for programs; the sentence may change. */
  code?: string
  /** More than one wrong field, each with its sentence. */
  errors?: FieldErrors
  /** What the screen shows with it, such as what a colleague saved meanwhile. */
  facts?: unknown
}

/** An act that cannot be done now; the message says in Dutch why, and what was found. */
export class Refused extends Error {
  /** Name of the input it is about, or null when it is about the whole form. */
  readonly field: string | null
  readonly code: string
  /** The sentence by field; the empty name is for the whole form. */
  readonly byField: FieldErrors
  readonly facts: unknown
  constructor(
    message: string,
    field: string | null = null,
    { code = 'refused', errors, facts = null }: RefusalParts = {},
  ) {
    super(message)
    this.field = field
    this.code = code
    this.byField = errors ?? { [field ?? '']: message }
    this.facts = facts
  }
}

/** Something was filled in wrong. Unlike a refusal, another try with other words may succeed. */
export class WrongInput extends Refused {
  constructor(errors: FieldErrors, facts: unknown = null) {
    const [only, ...more] = Object.keys(errors)
    super(Object.values(errors).join(' '), more.length === 0 ? only || null : null, {
      code: 'wrongInput',
      errors,
      facts,
    })
  }
}

/** PostgreSQL's codes for a NUL character, in a text and in JSON. */
const CANNOT_BE_STORED = ['22021', '22P05']

function isOfTextThatCannotBeStored(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CANNOT_BE_STORED.some((code) => code === error.code)
}

/**
 * PostgreSQL's codes for when a wait ended (a statement, a lock, a transaction), it has no connection free, or it
 * restarts.
 */
const BUSY = ['57014', '55P03', '25P03', '53300', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET']
/** The pool gives its errors no code, only these words. */
const BUSY_WORDS = /timeout exceeded when trying to connect|Connection terminated|not queryable/

/** Whether the database did not answer in time, which passes by itself. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return BUSY_WORDS.test(error.message) || ('code' in error && BUSY.some((code) => code === error.code))
}

/** Seconds after which a visitor who saw the busy page should come back. */
export const COME_BACK_AFTER_S = 10

/** What such a visitor reads. */
export const BUSY_PAGE =
  'Het is nu erg druk. Wacht een halve minuut en probeer het nog een keer. Wat u invulde staat er nog als u teruggaat.'

type ErrorReport = { requestId?: string; report?: (error: unknown) => void }

/**
 * Turns an error into an answer. An error of ours is reported, and its page shows the number under which the log has
 * it.
 */
export function asResponse(error: unknown, { requestId, report = () => {} }: ErrorReport = {}): unknown {
  if (isOfTextThatCannotBeStored(error)) {
    return new Response(
      'In het adres of in het formulier staat een teken dat wij niet kunnen bewaren (een NUL-teken). Haal dat weg.',
      {
        status: 400,
      },
    )
  }
  if (error instanceof NotFound) return new Response(error.message, { status: 404 })
  if (error instanceof NotAllowed) return new Response(error.message, { status: 403 })
  if (error instanceof Refused) return new Response(error.message, { status: 409 })
  if (isBusy(error)) {
    report(error)
    return new Response(BUSY_PAGE, { status: 503, headers: { 'Retry-After': String(COME_BACK_AFTER_S) } })
  }
  if (error instanceof Response || requestId === undefined) return error
  report(error)
  return new Response(sayNumber(requestId), { status: 500 })
}
