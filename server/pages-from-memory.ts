import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendsSession } from '#app/features/accounts/session.server.ts'
import { watchContent } from '#app/pages/content-watch.server.ts'
import { keptAddress } from '#app/pages/kept-pages.ts'
import { answerKept, keptPage, type KeptPage } from '#app/pages/kept-page.ts'
import { nextMoment } from '#app/pages/next-moment.server.ts'
import { PageMemory } from '#app/pages/page-memory.ts'
import type { Site } from '#app/pages/site-directory.ts'
import type { Installation, RemixPages } from './remix-pages.ts'
import { addSecurityHeaders } from './security-headers.ts'

const MEGABYTE = 1024 * 1024
/** Of all municipalities together. The pages of a plan of 400 paragraphs with its answers take 3 MB. */
const MOST_BYTES = 96 * MEGABYTE
/** The longest address that is looked at; those of kept pages are shorter. */
const LONGEST_ADDRESS = 400

export type PagesFromMemory = {
  /** Answers a request for a page that everyone reads alike, now or soon; false when the request is for something else. */
  takes(request: IncomingMessage, response: ServerResponse, otherwise: () => void): boolean
  /** Bytes that are kept. */
  readonly size: number
  stop(): void
}

/** What a page gave when it was made: kept, or an answer that goes to whoever asked at that moment. */
type Made = { kept: KeptPage } | { status: number; headers: Headers; body: Buffer }

/** Keeps pages for visitors who did not log in, in front of all that makes pages. */
export function pagesFromMemory(installation: Installation, pages: RemixPages, port: number): PagesFromMemory {
  const { config, database, clock } = installation
  const { baseUrl } = config
  const memory = new PageMemory<KeptPage>(MOST_BYTES)
  const watch = watchContent(database, { baseUrl, port })
  /** Pages that are being made: who asks for one meanwhile waits for it. */
  const making = new Map<string, Promise<Made>>()

  function isFresh(page: KeptPage, version: number): boolean {
    const now = clock().getTime()
    return page.version === version && page.from <= now && now < page.until
  }

  /** The answer to a visitor without cookies, at the host of the municipality and at the one address of the page. */
  async function made(site: Site, address: string): Promise<Made> {
    const now = clock()
    const until = await nextMoment(database.db, site.municipalityId, now)
    const request = new Request(`${pages.secure ? 'https' : 'http'}://${site.host}${address}`, {
      headers: { host: site.host },
    })
    const response = await pages.answer(request, {
      ...{ arrivedAt: now, clientAddress: 'memory', localPort: port, answering: new Headers() },
    })
    const body = Buffer.from(await response.arrayBuffer())
    addSecurityHeaders(response.headers, { secure: pages.secure })
    const { status, headers } = response
    if (status !== 200 || headers.has('set-cookie')) return { status, headers, body }
    const kept = await keptPage(body, headers, { version: site.version, from: now.getTime(), until: until.getTime() })
    return { kept }
  }

  /** One making for all who ask at the same version. A page that something changed under is answered, and not kept. */
  async function makeOnce(site: Site, address: string, key: string): Promise<Made> {
    const at = `${site.version} ${key}`
    const underWay = making.get(at)
    if (underWay) return underWay
    const begun = made(site, address).finally(() => making.delete(at))
    making.set(at, begun)
    const result = await begun
    const isStill = watch.known?.versionOf(site.municipalityId) === site.version
    if ('kept' in result && isStill && isFresh(result.kept, site.version)) memory.keep(key, result.kept)
    return result
  }

  async function answerLater(request: IncomingMessage, response: ServerResponse, host: string, address: string) {
    const directory = await watch.read()
    const site = directory?.siteOf(host)
    if (!site) return false
    const key = `${site.municipalityId} ${address}`
    const found = memory.get(key)
    const result = found && isFresh(found, site.version) ? { kept: found } : await makeOnce(site, address, key)
    if ('kept' in result) send(request, response, result.kept)
    else {
      const headers = [...result.headers].filter(([name]) => name !== 'transfer-encoding').flat()
      response.writeHead(result.status, [...headers, 'content-length', String(result.body.length)])
      response.end(request.method === 'HEAD' ? undefined : result.body)
    }
    return true
  }

  return {
    takes(request, response, otherwise) {
      const { method, url = '', headers } = request
      if ((method !== 'GET' && method !== 'HEAD') || url.length > LONGEST_ADDRESS) return false
      if (headers.cookie !== undefined && sendsSession(headers.cookie, pages.secure)) return false
      const address = keptAddress(url)
      const { host } = headers
      if (address === null || host === undefined) return false
      const site = watch.known?.siteOf(host)
      if (site === null) return false
      const page = site && memory.get(`${site.municipalityId} ${address}`)
      if (page && isFresh(page, site.version)) {
        send(request, response, page)
        return true
      }
      answerLater(request, response, host, address).then(
        (isAnswered) => isAnswered || otherwise(),
        () => otherwise(),
      )
      return true
    },
    get size() {
      return memory.size
    },
    stop: () => watch.stop(),
  }
}

function send(request: IncomingMessage, response: ServerResponse, page: KeptPage): void {
  const { status, headers, body } = answerKept(page, { method: request.method ?? 'GET', headers: request.headers })
  response.writeHead(status, headers)
  if (body) response.end(body)
  else response.end()
}
