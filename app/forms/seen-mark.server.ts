import { createHash } from 'node:crypto'

/**
 * A short mark of what a form showed. The form sends it back; when it no longer fits what is stored, a colleague saved
 * something in between that would be overwritten unseen.
 */
export function seenMark(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)
}
