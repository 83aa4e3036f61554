import type { IncomingMessage, ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { LRUCache } from 'lru-cache'
import { setsAnyCookie } from '#app/cookies.server.ts'
import { isBusy } from '#app/errors.server.ts'
import { sendsSession } from '#app/features/accounts/session.server.ts'
import { log } from '#app/log.server.ts'
import type { ContentWatch } from '#app/pages/content-watch.server.ts'
import { keptAddress } from '#app/pages/kept-pages.ts'
import { answerKept, keptPage, type KeptPage } from '#app/pages/kept-page.ts'
import { nextMoment } from '#app/pages/next-moment.server.ts'
import { PageMemory } from '#app/pages/page-memory.ts'
import type { Site } from '#app/pages/site-directory.ts'
import { wholeBody } from '#app/pages/whole-body.ts'
import { within } from './drain.ts'
import type { Pressure } from './pressure.ts'
import type { Installation, RemixPages } from './remix-pages.ts'
import { addSecurityHeaders } from './security-headers.ts'

const MEGABYTE = 1024 * 1024
/** Of all municipalities together. The pages of a plan of 400 paragraphs with its answers take 3 MB. */
const MOST_BYTES = 96 * MEGABYTE
/** A longer file is sent as it comes: it would take the place of what many people read. */
const LONGEST_PAGE = 8 * MEGABYTE
/** Of so many addresses it is known that their file is longer. */
const MOST_LONG = 500
/** The longest address that is looked at; those of kept pages are shorter. */
const LONGEST_ADDRESS = 400
/** How long a visitor waits for the versions of what is public. */
const READ_PATIENCE_MS = 1000

export type PagesFromMemory = {
  /** Answers a request for a page that is in memory; false for any other. */
  answers(request: IncomingMessage, response: ServerResponse): boolean
  /** Makes a page that everyone reads alike, and answers with it; false when the request is for something else. */
  makes(request: IncomingMessage, response: ServerResponse, otherwise: () => void): boolean
  /** Bytes that are kept. */
  readonly size: number
}

/**
 * What a page gave when it was made: a page to keep, an answer for who asked at that moment, or more than can be held, for the
 * first. Null when it is of one visitor, because it sets a cookie: then each gets their own.
 */
type Made = { kept: KeptPage } | Passing | null
type Passing = (Answer & { whole: Buffer }) | (Answer & { stream: ReadableStream<Uint8Array> })
type Answer = { status: number; headers: Headers }

/** Keeps pages for visitors who did not log in, in front of all that makes pages. */
export function pagesFromMemory(
  installation: Installation,
  { pages, pressure, watch, port }: { pages: RemixPages; pressure: Pressure; watch: ContentWatch; port: number },
): PagesFromMemory {
  const { database, clock } = installation
  const memory = new PageMemory<KeptPage>(MOST_BYTES)
  /** The version at which a file was longer than what is held. */
  const long = new LRUCache<string, number>({ max: MOST_LONG })
  /** Pages that are being made: who asks for one meanwhile waits for it. */
  const making = new Map<string, Promise<Made>>()

  const keyOf = (site: Site, address: string) => `${watch.connection} ${site.municipalityId} ${address}`

  function isFresh(page: KeptPage, version: number): boolean {
    const now = clock().getTime()
    return page.version === version && page.from <= now && now < page.until
  }

  /** The answer to a visitor without cookies, at the host of the municipality and at the one address of the page. */
  async function made(site: Site, address: string): Promise<Made> {
    const now = clock()
    let until = now
    const request = new Request(`${pages.secure ? 'https' : 'http'}://${site.host}${address}`, {
      // Who saves a file hears in a sentence that it is busy, and not on a page.
      headers: { host: site.host, accept: isFile(address) ? '*/*' : 'text/html' },
    })
    const visitor = { arrivedAt: now, clientAddress: 'memory' }
    const response = await pressure.answer({ ...visitor, request, body: null }, async (asked) => {
      // The database is asked after a place was found: it is what is busy.
      until = await nextMoment(database.db, site.municipalityId, now)
      return pages.answer(asked, { ...visitor, firstArrivedAt: null, localPort: port, answering: new Headers() })
    })
    if (setsAnyCookie(response.headers)) {
      await response.body?.cancel()
      return null
    }
    const body = await wholeBody(response.body, LONGEST_PAGE)
    addSecurityHeaders(response.headers, { secure: pages.secure })
    const { status, headers } = response
    if (status !== 200 || 'stream' in body) return { status, headers, ...body }
    const moments = { version: site.version, from: now.getTime(), until: until.getTime() }
    const kept = await keptPage(body.whole, headers, moments)
    return { kept }
  }

  /** One making for all who ask at the same version. A page that something changed under is answered, and not kept. */
  async function makeOnce(site: Site, address: string, key: string): Promise<Made> {
    if (long.get(key) === site.version) return null
    const at = `${site.version} ${key}`
    const askedAt = clock().getTime()
    const underWay = making.get(at)
    if (underWay) {
      const result = await underWay
      if (result === null || 'stream' in result) return null
      if (!('kept' in result) || askedAt < result.kept.until) return result
      // It was begun before a moment that changes it, and asked for after that.
      return makeOnce(site, address, key)
    }
    const begun = made(site, address)
      .catch((error: unknown) => {
        // Whoever asked gets the page in the other way: without this line nobody would learn that it cannot be kept.
        if (!isBusy(error)) log.error('a page could not be made to be kept', error)
        throw error
      })
      .finally(() => making.delete(at))
    making.set(at, begun)
    const result = await begun
    if (result === null) return null
    if ('stream' in result) long.set(key, site.version)
    const isStill = watch.known?.versionOf(site.municipalityId) === site.version
    if ('kept' in result && isStill && isFresh(result.kept, site.version)) memory.keep(key, result.kept)
    return result
  }

  /** Answers what is not in memory; false when each visitor gets their own. */
  async function answerLater(request: IncomingMessage, response: ServerResponse, host: string, address: string) {
    const read = watch.read()
    // While the database is slow whoever asks waits where others do, and hears in time that it is busy.
    if (!(await within(READ_PATIENCE_MS, read))) return false
    const site = (await read)?.siteOf(host)
    if (!site) return false
    const key = keyOf(site, address)
    const found = memory.get(key)
    const result = found && isFresh(found, site.version) ? { kept: found } : await makeOnce(site, address, key)
    if (result === null) return false
    if ('kept' in result) send(request, response, result.kept)
    else await sendAsMade(request, response, result)
    return true
  }

  /** The one address of the page that a visitor who did not log in asks for, when it is kept. */
  function addressOf({ method, url = '', headers: { cookie } }: IncomingMessage): string | null {
    if ((method !== 'GET' && method !== 'HEAD') || url.length > LONGEST_ADDRESS) return null
    if (cookie !== undefined && sendsSession(cookie, pages.secure)) return null
    return keptAddress(url)
  }

  return {
    answers(request, response) {
      const address = addressOf(request)
      const site = address === null ? null : watch.known?.siteOf(request.headers.host ?? '')
      const page = address !== null && site && memory.get(keyOf(site, address))
      if (!page || !isFresh(page, site.version)) return false
      send(request, response, page)
      return true
    },
    makes(request, response, otherwise) {
      const address = addressOf(request)
      const { host } = request.headers
      if (address === null || host === undefined || watch.known?.siteOf(host) === null) return false
      answerLater(request, response, host, address).then(
        (isAnswered) => isAnswered || otherwise(),
        () => response.headersSent || otherwise(),
      )
      return true
    },
    get size() {
      return memory.size
    },
  }
}

/** Whether an address names a file, such as `agenda.ics`. */
const isFile = (address: string) => /\.[a-z]+$/.test(address.split('?', 1)[0] ?? '')

/** Sends an answer that is not kept. Who leaves meanwhile ends its making. */
async function sendAsMade({ method }: IncomingMessage, response: ServerResponse, made: Passing): Promise<void> {
  const headers = [...made.headers].filter(([name]) => name !== 'transfer-encoding').flat()
  if ('whole' in made) {
    response.writeHead(made.status, [...headers, 'content-length', String(made.whole.length)])
    response.end(method === 'HEAD' ? undefined : made.whole)
    return
  }
  response.writeHead(made.status, headers)
  if (method !== 'HEAD') await made.stream.pipeTo(Writable.toWeb(response)).catch(() => {})
  else {
    response.end()
    await made.stream.cancel()
  }
}

function send(request: IncomingMessage, response: ServerResponse, page: KeptPage): void {
  const { status, headers, body } = answerKept(page, { method: request.method ?? 'GET', headers: request.headers })
  response.writeHead(status, headers)
  if (body === null) response.end()
  else response.end(body, 'latin1')
}
