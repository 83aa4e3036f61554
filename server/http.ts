import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { getConnInfo } from '@hono/node-server/conninfo'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Config } from '#app/config.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import type { Database } from '#db/client.server.ts'

/** Larger bodies are cut off before they fill the memory; uploads that are too large for their field stay under it. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

export type Installation = {
  config: Config
  database: Database
  secret: string
  /** The clock; tests set it. */
  clock: () => Date
  /** While developing, pages also listen to Vite. */
  dev?: boolean
}

/** The http side of an installation: static files, security headers, and the pages of `build`. */
export function httpApp(installation: Installation, build: ServerBuild | (() => Promise<ServerBuild>)) {
  const { config } = installation
  const secure = config.baseUrl?.startsWith('https:') ?? false
  const handle = createRequestHandler(build, config.mode === 'production' ? 'production' : process.env.NODE_ENV)
  const app = new Hono()

  app.get('/gezond', (c) => c.text('ok'))
  app.use('/assets/*', cached('public, max-age=31536000, immutable'), fromClientBuild())
  app.use('/fonts/*', cached('public, max-age=31536000, immutable'), fromClientBuild())
  app.use('/ui/*', cached('public, max-age=86400'), fromClientBuild())
  app.use('/favicon.svg', cached('public, max-age=86400'), fromClientBuild())
  app.use(compress())

  app.all('*', async (c) => {
    const { method, headers } = c.req.raw
    if (method !== 'GET' && method !== 'HEAD') {
      if (!isOwnOrigin(headers)) {
        return c.text('Dit formulier kwam niet van deze website. Open de pagina opnieuw en probeer het nog eens.', 403)
      }
      if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES) {
        return c.text('Wat u stuurt is te groot (meer dan 64 MB). Ga terug: wat u invulde staat er nog. Kies een kleiner bestand.', 413)
      }
    }
    const nonce = randomBytes(16).toString('base64')
    const context: AppContext = {
      db: installation.database.db,
      pool: installation.database.pool,
      mode: config.mode,
      secret: installation.secret,
      baseUrl: config.baseUrl,
      secure,
      arrivedAt: installation.clock(),
      clientAddress: addressOf(c.req.header('x-forwarded-for'), config, getConnInfo(c).remote.address),
      nonce,
      headers: new Headers(),
    }
    const response = await handle(c.req.raw, context)
    for (const [name, value] of context.headers) response.headers.append(name, value)
    secureHeaders(response.headers, { nonce, secure, dev: installation.dev ?? false })
    return response
  })
  return app
}

function cached(cacheControl: string) {
  return async (c: { header(name: string, value: string): void }, next: () => Promise<void>) => {
    c.header('Cache-Control', cacheControl)
    await next()
  }
}

function fromClientBuild() {
  return serveStatic({ root: path.relative(process.cwd(), path.join(import.meta.dirname, '..', 'build', 'client')) || '.' })
}

/** Browsers say where a form comes from; a form on another site may not act here. */
function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  if (!origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Behind a proxy (production) the last address it added is the visitor's; otherwise that of the connection. */
function addressOf(forwarded: string | undefined, config: Config, remote: string | undefined): string {
  const last = config.mode === 'production' ? forwarded?.split(',').at(-1)?.trim() : undefined
  return last || remote || 'unknown'
}

function secureHeaders(headers: Headers, { nonce, secure, dev }: { nonce: string; secure: boolean; dev: boolean }) {
  headers.set(
    'Content-Security-Policy',
    [
      ...["default-src 'self'", `script-src 'self' 'nonce-${nonce}'`, "style-src 'self' 'unsafe-inline'", "img-src 'self' data:"],
      ...(dev ? ["connect-src 'self' ws:"] : []),
      ...["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"],
    ].join('; '),
  )
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(self)')
  if (secure) headers.set('Strict-Transport-Security', 'max-age=31536000')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
}
