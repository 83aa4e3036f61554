import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Config } from '#app/config.server.ts'
import { clearPlainNames } from '#app/cookies.server.ts'
import { BUSY_PAGE, COME_BACK_AFTER_S, isBusy } from '#app/errors.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { sayNumber } from '#app/request-number.ts'
import type { Database } from '#db/client.server.ts'
import { countedBodies } from './counted-body.ts'
import { requestReports } from './request-reports.ts'
import { pagePolicy, securityHeaders } from './security-headers.ts'
import { staticFiles } from './static-files.ts'
import { proxiesOf, visitorOf } from './visitor.ts'

type Installation = {
  config: Config
  database: Database
  secret: string
  /** The clock; tests set it. */
  clock: () => Date
  /** Whether the database answers and the process is not ending. */
  isReady?: () => Promise<boolean>
  /** Aborted when the process is about to end. */
  draining?: AbortSignal
  /** While developing, pages may also connect to Vite. */
  dev?: boolean
}

/** The HTTP side of an installation: static files, security headers, and the pages of `build`. */
export function httpApp(installation: Installation, build: ServerBuild | (() => Promise<ServerBuild>)) {
  const { config } = installation
  const secure = config.baseUrl?.startsWith('https:') ?? false
  const proxies = proxiesOf(config)
  const handle = createRequestHandler(build, installation.dev ? 'development' : 'production')
  const reportOf = requestReports(build, { dev: installation.dev ?? false })
  const bodies = countedBodies(installation.database)
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.use(securityHeaders({ secure }))
  app.get('/gezond', (c) => c.text('ok'))
  app.get('/gereed', async (c) => {
    c.header('Cache-Control', 'no-store')
    return (await installation.isReady?.()) !== false ? c.text('ok') : c.text('niet gereed', 503)
  })
  app.route('/', staticFiles())
  app.use(compress())

  app.all('*', async (c) => {
    const { method, headers } = c.req.raw
    if (!methods.includes(method)) return c.text('Dit kan niet met dit adres.', 405, { Allow: methods.join(', ') })
    const { remoteAddress, localPort } = c.env.incoming.socket
    const visitor = visitorOf(headers, remoteAddress, proxies)
    const arrivedAt = installation.clock()
    if (method !== 'GET' && method !== 'HEAD') {
      if (!isOwnOrigin(headers, visitor.hosts)) {
        return c.text('Dit formulier kwam niet van deze website. Open de pagina opnieuw en probeer het nog eens.', 403)
      }
    }
    const answering = new Headers()
    const counted = await bodies.counted(c.req.raw, { clientAddress: visitor.address, secure, answering, arrivedAt })
    if ('refused' in counted) return c.text(counted.refused.message, counted.refused.status, counted.refused.headers)
    const { requestId, report, answered: wasAnswered } = reportOf(c.req.raw)
    const nonce = randomBytes(16).toString('base64')
    const context: AppContext = {
      db: installation.database.db,
      pool: installation.database.pool,
      mode: config.mode,
      secret: installation.secret,
      baseUrl: config.baseUrl,
      ownPort: localPort ?? config.port,
      secure,
      forData: c.req.path.endsWith('.data'),
      arrivedAt,
      clientAddress: visitor.address,
      nonce,
      requestId,
      report,
      ...(installation.draining ? { draining: installation.draining } : {}),
      headers: answering,
    }
    const answered = await handle(counted.request, context).finally(counted.done)
    const response = isBareError(answered)
      ? new Response(`${WENT_WRONG} ${sayNumber(requestId)}`, { status: 500, headers: plainText })
      : answered
    response.headers.set('X-Request-Id', requestId)
    if (response.status === 503) response.headers.set('Retry-After', String(COME_BACK_AFTER_S))
    wasAnswered(response.status)
    for (const [name, value] of context.headers) response.headers.append(name, value)
    clearPlainNames(response.headers, headers.get('cookie'))
    if (!response.headers.has('Content-Security-Policy')) {
      response.headers.set('Content-Security-Policy', pagePolicy({ nonce, dev: installation.dev ?? false }))
    }
    return response
  })
  app.onError((error, c) => {
    const { requestId, report } = reportOf(c.req.raw)
    report(error)
    const numbered = { 'X-Request-Id': requestId }
    if (isBusy(error)) return c.text(BUSY_PAGE, 503, { ...numbered, 'Retry-After': String(COME_BACK_AFTER_S) })
    return c.text(`${WENT_WRONG} ${sayNumber(requestId)}`, 500, numbered)
  })
  return app
}

const WENT_WRONG = 'Er ging iets mis. Dat ligt aan ons. Ga terug en probeer het nog een keer.'
/** The methods that pages accept; a Request cannot be made for TRACE, and nothing here answers those of WebDAV. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const plainText = { 'Content-Type': 'text/plain; charset=utf-8' }

/** An error that is not a page, such as that of a file to save, which Remix answers in English. */
function isBareError({ status, headers }: Response): boolean {
  return status === 500 && (headers.get('Content-Type') ?? '').startsWith('text/plain')
}

/** Browsers say which site a form comes from; a form on another site may not act here. */
function isOwnOrigin(headers: Headers, hosts: readonly string[]): boolean {
  const origin = headers.get('origin')
  // Programs and very old browsers say nothing. A browser that leaves out the origin may still say that the form comes
  // from another site.
  if (origin === null) return !['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}
