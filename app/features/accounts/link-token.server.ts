import { createHash, randomBytes } from 'node:crypto'
import { cookie, readCookie } from '#app/cookies.server.ts'
import { paths } from '#app/paths.ts'

/** A secret for one link: 32 random bytes. Only its hash is stored. */
export function newLinkToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOfToken(token) }
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** How the secret of a link looks. */
export const linkTokenPattern = /^[A-Za-z0-9_-]{43}$/

/** Whether a text can be the secret of a link. */
export const isLinkToken = (text: string): boolean => linkTokenPattern.test(text)

/** Links that carry a secret, by the page they open; the cookie goes to that page only. */
const cookies = {
  invitation: 'saomen_uitnodiging',
  newPassword: 'saomen_herstel',
  logIn: 'saomen_inloglink',
} as const
type LinkPage = keyof typeof cookies

const SECONDS = 60 * 60

/**
 * The cookie that carries a token from the link to its page, so that the token leaves the address bar, the history and
 * the screen. 'Lax', because the visit begins in a mail program.
 */
export function tokenCookie(page: LinkPage, token: string, secure: boolean): string {
  const value = linkTokenPattern.test(token) ? token : 'onbekend'
  return cookie(cookies[page], value, { path: paths.public[page](), age: SECONDS, secure })
}

export function clearTokenCookie(page: LinkPage, secure: boolean): string {
  return cookie(cookies[page], '', { path: paths.public[page](), age: 0, secure })
}

/** The token that came with the request, or null. */
export function tokenFromCookie(page: LinkPage, cookieHeader: string | null): string | null {
  const value = readCookie(cookieHeader, cookies[page])
  return value !== null && linkTokenPattern.test(value) ? value : null
}
