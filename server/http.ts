import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { getConnInfo } from '@hono/node-server/conninfo'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Config } from '#app/config.server.ts'
import { COME_BACK_AFTER_S } from '#app/errors.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { sayNumber } from '#app/request-number.ts'
import type { Database } from '#db/client.server.ts'
import { requestReports } from './request-reports.ts'

const MEGABYTE = 1024 * 1024
/** Larger bodies are refused before they fill the memory; a file that is too large for its field stays under it. */
const MAX_UPLOAD = 64 * MEGABYTE
/** Where no files are sent: the longest text that is kept, each character of it as nine, fits. */
const MAX_FORM = 16 * MEGABYTE

type Installation = {
  config: Config
  database: Database
  secret: string
  /** The clock; tests set it. */
  clock: () => Date
  /** Whether the database answers and the process stays. */
  isReady?: () => Promise<boolean>
  /** Goes off when the process is about to end. */
  draining?: AbortSignal
  /** While developing, pages also listen to Vite. */
  dev?: boolean
}

/** The http side of an installation: static files, security headers, and the pages of `build`. */
export function httpApp(installation: Installation, build: ServerBuild | (() => Promise<ServerBuild>)) {
  const { config } = installation
  const secure = config.baseUrl?.startsWith('https:') ?? false
  const handle = createRequestHandler(build, installation.dev ? 'development' : 'production')
  const reportOf = requestReports(build, { dev: installation.dev ?? false })
  const app = new Hono()

  app.get('/gezond', (c) => c.text('ok'))
  app.get('/gereed', async (c) => {
    c.header('Cache-Control', 'no-store')
    return (await installation.isReady?.()) !== false ? c.text('ok') : c.text('niet gereed', 503)
  })
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
      // Every browser says how much it sends; without that nothing could be refused before it was read.
      if (headers.has('transfer-encoding')) return c.text('Wij kunnen dit niet lezen: er staat niet bij hoe groot het is.', 411)
      const most = c.req.path.startsWith('/ambtenaar/') ? MAX_UPLOAD : MAX_FORM
      if (Number(headers.get('content-length') ?? 0) > most) {
        const tooMuch = `Wat u stuurt is te groot (meer dan ${most / MEGABYTE} MB).`
        return c.text(`${tooMuch} Ga terug: wat u invulde staat er nog. Maak de tekst korter of kies een kleiner bestand.`, 413)
      }
    }
    const { requestId, report, answered: wasAnswered } = reportOf(c.req.raw)
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
      requestId,
      report,
      ...(installation.draining ? { draining: installation.draining } : {}),
      headers: new Headers(),
    }
    const answered = await handle(c.req.raw, context)
    const response = isBareError(answered) ? new Response(`${WENT_WRONG} ${sayNumber(requestId)}`, { status: 500, headers: plainText }) : answered
    response.headers.set('X-Request-Id', requestId)
    if (response.status === 503) response.headers.set('Retry-After', String(COME_BACK_AFTER_S))
    wasAnswered(response.status)
    for (const [name, value] of context.headers) response.headers.append(name, value)
    secureHeaders(response.headers, { nonce, secure, dev: installation.dev ?? false })
    return response
  })
  app.onError((error, c) => {
    const { requestId, report } = reportOf(c.req.raw)
    report(error)
    return c.text(`${WENT_WRONG} ${sayNumber(requestId)}`, 500, { 'X-Request-Id': requestId })
  })
  return app
}

const WENT_WRONG = 'Er ging iets mis. Dat ligt aan ons. Ga terug en probeer het nog een keer.'
const plainText = { 'Content-Type': 'text/plain; charset=utf-8' }

/** An error of what is no page, such as a file to save: Remix answers it in words of its own. */
function isBareError({ status, headers }: Response): boolean {
  return status === 500 && (headers.get('Content-Type') ?? '').startsWith('text/plain')
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
  // Programs and very old browsers say nothing; a browser that leaves its origin out may still say that it comes from elsewhere.
  if (origin === null) return !['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
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
