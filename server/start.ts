import { setMaxListeners } from 'node:events'
import type { Server } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { ServerBuild } from '@remix-run/node'
import type { ViteDevServer } from 'vite'
import { installationAddress, type Config } from '#app/config.server.ts'
import { log, setLogLevel } from '#app/log.server.ts'
import { watchContent } from '#app/pages/content-watch.server.ts'
import type { Waits } from '#db/client.server.ts'
import { ClusterLost } from '#db/embedded/cluster.ts'
import { demoLogins, loadDemo } from '#app/demo/load-demo.server.ts'
import { arrivalClock } from './arrival-clock.ts'
import { drainOf, within } from './drain.ts'
import { httpApp } from './http.ts'
import { startWorker } from './jobs.ts'
import { listen } from './listen.ts'
import { openInstallation } from './open-installation.ts'
import { pagesFromMemory } from './pages-from-memory.ts'
import { underPressure } from './pressure.ts'
import { readiness } from './readiness.ts'
import { remixPages } from './remix-pages.ts'
import { secretOf } from './secret.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { serverWithTimeouts } from './server-with-timeouts.ts'

export type Running = {
  url: string
  /** The port that it listens on. */
  port: number
  /** Lines for whoever started it: the address and, in the demo, who can log in. */
  welcome: string[]
  /** Lets running requests end, tells open streams to reconnect, releases unfinished jobs, and ends. */
  stop(): Promise<void>
}

/** Requests get this long to end: an orchestrator waits half a minute before it kills the process. */
const REQUESTS_END_WITHIN_MS = 20_000
const DATABASE_ENDS_WITHIN_MS = 5_000

/** Starts everything of one installation. Throws when the data are in use or the port is taken. */
export async function startInstallation(
  config: Config,
  {
    dev = false,
    demo = config.mode === 'demo',
    clock = () => new Date(),
    prepare = async () => {},
    waits = {},
  }: {
    dev?: boolean
    demo?: boolean
    clock?: () => Date
    /**
     * Work on files that a running installation uses, such as building; done once this process has claimed the data.
     */
    prepare?: () => Promise<unknown>
    /** Replaces the usual waits for the database for visitors; tests do not wait as long. */
    waits?: Partial<Waits>
  } = {},
): Promise<Running> {
  if (config.logLevel) setLogLevel(config.logLevel)
  const report = (error: Error) =>
    log.error(error instanceof ClusterLost ? error.message : 'a connection to the database was lost', error)
  const installation = await openInstallation(config, 'start', { onError: report })
  let worker: Awaited<ReturnType<typeof startWorker>> | undefined
  try {
    await prepare()
    const { warning } = await installation.prepare()
    if (warning) log.warn(warning)
    const database = installation.open('serving', waits)
    const secret = secretOf(config)
    if (demo) await loadDemo(database, installationAddress(config), clock())
    worker = await startWorker(
      { jobs: installation.open('jobs'), messages: installation.open('messages') },
      config,
      clock,
    )
    const draining = new AbortController()
    // Each open stream of events adds a listener.
    setMaxListeners(0, draining.signal)
    const isReady = readiness(installation.open('probe'), draining.signal)
    const server = serverWithTimeouts()
    const drain = drainOf(server)
    const vite = dev ? await devServer(server) : null
    const build = vite ? () => devBuild(vite) : await productionBuild()
    const { port, close } = await listen(server, config)
    const keeps = !vite && config.pagesFromMemory !== false
    const watch = keeps ? watchContent(database, { baseUrl: config.baseUrl, port }) : null
    const arrivals = arrivalClock(clock)
    const served = {
      ...{ config, database, secret, clock, arrived: arrivals.arrived, dev, isReady, draining: draining.signal },
      ...(watch && {
        knownMunicipality: async (host: string) => (await watch.read())?.municipalityOf(host) ?? null,
      }),
    }
    const pages = remixPages(served, build)
    const pressure = underPressure({ secret, secure: pages.secure })
    const listener = getRequestListener(httpApp(served, pages, pressure).fetch, {
      errorHandler: () => unreadable(config),
    })
    const memory = watch && pagesFromMemory(served, { pages, pressure, watch, port })
    server.on('request', (request, response) => {
      if (memory?.answers(request, response)) return
      drain.begin(response)
      const otherwise = () => void listener(request, response)
      if (vite) vite.middlewares(request, response, otherwise)
      else if (!memory?.makes(request, response, otherwise)) otherwise()
    })
    const url = installationAddress({ ...config, port })
    return {
      url,
      port,
      welcome: [`Saomen staat klaar op ${url}`, ...warnings(config), ...(demo ? demoLogins() : [])],
      async stop() {
        draining.abort()
        watch?.stop()
        arrivals.stop()
        await Promise.all([vite?.close(), drain.end(close, REQUESTS_END_WITHIN_MS), worker?.stop()])
        if (!(await within(DATABASE_ENDS_WITHIN_MS, installation.close())))
          log.warn('the database was still at work when the process ended')
      },
    }
  } catch (error) {
    // The worker holds connections: without this, closing the database would wait for ever and nobody would see the
    // error.
    await worker?.stop()
    await installation.close()
    throw error
  }
}

/** Settings that an administrator should still make, and what happens until then. */
function warnings({ mode, trustedProxies }: Config): string[] {
  if (mode !== 'production' || trustedProxies) return []
  const counts =
    'Wat een proxy op deze machine of op een eigen netwerk over bezoekers zegt, telt; wat een andere proxy zegt, niet.'
  return [`Let op: TRUSTED_PROXIES is niet ingesteld. ${counts}`]
}

/** The answer to what is not a valid request, such as one with half a Host header; it never reaches the pages. */
function unreadable({ baseUrl }: Config): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
  const response = new Response('Dit verzoek kunnen wij niet lezen.', { status: 400, headers })
  addSecurityHeaders(response.headers, { secure: baseUrl?.startsWith('https:') ?? false })
  return response
}

async function productionBuild(): Promise<ServerBuild> {
  // React reads this when it is loaded: without it pages are rendered by its development build, up to a quarter slower.
  process.env.NODE_ENV ||= 'production'
  const file = path.join(import.meta.dirname, '..', 'build', 'server', 'index.js')
  return import(pathToFileURL(file).href)
}

/** Vite's own connection with its pages uses our port, so that two people can develop on one machine. */
async function devServer(server: Server): Promise<ViteDevServer> {
  const { createServer } = await import('vite')
  return createServer({ server: { middlewareMode: true, hmr: { server } } })
}

async function devBuild(vite: ViteDevServer): Promise<ServerBuild> {
  return (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
}
