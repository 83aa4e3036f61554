import { Readable } from 'node:stream'
import { BUSY_PAGE, COME_BACK_AFTER_S } from '#app/errors.server.ts'
import type { Audience } from '#app/features/accounts/account.ts'
import { widerNetwork } from '#app/features/accounts/client-network.ts'
import { mayEnterArea } from '#app/features/accounts/may-enter-area.server.ts'
import type { Database } from '#db/client.server.ts'
import { bodyLimitOf, limitInWords, MOST_FIELDS, MOST_WITHOUT_SESSION } from './body-limits.ts'
import { bodyMemory, type BodyMemory } from './body-memory.ts'
import { fieldCounter, formKindOf, hasShortPartHeaders, linearUrlencoded } from './field-counter.ts'
import { postedForm } from './posted-form.ts'
import { turnQueue } from './turn-queue.ts'

/**
 * How long a body may take: half a minute, and longer for a large one over a slow line. Node itself stops after five
 * minutes.
 */
const PATIENCE_MS = 30_000
const SLOWEST_BYTES_PER_MS = 16
/**
 * Long forms of visitors are answered two at a time: reading one and putting its text back into a page takes some
 * hundredths of a second, and sixty at once would block everyone else for seconds. Officials send files, which have
 * their own queue.
 */
const LONG = 64 * 1024
const LONG_AT_ONCE = 2
/** Bytes of memory that a body gets first; it doubles as the body grows. */
const FIRST_BYTES = 16_384

type Refusal = { status: 400 | 408 | 411 | 413 | 503; message: string; headers?: Record<string, string> }

/**
 * A request that can be parsed safely, with the body that it has, or the reason why it is refused. `done` releases the
 * memory of its body.
 */
type Counted = { request: Request; body: Buffer<ArrayBuffer> | null; done(): void } | { refused: Refusal }

type Given = {
  /** The memory for bodies of people without a session. */
  memory: BodyMemory
  /** The queue of the long forms of visitors. */
  turns: ReturnType<typeof turnQueue>
  /** The sender's network, from `widerNetwork`: one IPv6 connection has thousands of smaller ones. */
  network: string
  /** Whether the sender has a session for an area; asked before a body is read that only they may send. */
  mayEnter(area: Audience): Promise<boolean>
  patienceMs?: number
  /** The request as Node has it: its body is read from here, with less work than as a web stream. */
  incoming?: Readable
}

/** Counts the bodies of one installation, which share their memory and their queue. */
export function countedBodies({ db, pool }: Pick<Database, 'db' | 'pool'>) {
  const memory = bodyMemory()
  const turns = turnQueue(LONG_AT_ONCE)
  return {
    /** `answering` gets the cookie of a session that this check renewed. */
    counted: (
      request: Request,
      {
        clientAddress,
        secure,
        answering,
        arrivedAt,
        incoming,
      }: { clientAddress: string; secure: boolean; answering: Headers; arrivedAt: Date; incoming?: Readable },
    ) =>
      countedBody(request, {
        ...{ memory, turns, ...(incoming ? { incoming } : {}) },
        network: widerNetwork(clientAddress),
        mayEnter: (area) => mayEnterArea({ db, pool, secure, answering }, request.headers, area, arrivedAt),
      }),
  }
}

const KEPT = 'Ga terug: wat u invulde staat er nog.'
const SHORTER = `${KEPT} Maak de tekst korter of kies een kleiner bestand.`
const slow: Refusal = {
  status: 408,
  message: `Het versturen duurde te lang, en is gestopt. ${KEPT} Probeer het opnieuw.`,
  headers: { Connection: 'close' },
}
const busy: Refusal = {
  status: 503,
  message: BUSY_PAGE,
  headers: { 'Retry-After': String(COME_BACK_AFTER_S) },
}
const unclear: Refusal = { status: 400, message: `Het formulier kwam niet goed over. ${KEPT} Probeer het opnieuw.` }

/**
 * Counts bytes and fields of a body while it comes in, before anything parses it, and stops at the first that is too
 * many. A body within the limits becomes a request of known size, spelled so that it is parsed in linear time.
 */
