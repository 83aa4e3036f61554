import { LRUCache } from 'lru-cache'
import { passCookies } from '#app/cookies.server.ts'
import { BUSY_PAGE, COME_BACK_AFTER_S } from '#app/errors.server.ts'
import { widerNetwork } from '#app/features/accounts/client-network.ts'
import { areaOf } from '#app/features/accounts/local-path.ts'
import { sentSession } from '#app/features/accounts/session.server.ts'
import { carriedDrafts } from '#app/features/contributions/draft-cookie.server.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { log } from '#app/log.server.ts'
import { paths } from '#app/paths.ts'
import { admission, type Admission, type Kind } from './admission.ts'
import { isForEach } from './body-limits.ts'
import { bodyMemory } from './body-memory.ts'
import { busyForReaders, busyGoBack, busyWithForm, notHereBefore, pageHeaders, type Posted } from './busy-page.ts'
import { ARRIVAL_FIELD, readArrival, signArrival, type Fields } from './first-arrival.ts'

/** A request whose body was counted. */
type Asked = {
  request: Request
  /** Its body, when it has one. */
  body: Buffer | null
  clientAddress: string
  arrivedAt: Date
}

/**
 * Answers a request, in time or not at all. `firstArrivedAt` is when the same reaction arrived before and was refused for
 * pressure; `entered` is called when whoever asks turned out to be allowed into an area.
 */
type Handle = (request: Request, firstArrivedAt: Date | null, entered: () => void) => Promise<Response>

export type Pressure = { answer(asked: Asked, handle: Handle): Promise<Response> }

/** The most characters of what was typed that a page gives back. */
const MOST_KEPT = 1024 * 1024
/** Sessions that are known at once; each takes some 200 bytes. */
const MOST_KNOWN = 5000

/**
 * Lets no more be asked of the pages than they can answer. What is refused gets 503 at once: a browser gets a page in our
 * words that keeps what was typed and sends it again, a program a sentence. A refused reaction is given the moment of its
 * arrival along, signed, because that is what counts (Awb 2:3).
 */
export function underPressure(
  { secret, secure }: { secret: string; secure: boolean },
  { places = admission(), reportEveryMs = 60_000 }: { places?: Admission; reportEveryMs?: number } = {},
): Pressure {
  const memory = bodyMemory()
  const count = refusalsPerMinute(reportEveryMs)
  /** Sessions that came into an area: what anyone makes up is not among them. */
  const known = new LRUCache<string, true>({ max: MOST_KNOWN })

  /** Whose session is looked at for the first time waits apart. The guards look at it each time; here it only decides where someone waits. */
  const kindOf = (request: Request, session: string | null): Kind => {
    if (session !== null && areaOf(new URL(request.url).pathname) !== null)
      return known.has(session) ? 'staff' : 'entering'
    return !isReading(request) || isOnTheWay(request) ? 'sending' : 'reading'
  }

  /** A page with what was typed. It takes memory until the visitor has received it; without memory it is a short page. */
  const keptPage = async (asked: Asked, firstArrivedAt: Date | null) => {
    const network = widerNetwork(asked.clientAddress)
    // Looked at before anything is read, so that a flood costs little.
    let taken = 2 * (asked.body?.length ?? 0)
    if (!memory.take(network, taken)) return busyGoBack
    const html = await pageWithForm(asked, firstArrivedAt)
    const bytes = html === null ? null : Buffer.from(html)
    const more = Math.max(0, (bytes?.length ?? 0) - taken)
    if (!bytes || !memory.take(network, more)) {
      memory.release(network, taken)
      return busyGoBack
    }
    taken += more
    return whileSent(bytes, () => memory.release(network, taken))
  }
  const pageWithForm = async (asked: Asked, firstArrivedAt: Date | null) => {
    const posted = await postedIn(asked)
    if (!posted) return null
    const sent = sentReaction(asked.request, posted)
    const moment = firstArrivedAt ?? asked.arrivedAt
    const arrival = sent && {
      field: ARRIVAL_FIELD,
      signed: signArrival({ ...sent, secret }, moment),
      inWords: momentInWords(moment),
    }
    return busyWithForm(posted, { arrival, most: MOST_KEPT })
  }

  /** The answer to what cannot be answered now. */
  const refused = async (asked: Asked, kind: Kind, firstArrivedAt: Date | null): Promise<Response> => {
    count(kind)
    const { request } = asked
    if (!wantsPage(request)) return new Response(BUSY_PAGE, asText)
    if (isReading(request)) return new Response(busyForReaders, asPage)
    return new Response(await keptPage(asked, firstArrivedAt), asPage)
  }

  return {
    async answer(given, handle) {
      let asked = given
      let firstArrivedAt: Date | null = null
      if (isToSend(given.request)) {
        const posted = await postedIn(given)
        const claimed = posted?.fields.find(([name]) => name === ARRIVAL_FIELD)?.[1]
        if (posted && claimed !== undefined) {
          const fields = posted.fields.filter(([name]) => name !== ARRIVAL_FIELD)
          const sent = sentReaction(given.request, { ...posted, fields })
          const arrival = sent ? readArrival(claimed, { ...sent, secret }, given.arrivedAt) : 'forged'
          if (!(arrival instanceof Date)) return refuseClaim(given.request)
          firstArrivedAt = arrival
          asked = withFields(given, fields)
        }
      }
      const session = sentSession(asked.request.headers.get('cookie'), secure)
      const entered = () => void (session !== null && known.set(session, true))
      const kind = kindOf(asked.request, session)
      const leave = await places.enter(kind, asked.request)
      if (!leave) return refused(asked, kind, firstArrivedAt)
      // What is answered in parts, such as the stream of a live screen, holds its place until the answer begins.
      const answered = await handle(asked.request, firstArrivedAt, entered).finally(leave)
      if (answered.status !== 503 || isReading(asked.request) || !wantsPage(asked.request)) return answered
      const page = await refused(asked, kind, firstArrivedAt)
      page.headers.set('X-Request-Id', answered.headers.get('X-Request-Id') ?? '')
      passCookies(answered.headers, page.headers)
      return page
    },
  }
}

