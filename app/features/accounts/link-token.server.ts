import { createHash, randomBytes } from 'node:crypto'

/** A secret for one link: 32 random bytes. Only its hash is stored. */
export function newLinkToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOfToken(token) }
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

const looksLikeToken = /^[A-Za-z0-9_-]{43}$/

/** Links that carry a secret, by the page they open; the cookie goes to that page only. */
const cookies = { '/uitnodiging': 'saomen_uitnodiging', '/nieuw-wachtwoord': 'saomen_herstel' } as const
type LinkPage = keyof typeof cookies

const MINUTES = 60

/**
 * The cookie that carries a token from the link to its page, so that the token leaves the address bar, the history and
 * the screen. 'Lax', because the visit begins in a mail program.
 */
export function tokenCookie(page: LinkPage, token: string, secure: boolean): string {
  const value = looksLikeToken.test(token) ? token : 'onbekend'
  return `${cookies[page]}=${value}; Path=${page}; Max-Age=${MINUTES * 60}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function clearTokenCookie(page: LinkPage, secure: boolean): string {
  return `${cookies[page]}=; Path=${page}; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** The token that came with the request, or null. */
export function tokenFromCookie(page: LinkPage, cookieHeader: string | null): string | null {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookies[page] && value && looksLikeToken.test(value)) return value
  }
  return null
}
