import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { codingFor, statusFor, type Coding } from './http-conditions.ts'

/** A short body is a text of its bytes (latin1): Node sends it in one piece with the headers, which costs less than two. */
export type Body = Buffer | string

/** A page as it is kept: ready to be sent, in each way of compressing. */
export type KeptPage = {
  version: number
  /** It is right from the moment that it was made until time alone changes it, in milliseconds since 1970. */
  from: number
  until: number
  etag: string
  /** The headers of each coding, name and value in turn, as Node sends them without looking at them. */
  headers: Record<Coding, string[]>
  bodies: Record<Coding, Body>
  /** The headers of an answer without a page: a browser keeps the others with the page that it has (RFC 9110, 15.4.5). */
  bare: string[]
  /** In bytes. */
  size: number
}

/** Half of what the smallest takes, in a fiftieth of the time: a page is made anew at each change. */
const BROTLI_QUALITY = 5
/** Of a longer body it costs more to put the text together than to send two pieces. */
const MOST_AS_TEXT = 6000
/** Below this, compressing gives nothing. */
const SMALLEST = 200

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)]

/** These belong to one answer or one connection, or are said anew of each coding. */
const NOT_KEPT = [
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'date',
  'vary',
  'etag',
  'x-request-id',
]

/** A proxy may keep the page, and asks each time whether it is still the newest: we answer that from memory. */
const CACHE_CONTROL = 'public, no-cache'

/** Compresses a page to keep it. Nothing of a visitor may stand in `body` and `headers`. */
export async function keptPage(
  body: Buffer,
  headers: Headers,
  { version, from, until }: Pick<KeptPage, 'version' | 'from' | 'until'>,
): Promise<KeptPage> {
  const isSmall = body.length < SMALLEST
  const [br, gz] = isSmall
    ? [body, body]
    : await Promise.all([
        brotli(body, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
          },
        }),
        gzipped(body),
      ])
  // The type stands in it too: an equal text can be another thing.
  const digest = createHash('sha256')
    .update(headers.get('content-type') ?? '')
    .update(body)
    .digest('base64url')
  const etag = `W/"${digest.slice(0, 27)}"`
  const own = [...headers].filter(([name]) => !NOT_KEPT.includes(name) && name !== 'cache-control').flat()
  const bare = ['cache-control', CACHE_CONTROL, 'vary', 'accept-encoding', 'etag', etag]
  const of = (coding: Coding, { length }: Buffer) => [
    ...own,
    ...bare,
    ...(coding === 'identity' || isSmall ? [] : ['content-encoding', coding]),
    ...['content-length', String(length)],
  ]
  return {
    ...{ version, from, until, etag, bare },
    headers: { br: of('br', br), gzip: of('gzip', gz), identity: of('identity', body) },
    bodies: { br: asSent(br), gzip: asSent(gz), identity: asSent(body) },
    size: body.length + (isSmall ? 0 : br.length + gz.length),
  }
}

const asSent = (bytes: Buffer): Body => (bytes.length <= MOST_AS_TEXT ? bytes.toString('latin1') : bytes)

/** A request as far as a kept page depends on it; names of headers are in small letters, as Node gives them. */
type Asking = { method: string; headers: { [name: string]: string | string[] | undefined } }

type KeptAnswer = { status: 200 | 304 | 412; headers: string[]; body: Body | null }

/** The answer to a GET or HEAD: the page, or only that it did not change. A part of it (Range) is never sent, which HTTP allows. */
export function answerKept(page: KeptPage, { method, headers }: Asking): KeptAnswer {
  const status = statusFor(
    { 'if-none-match': oneText(headers['if-none-match']), 'if-match': oneText(headers['if-match']) },
    page.etag,
  )
  if (status === 304) return { status, headers: page.bare, body: null }
  if (status === 412) return { status, headers: [...page.bare, 'content-length', '0'], body: null }
  const coding = codingFor(oneText(headers['accept-encoding']))
  return { status, headers: page.headers[coding], body: method === 'HEAD' ? null : page.bodies[coding] }
}

const oneText = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)