const comeBack = { 'Retry-After': String(COME_BACK_AFTER_S) }
const asPage = { status: 503, headers: { ...pageHeaders, ...comeBack } }
const asText = { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...comeBack } }

export const isReading = ({ method }: Request) => method === 'GET' || method === 'HEAD'

/** Whether a person looks at the answer. Programs on our own pages try again by themselves, and ask for no page. */
export function wantsPage({ headers, url }: Request): boolean {
  return (headers.get('accept') ?? '').includes('text/html') && !new URL(url).pathname.endsWith('.data')
}

const aroundLoggingIn = [paths.public.logIn(), paths.public.logInCode(), paths.public.secondStep()]
const steps = [paths.public.react, paths.public.reactAboutYou, paths.public.reactCheck, paths.public.receipt].map(
  isForEach,
)

/** A page between two forms: of whoever logs in, and of a reaction that was begun. */
function isOnTheWay({ url, headers }: Request): boolean {
  const { pathname } = new URL(url)
  if (aroundLoggingIn.includes(pathname)) return true
  return steps.some((isStep) => isStep(pathname)) && carriedDrafts(headers.get('cookie')).length > 0
}

const isCheck = isForEach(paths.public.reactCheck)
const isToSend = (request: Request) => request.method === 'POST' && isCheck(new URL(request.url).pathname)

type SentReaction = { host: string; path: string; fields: Fields }

/** What is sent where, when it is a reaction that is sent for good: of any other form no moment counts. */
function sentReaction(request: Request, { fields, filesLost }: Posted): SentReaction | null {
  const act = fields.find(([name]) => name === 'act')?.[1].split('?')[0]
  if (!isToSend(request) || act !== 'submitReaction' || filesLost) return null
  return { host: request.headers.get('host') ?? '', path: new URL(request.url).pathname, fields }
}

function refuseClaim(request: Request): Response {
  return wantsPage(request)
    ? new Response(notHereBefore, { status: 400, headers: pageHeaders })
    : new Response('De eerste aankomst van dit formulier klopt niet.', { status: 400 })
}

const URLENCODED = 'application/x-www-form-urlencoded'

/** What a form holds; null when the body is not a form, or half of one. */
async function postedIn({ request, body }: Pick<Asked, 'request' | 'body'>): Promise<Posted | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!body) return null
  // The body was spelled in plain characters when it was counted.
  if (type === URLENCODED) return { fields: [...new URLSearchParams(body.toString('latin1'))], filesLost: false }
  if (!type.startsWith('multipart/form-data')) return null
  try {
    const entries = [...(await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData())]
    return {
      fields: entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
      filesLost: entries.some(([, value]) => typeof value !== 'string' && value.size > 0),
    }
  } catch {
    return null
  }
}

/** The same request, with these fields as its form. */
function withFields(asked: Asked, fields: Fields): Asked {
  const body = Buffer.from(new URLSearchParams(fields.map(([name, value]) => [name, value])).toString())
  const headers = new Headers(asked.request.headers)
  headers.set('content-type', URLENCODED)
  const { url, method, signal } = asked.request
  return { ...asked, body, request: new Request(url, { method, headers, signal, body }) }
}

const PIECE = 16 * 1024

/** A body in pieces, each taken when the one before was sent, which says when the last was, or when the visitor left. */
function whileSent(bytes: Uint8Array, over: () => void): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream(
    {
      pull(controller) {
        if (at < bytes.length) return controller.enqueue(bytes.subarray(at, (at += PIECE)))
        controller.close()
        over()
      },
      cancel: over,
    },
    { highWaterMark: 0 },
  )
}

/** Says in the log once a minute how many were refused, and never who or what. */
function refusalsPerMinute(everyMs: number): (kind: Kind) => void {
  let counts = new Map<Kind, number>()
  const say = () => {
    const of = (kind: Kind) => counts.get(kind) ?? 0
    log.warn('more was asked than could be answered', {
      ...{ sendings: of('sending'), readings: of('reading'), ofStaff: of('staff') + of('entering') },
    })
    counts = new Map()
  }
  return (kind) => {
    if (counts.size === 0) setTimeout(say, everyMs).unref()
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
}
