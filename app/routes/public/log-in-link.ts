import { redirect } from '@remix-run/node'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { tokenCookie } from '#app/features/accounts/link-token.server.ts'
import { paths } from '#app/paths.ts'

/**
 * Where the link in the message about strange wrong passwords leads. It does nothing yet: mail programs open links before
 * people do. With the password after it the browser becomes known.
 */
export const loader = forEveryone(async ({ params, context }) => {
  setCookies(context.headers, tokenCookie('logIn', params.token ?? '', context.secure))
  return redirect(`${paths.public.logIn()}?link=ja`, 303)
})