export async function countedBody(request: Request, given: Given): Promise<Counted> {
  if (request.method === 'GET' || request.method === 'HEAD') return { request, body: null, done() {} }
  // Every browser announces the size; without it nothing could be refused before it was read.
  if (request.headers.has('transfer-encoding')) {
    return { refused: { status: 411, message: 'Wij kunnen dit niet lezen: er staat niet bij hoe groot het is.' } }
  }
  const size = Number(request.headers.get('content-length') ?? 0)
  const { bytes, area } = bodyLimitOf(new URL(request.url).pathname)
  if (!(size <= bytes))
    return {
      refused: { status: 413, message: `Wat u stuurt is te groot (meer dan ${limitInWords(bytes)}). ${SHORTER}` },
    }
  const known = area !== null && size > MOST_WITHOUT_SESSION && (await given.mayEnter(area))
  if (area !== null && size > MOST_WITHOUT_SESSION && !known) {
    const login = `U bent niet meer ingelogd, en dit is te groot om te bewaren (meer dan ${limitInWords(MOST_WITHOUT_SESSION)}).`
    return {
      refused: {
        status: 413,
        message: `${login} Log in een ander tabblad opnieuw in. Ga hier dan terug en verstuur het nog een keer: wat u invulde staat er nog.`,
      },
    }
  }
  const source = size === 0 ? null : (given.incoming ?? request.body)
  if (source === null) return { request: withBody(request, null, null), body: null, done() {} }

  const { memory, network } = given
  let taken = 0
  // Only bytes that arrived use memory, not announced ones: a few empty promises would shut out everyone on the same
  // network.
  const take = (more: number) => {
    if (!known && !memory.take(network, more)) return false
    taken += more
    return true
  }
  let endTurn = () => {}
  const done = () => {
    if (!known) memory.release(network, taken)
    taken = 0
    endTurn()
  }
  const form = formKindOf(request.headers.get('content-type'))
  const counts = fieldCounter(form, MOST_FIELDS)
  const read = await readWithin(source, { size, take, counts, patienceMs: given.patienceMs ?? patienceFor(size) })
  const refused =
    problemOf(read) ??
    (form?.kind === 'multipart' && Buffer.isBuffer(read) && !hasShortPartHeaders(read, form.boundary) ? unclear : null)
  if (refused || !Buffer.isBuffer(read)) {
    done()
    return { refused: refused ?? unclear }
  }
  if (area === null && read.length > LONG) {
    const turn = await given.turns.take(request)
    if (turn === null) {
      done()
      return { refused: busy }
    }
    endTurn = turn
  }
  if (form?.kind === 'urlencoded') {
    const body = linearUrlencoded(read)
    return { request: postedForm(request, headersWith(request, form.type), body), body, done }
  }
  const body = read
  return { request: withBody(request, body, form?.type ?? 'application/octet-stream'), body, done }
}

const patienceFor = (size: number) => PATIENCE_MS + size / SLOWEST_BYTES_PER_MS

function problemOf(read: Buffer | Stopped): Refusal | null {
  if (Buffer.isBuffer(read)) return null
  if (read === 'late') return slow
  if (read === 'broken') return unclear
  if (read === 'full') return busy
  return {
    status: 413,
    message: `Dit formulier heeft te veel velden (meer dan ${MOST_FIELDS.toLocaleString('nl-NL')}). ${KEPT} Verdeel het over meer formulieren.`,
  }
}

/**
 * Why reading ended early: too many fields, too slow, no memory, or the connection broke or the size was not the
 * announced one.
 */
type Stopped = 'fields' | 'late' | 'full' | 'broken'

type Limits = {
  size: number
  take: (more: number) => boolean
  counts: (chunk: Uint8Array) => boolean
  patienceMs: number
}

/**
 * Reads a body of `size` bytes. The chunks are copied into one buffer, because a body in chunks of one byte would use
 * hundreds of times its size. After a refusal the rest is read and thrown away, so that the sender can read the answer.
 */
function readWithin(
  body: ReadableStream<Uint8Array> | Readable,
  { size, take, counts, patienceMs }: Limits,
): Promise<Buffer<ArrayBuffer> | Stopped> {
  return new Promise((resolve) => {
    let stopped = false
    let whole = Buffer.alloc(0)
    let length = 0
    const stop = (why: Buffer<ArrayBuffer> | Stopped) => {
      stopped = true
      whole = Buffer.alloc(0)
      clearTimeout(timer)
      resolve(why)
    }
    const timer = setTimeout(() => stop('late'), patienceMs)
    const keep = (chunk: Uint8Array) => {
      const needed = length + chunk.length
      if (needed > size) return stop('broken')
      if (!counts(chunk)) return stop('fields')
      if (needed > whole.length) {
        const capacity = Math.min(size, Math.max(FIRST_BYTES, 2 * whole.length, needed))
        if (!take(capacity - whole.length)) return stop('full')
        const larger = Buffer.allocUnsafe(capacity)
        whole.copy(larger, 0, 0, length)
        whole = larger
      }
      whole.set(chunk, length)
      length = needed
    }
    const over = (isWhole: boolean) => {
      if (!stopped) stop(isWhole && length === size ? whole : 'broken')
    }
    readAll(body, (chunk) => stopped || keep(chunk), over)
  })
}

/** Hands over every chunk, and then whether that was the end of the body. */
function readAll(
  body: ReadableStream<Uint8Array> | Readable,
  each: (chunk: Uint8Array) => void,
  over: (isWhole: boolean) => void,
): void {
  if (body instanceof Readable) {
    // A connection that broke before this says nothing any more.
    if (body.destroyed) return over(false)
    body.on('data', each)
    body.once('end', () => over(true))
    body.once('error', () => over(false))
    body.once('close', () => over(false))
    return
  }
  const reader = body.getReader()
  const read = async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      each(value)
    }
  }
  read().then(
    () => over(true),
    () => over(false),
  )
}

/** The same request with the body that was read. A body that is not a form gets a type that no parser takes for one. */
function withBody(request: Request, body: Buffer<ArrayBuffer> | null, type: string | null): Request {
  const { url, method, signal } = request
  return new Request(url, { method, headers: headersWith(request, type), signal, body })
}

function headersWith({ headers }: Request, type: string | null): Headers {
  const own = new Headers(headers)
  own.delete('content-length')
  own.delete('content-type')
  if (type !== null) own.set('content-type', type)
  return own
}
