import type { FieldErrors } from './form-errors.ts'
import { sayNumber } from './request-number.ts'

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

/** What a refusal carries besides its sentence. */
type RefusalParts = {
  /** Stable, for programs; the sentence may change. */
  code?: string
  /** More than one field that is wrong, each with its sentence. */
  errors?: FieldErrors
  /** What the screen shows with it, such as what a colleague saved meanwhile. */
  facts?: unknown
}

/** An act that cannot be done now; the message says in Dutch why, and what was found. */
export class Refused extends Error {
  /** Name of the input it belongs to, or null when it is about the whole. */
  readonly field: string | null
  readonly code: string
  /** The sentence by field; the empty name is for the whole. */
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

/** What was filled in is wrong: another answer than a refusal, since another try with other words may do. */
export class WrongInput extends Refused {
  constructor(errors: FieldErrors, facts: unknown = null) {
    const [only, ...more] = Object.keys(errors)
    super(Object.values(errors).join(' '), more.length === 0 ? only || null : null, { code: 'wrongInput', errors, facts })
  }
}

/** What PostgreSQL says of a NUL character, in a text and in JSON. */
const CANNOT_BE_STORED = ['22021', '22P05']

function isOfTextThatCannotBeStored(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CANNOT_BE_STORED.some((code) => code === error.code)
}

/** What PostgreSQL says when a wait came to its end: a statement, a lock, a transaction, no room for a connection, or it restarts. */
const BUSY = ['57014', '55P03', '25P03', '53300', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET']
/** What the pool says, which gives its errors no code. */
const BUSY_WORDS = /timeout exceeded when trying to connect|Connection terminated|not queryable/

/** The database does not answer in time: that passes. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return BUSY_WORDS.test(error.message) || ('code' in error && BUSY.some((code) => code === error.code))
}

/** Seconds after which a visitor who heard that it is busy had better come back. */
export const COME_BACK_AFTER_S = 10

/** What such a visitor reads. */
export const BUSY_PAGE =
  'Het is nu erg druk. Wacht een halve minuut en probeer het nog een keer. Wat u invulde staat er nog als u teruggaat.'

type Told = { requestId?: string; report?: (error: unknown) => void }

/** What an error is over http. One that is ours is reported; the answer has the number under which it stands in the log. */
export function asResponse(error: unknown, { requestId, report = () => {} }: Told = {}): unknown {
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

/** Turns a refusal into errors at the form; other errors are thrown again. */
export function errorsOfRefusal(error: unknown): FieldErrors {
  if (error instanceof Refused) return error.byField
  throw error
}
