import { cookie, readSiteCookie, siteCookiesIn } from '#app/cookies.server.ts'
import { paths } from '#app/paths.ts'

/**
 * Two cookies of one process: what is being written, and what was sent last. Both hold a random token and nothing else. Over https
 * they are of the whole site, with the process in their name: one with a path can be set by any neighbouring site of the
 * municipality, and who puts a draft of their own under what a resident writes reads along.
 */
export const draftCookies = { writing: 'concept', sent: 'ontvangen' } as const
type DraftCookie = (typeof draftCookies)[keyof typeof draftCookies]

/** As long as an untouched draft is kept. */
export const WRITING_DAYS = 7
/** How long a receipt can be seen after sending, in a browser that stays open: it shows what someone wrote, and devices are shared. */
export const RECEIPT_MINUTES = 30

const TOKEN = /^[A-Za-z0-9_-]{22}$/

type Of = { slug: string; secure: boolean }

export type DraftTokens = {
  writing: string | null
  /** It came under the name of before: the draft may be a stranger's, so it is read, and what is written goes into a new one. */
  writingIsOld: boolean
  sent: string | null
}

/** The tokens that a browser carries for this process, or null. */
export function readDraftTokens(cookieHeader: string | null, { slug, secure }: Of): DraftTokens {
  const own = (name: DraftCookie) =>
    readSiteCookie(cookieHeader, secure ? `${name}-${slug}` : name, { secure, fits: TOKEN })
  const old = (name: DraftCookie) =>
    secure ? readSiteCookie(cookieHeader, name, { secure: false, fits: TOKEN }) : null
  const [writing, oldWriting] = [own(draftCookies.writing), old(draftCookies.writing)]
  return {
    writing: writing ?? oldWriting,
    writingIsOld: writing === null && oldWriting !== null,
    sent: own(draftCookies.sent) ?? old(draftCookies.sent),
  }
}

/** All tokens that a browser carries: of the process of the address, and over https of any other; `slug` where the cookie says of which. */
export function carriedDrafts(cookieHeader: string | null): { slug: string | null; token: string }[] {
  return siteCookiesIn(cookieHeader).flatMap(({ name, value: token }) => {
    const [isDraft, slug = null] = /^(?:concept|ontvangen)(?:-([a-z0-9-]+))?$/.exec(name) ?? []
    return isDraft !== undefined && TOKEN.test(token) ? [{ slug, token }] : []
  })
}

/** The cookies to set; a token of null takes the cookie away. No script gets it, and the one of before goes. */
export function draftCookie(name: DraftCookie, token: string | null, { slug, secure }: Of): string[] {
  const age = token === null ? 0 : name === draftCookies.writing ? WRITING_DAYS * 86_400 : null
  const path = paths.public.process(slug)
  if (!secure) return [cookie(name, token ?? '', { path, age, secure })]
  return [
    cookie(`${name}-${slug}`, token ?? '', { path: '/', age, secure }),
    cookie(name, '', { path, age: 0, secure: false }),
  ]
}
