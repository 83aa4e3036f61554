import { randomBytes } from 'node:crypto'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { Config } from '#app/config.server.ts'
import { clearPlainNames } from '#app/cookies.server.ts'
import { COME_BACK_AFTER_S } from '#app/errors.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { isOnlyRead } from '#app/pages/kept-pages.ts'
import { sayNumber } from '#app/request-number.ts'
import type { Database } from '#db/client.server.ts'
import { directActions } from './direct-actions.ts'
import { requestReports } from './request-reports.ts'
import { pagePolicy, policyWithoutScripts } from './security-headers.ts'

export type Installation = {
  config: Config
  database: Database
  secret: string
  /** The clock; tests set it. */
  clock: () => Date
  /** When a request arrived that is handled at this moment; the clock when left out. */
  arrived?: () => Date
  /** Whether the database answers and the process is not ending. */
  isReady?: () => Promise<boolean>
  /** Whose pages a host asks for, where that is kept in memory. */
  knownMunicipality?: AppContext['knownMunicipality']
  /** Aborted when the process is about to end. */
  draining?: AbortSignal
  /** While developing, pages may also connect to Vite. */
  dev?: boolean
}

/** What the server knows of a request before a page sees it. */
type Arrival = {
  arrivedAt: Date
  /** When the same form arrived before and was refused for pressure. */
  firstArrivedAt: Date | null
  clientAddress: string
  /** The port of the server that the connection came in by. */
  localPort: number | undefined
  /** Headers that the answer gets besides its own. */
  answering: Headers
  /** Called when whoever asks turned out to be allowed into an area. */
  entered?: () => void
}

export type RemixPages = {
  secure: boolean
  /** The answer of the pages to a request whose body was counted, with every header but those that all answers have. */
  answer(request: Request, arrival: Arrival): Promise<Response>
  /** The answer to an error that reached nobody else: reported, with its number. */
  wentWrong(request: Request, error: unknown): Response
}

/** The pages of `build`, for this installation. */
export function remixPages(installation: Installation, build: ServerBuild | (() => Promise<ServerBuild>)): RemixPages {
  const { config, dev = false } = installation
  const secure = config.baseUrl?.startsWith('https:') ?? false
  // While developing, the build changes with each change of the sources, and Remix reads it anew for each request.
  const direct = typeof build === 'function' ? null : directActions(build)
  const handle = createRequestHandler(build, dev ? 'development' : 'production')
  const reportOf = requestReports(build, { dev })
  return {
    secure,
    async answer(request, { arrivedAt, firstArrivedAt, clientAddress, localPort, answering, entered = () => {} }) {
      const { requestId, report, answered: wasAnswered } = reportOf(request)
      const { pathname } = new URL(request.url)
      const hasScripts = dev || !isOnlyRead(pathname)
      const nonce = hasScripts ? randomBytes(16).toString('base64') : ''
      const context: AppContext = {
        db: installation.database.db,
        pool: installation.database.pool,
        mode: config.mode,
        secret: installation.secret,
        baseUrl: config.baseUrl,
        ownPort: localPort ?? config.port,
        secure,
        forData: pathname.endsWith('.data'),
        ...(installation.knownMunicipality ? { knownMunicipality: installation.knownMunicipality } : {}),
        arrivedAt,
        firstArrivedAt,
        clientAddress,
        nonce,
        requestId,
        report,
        entered,
        ...(installation.draining ? { draining: installation.draining } : {}),
        headers: answering,
      }
      const answered = await (direct?.(request) ?? handle)(request, context)
      const response = isBareError(answered) ? sorry(requestId) : answered
      response.headers.set('X-Request-Id', requestId)
      if (response.status === 503) response.headers.set('Retry-After', String(COME_BACK_AFTER_S))
      wasAnswered(response.status)
      for (const [name, value] of context.headers) response.headers.append(name, value)
      clearPlainNames(response.headers, request.headers.get('cookie'))
      if (!response.headers.has('Content-Security-Policy'))
        response.headers.set('Content-Security-Policy', hasScripts ? pagePolicy({ nonce, dev }) : policyWithoutScripts)
      return response
    },
    wentWrong(request, error) {
      const { requestId, report } = reportOf(request)
      report(error)
      return sorry(requestId)
    },
  }
}

const WENT_WRONG = 'Er ging iets mis. Dat ligt aan ons. Ga terug en probeer het nog een keer.'

function sorry(requestId: string): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Request-Id': requestId }
  return new Response(`${WENT_WRONG} ${sayNumber(requestId)}`, { status: 500, headers })
}

/** An error that is not a page, such as that of a file to save, which Remix answers in English. */
function isBareError({ status, headers }: Response): boolean {
  return status === 500 && (headers.get('Content-Type') ?? '').startsWith('text/plain')
}
