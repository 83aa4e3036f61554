import type { MiddlewareHandler } from 'hono'

/**
 * For an answer that is not a page: a file, a redirect, a sentence, data for a program. Nothing in it may load or run
 * anything.
 */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What holds for every page: nothing of other sites, no frames, no plugins. */
const closed = ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]

/** For a page that is only read: it has no script, and nothing in it differs for a visitor. */
export const policyWithoutScripts = [
  "default-src 'self'",
  "script-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  ...closed,
].join('; ')

/** What a page may load and do: styles only from our own files, scripts from our own files or with this nonce. */
export function pagePolicy({ nonce, dev }: { nonce: string; dev: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // While developing, Vite inserts styles into the page itself.
    dev ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data:",
    ...(dev ? ["connect-src 'self' ws:"] : []),
    ...closed,
  ].join('; ')
}

/** Adds the headers that every answer has, except those that the answer sets itself, such as a policy of its own. */
export function addSecurityHeaders(headers: Headers, { secure }: { secure: boolean }): void {
  const always = {
    'Content-Security-Policy': NO_PAGE,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(self)',
    'Cache-Control': 'no-store',
    ...(secure && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }
  for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value)
}

/** Adds these headers to everything that an application answers, files, redirects and errors too. */
export function securityHeaders({ secure }: { secure: boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next()
    addSecurityHeaders(c.res.headers, { secure })
  }
}
