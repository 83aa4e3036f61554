import { createHash } from 'node:crypto'
import { validate } from 'uuid'
import { NotFound } from './errors.server.ts'

/**
 * An id from an address or a form; throws NotFound for what is not an id. Whose it is, the caller still has to check.
 */
export function asId(text: string | undefined): string {
  if (text === undefined || !validate(text)) throw new NotFound()
  return text
}

/**
 * The key of a form combined with what it says: the same form sent twice acts once, but a form that is changed after
 * going back in the browser acts again. The content cannot be guessed from it, because the key of the form is stored
 * nowhere.
 */
export function keyOfForm(key: string, says: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([key, says]))
    .digest('base64url')
}
