import type { MiddlewareHandler } from 'hono'

/** What is no page: a file, a redirect, a sentence, an answer of a program. Nothing in it may load or run anything. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What a page may load and do; styles come from our own files only, and scripts from there or with this nonce. */
export function pagePolicy({ nonce, dev }: { nonce: string; dev: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // While developing, Vite puts styles into the page by itself.
    dev ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data:",
    ...(dev ? ["connect-src 'self' ws:"] : []),
    ...["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"],
  ].join('; ')
}

/** Adds the headers that every answer has; what an answer says for itself, such as a policy of its own, stays. */
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

/** The same for all that an application answers: files, redirects and errors too. */
export function securityHeaders({ secure }: { secure: boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next()
    addSecurityHeaders(c.res.headers, { secure })
  }
}
