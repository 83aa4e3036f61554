import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { cookie, readSiteCookie, setCookies } from '#app/cookies.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'

/** What was done, as a code with numbers; the page that shows it has the words. */
export type Said = { code: string; facts: Record<string, number | string> }

/** Long enough for a slow connection, and short enough that a page that is opened later does not say it. */
const SECONDS = 120
const NAME = 'gezegd'

const kept = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  path: z.string(),
  until: z.number(),
})

type Place = Pick<AppContext, 'secret' | 'secure' | 'arrivedAt' | 'headers'>

/** Lets the page at `path` say once what was done: in a signed cookie that holds a code and numbers. */
export function sayOnce({ secret, secure, arrivedAt, headers }: Place, path: string, { code, facts }: Said): void {
  const text = JSON.stringify({ code, facts, path, until: arrivedAt.getTime() + SECONDS * 1000 })
  const value = `${Buffer.from(text).toString('base64url')}.${signatureOf(text, secret)}`
  setCookies(headers, cookie(NAME, value, { path: '/', age: SECONDS, secure }))
}

type Reading = { context: Place; request: Request; url: URL }

/** What this page has to say about what was just done, once; null when nothing was. */
export function saidHere({ context, request, url }: Reading): Said | null {
  const { secret, secure, arrivedAt, headers } = context
  const value = readSiteCookie(request.headers.get('cookie'), NAME, { secure, fits: /^[\w-]+\.[\w-]+$/ })
  const said = value === null ? null : readSigned(value, secret)
  if (!said || said.path !== url.pathname.replace(/\.data$/, '')) return null
  setCookies(headers, cookie(NAME, '', { path: '/', age: 0, secure }))
  return said.until < arrivedAt.getTime() ? null : { code: said.code, facts: said.facts }
}

function readSigned(value: string, secret: string): z.output<typeof kept> | null {
  const [encoded = '', signature = ''] = value.split('.')
  const text = Buffer.from(encoded, 'base64url').toString()
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(text, secret))]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  return kept.safeParse(JSON.parse(text)).data ?? null
}

const signatureOf = (text: string, secret: string) =>
  createHmac('sha256', secret).update(`said:${text}`).digest('base64url')
