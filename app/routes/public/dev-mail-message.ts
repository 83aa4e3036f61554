import { validate } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { keptMessage } from '#app/features/notifications/kept-messages.server.ts'

/** Messages hold their styles in themselves, since mail programs load none. So they have a policy of their own, and run nothing. */
const POLICY = [
  ...["default-src 'none'", "style-src 'unsafe-inline'", 'img-src data:', 'sandbox allow-popups'],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"],
].join('; ')

/** One message as its receiver sees it, for the frame at /dev/mail. Production does not have it. */
export const loader = forEveryone(async ({ db, municipality, context, params: { id = '' } }) => {
  const message = context.mode !== 'production' && validate(id) ? await keptMessage(db, municipality.id, id) : null
  if (!message) throw new NotFound()
  return new Response(message.html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
  })
})
