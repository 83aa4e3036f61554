import { createHash } from 'node:crypto'

/**
 * A short mark of what a form showed, which the form sends back. When it differs from the mark of what is stored, a
 * colleague saved something that this form would overwrite unseen.
 */
export function seenMark(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)
}
