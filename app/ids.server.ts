import { createHash } from 'node:crypto'
import { validate } from 'uuid'
import { NotFound } from './errors.server.ts'

/** An id from an address or a form, or NotFound: what is no id belongs to nothing. Whose it is, is still to be asked. */
export function asId(text: string | undefined): string {
  if (text === undefined || !validate(text)) throw new NotFound()
  return text
}

/**
 * The key of a form together with what it says: sent twice it is one act, and filled in for something else after going back
 * in the browser it is another. What it says cannot be read or guessed from it, for the key of the form is kept nowhere.
 */
export function keyOfForm(key: string, says: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([key, says]))
    .digest('base64url')
}
