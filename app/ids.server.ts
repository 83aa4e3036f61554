import { validate } from 'uuid'
import { NotFound } from './errors.server.ts'

/** An id from an address or a form, or NotFound: what is no id belongs to nothing. Whose it is, is still to be asked. */
export function asId(text: string | undefined): string {
  if (text === undefined || !validate(text)) throw new NotFound()
  return text
}
