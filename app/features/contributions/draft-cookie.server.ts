import { cookie, readCookie } from '#app/cookies.server.ts'

/** Two cookies of one process: what is being written, and what was sent last. Both hold a random token and nothing else. */
export const draftCookies = { writing: 'concept', sent: 'ontvangen' } as const
type DraftCookie = (typeof draftCookies)[keyof typeof draftCookies]

/** As long as an untouched draft is kept. */
export const WRITING_DAYS = 7
/** How long a receipt can be seen after sending, in a browser that stays open: it shows what someone wrote, and devices are shared. */
export const RECEIPT_MINUTES = 30

const TOKEN = /^[A-Za-z0-9_-]{22}$/

/** The tokens that a browser carries for this process, or null. */
export function readDraftTokens(cookieHeader: string | null): { writing: string | null; sent: string | null } {
  const token = (name: DraftCookie) => {
    const value = readCookie(cookieHeader, name)
    return value !== null && TOKEN.test(value) ? value : null
  }
  return { writing: token(draftCookies.writing), sent: token(draftCookies.sent) }
}

/** Value for Set-Cookie; a token of null takes the cookie away. Only pages of the process get it, and no script. */
export function draftCookie(name: DraftCookie, token: string | null, { slug, secure }: { slug: string; secure: boolean }): string {
  const age = token === null ? 0 : name === draftCookies.writing ? WRITING_DAYS * 86_400 : null
  return cookie(name, token ?? '', { path: `/trajecten/${slug}`, age, secure })
}
