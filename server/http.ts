import { Readable } from 'node:stream'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { BUSY_PAGE, COME_BACK_AFTER_S, isBusy } from '#app/errors.server.ts'
import { pageHeaders, refusalPage } from './busy-page.ts'
import { countedBodies } from './counted-body.ts'
import { filesUnderWay } from './files-under-way.ts'
import { isReading, underPressure, wantsPage } from './pressure.ts'
import type { Installation, RemixPages } from './remix-pages.ts'
import { securityHeaders } from './security-headers.ts'
import { staticFiles } from './static-files.ts'
import { proxiesOf, visitorOf } from './visitor.ts'

/** The HTTP side of an installation: static files, security headers, and the pages of `build`. */
export function httpApp(
  installation: Installation,
  pages: RemixPages,
  pressure = underPressure({ secret: installation.secret, secure: pages.secure }),
) {
  const { config } = installation
  const { secure } = pages
  const proxies = proxiesOf(config)
  const bodies = countedBodies(installation.database)
  const files = filesUnderWay()
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
    // Remix would read the whole file into memory first, to send it as a text within data.
    if (/\.(csv|json|xlsx)\.data$/i.test(c.req.path)) return c.text('Deze pagina bestaat niet', 404)
    if (!methods.includes(method)) return c.text('Dit kan niet met dit adres.', 405, { Allow: methods.join(', ') })
    const { remoteAddress, localPort } = c.env.incoming.socket
    const visitor = visitorOf(headers, remoteAddress, proxies)
    const arrivedAt = (installation.arrived ?? installation.clock)()
    if (method !== 'GET' && method !== 'HEAD') {
      if (!isOwnOrigin(headers, visitor.hosts)) {
        return c.text('Dit formulier kwam niet van deze website. Open de pagina opnieuw en probeer het nog eens.', 403)
      }
    }
    const answering = new Headers()
    const clientAddress = visitor.address
    const counted = await bodies.counted(c.req.raw, {
      clientAddress,
      secure,
      answering,
      arrivedAt,
      ...readableOf(c.env),
    })
    if ('refused' in counted) {
      const { message, status, headers } = counted.refused
      return inPage(c.req.raw, c.text(message, status, headers))
    }
    return pressure
      .answer({ ...counted, clientAddress, arrivedAt }, (request, firstArrivedAt, entered) =>
        pages
          .answer(request, { arrivedAt, firstArrivedAt, clientAddress, localPort, answering, entered })
          .catch((error: unknown) => wentWrong(request, error)),
      )
      .then((answer) => files.sent(c.req.raw, answer, clientAddress))
      .then((answer) => (answer.status === 503 ? inPage(c.req.raw, answer) : answer))
      .finally(counted.done)
  })
  app.onError((error, c) => wentWrong(c.req.raw, error))
  return app

  function wentWrong(request: Request, error: unknown): Response {
    const response = pages.wentWrong(request, error)
    if (!isBusy(error)) return response
    const headers = new Headers(response.headers)
    headers.set('Retry-After', String(COME_BACK_AFTER_S))
    return new Response(BUSY_PAGE, { status: 503, headers })
  }
}

/** A refusal in one sentence, as a page where a person looks at it; any other answer as it is. */
async function inPage(request: Request, answer: Response): Promise<Response> {
  if (!wantsPage(request) || !answer.headers.get('Content-Type')?.startsWith('text/plain')) return answer
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(pageHeaders)) headers.set(name, value)
  return new Response(refusalPage(answer.status, await answer.text(), isReading(request)), {
    status: answer.status,
    headers,
  })
}

/** Whoever calls the application without a connection, such as a test, has only the request. */
const readableOf = ({ incoming }: HttpBindings) => (incoming instanceof Readable ? { incoming } : {})

/** The methods that pages accept; a Request cannot be made for TRACE, and nothing here answers those of WebDAV. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Browsers say which site a form comes from; a form on another site may not act here. */
function isOwnOrigin(headers: Headers, hosts: readonly string[]): boolean {
  const origin = headers.get('origin')
  // Programs and very old browsers say nothing. A browser that leaves out the origin may still say that the form comes
  // from another site.
  if (origin === null) return !['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}
