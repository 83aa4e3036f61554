import { Writable } from 'node:stream'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream, renderToStaticMarkup } from 'react-dom/server'
import { codingFor } from './pages/http-conditions.ts'
import { routesAround } from './routes-around.ts'
import type { Handle } from './root.tsx'

const ABORT_AFTER_MS = 10_000
/** A page of fewer bytes is compressed at once: handing it to another thread takes longer. */
const LONG = 64 * 1024
/** Below this, compressing gives nothing. */
const SMALLEST = 1024

const gzipped = promisify(gzip)

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Vary', 'Accept-Encoding')
  const own = { ...remixContext, manifest: ownManifest(remixContext) }
  const page = isInteractive(own) ? await withScripts(request, own, context) : withoutScripts(request, own)
  return compressed(request, page.bytes, { headers, status: page.hasFailed ? 500 : status })
}

/** React and the router would go along all routes several times for each page: they get those that have a part in this one. */
function ownManifest({ manifest, staticHandlerContext }: EntryContext): EntryContext['manifest'] {
  return {
    ...manifest,
    routes: routesAround(
      manifest.routes,
      staticHandlerContext.matches.map(({ route }) => route.id),
    ),
  }
}

type Page = { bytes: Buffer<ArrayBuffer>; hasFailed: boolean }

function isInteractive({ staticHandlerContext, routeModules }: EntryContext): boolean {
  return staticHandlerContext.matches.some(
    ({ route }) => (routeModules[route.id]?.handle as Handle | undefined)?.interactive,
  )
}

/** Nothing in it waits for something, and no browser takes it over: it has none of the marks that React needs there. */
function withoutScripts(request: Request, remixContext: EntryContext): Page {
  const html = renderToStaticMarkup(<RemixServer context={remixContext} url={request.url} />)
  return { bytes: Buffer.from(`<!DOCTYPE html>${html}`), hasFailed: false }
}

/** Waits until all of it is there, which is at once: loaders give no promises. In one piece it takes less work than in parts. */
function withScripts(request: Request, remixContext: EntryContext, { nonce, report }: AppLoadContext): Promise<Page> {
  return new Promise((resolve, reject) => {
    let [isBegun, hasFailed] = [false, false]
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={ABORT_AFTER_MS} />,
      {
        nonce,
        onShellReady: () => (isBegun = true),
        onAllReady() {
          // Until this timer ends it keeps everything that was rendered in memory.
          clearTimeout(patience)
          pipe(gathered((bytes) => resolve({ bytes, hasFailed })))
        },
        onShellError: reject,
        onError(error) {
          hasFailed = true
          // A visitor who leaves while the page is being made is not our error.
          if (isBegun && !request.signal.aborted) report?.(error)
        },
      },
    )
    const patience = setTimeout(abort, ABORT_AFTER_MS + 1000)
  })
}

/** Gathers what is written to it; React writes two kilobytes at a time. */
function gathered(whenDone: (bytes: Buffer<ArrayBuffer>) => void): Writable {
  const pieces: Buffer[] = []
  return new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece)
      done()
    },
    final(done) {
      whenDone(Buffer.concat(pieces))
      done()
    },
  })
}

async function compressed(
  { headers, method }: Request,
  bytes: Buffer<ArrayBuffer>,
  answer: { headers: Headers; status: number },
): Promise<Response> {
  const coding = codingFor(headers.get('accept-encoding') ?? undefined, ['gzip'])
  if (coding === 'identity' || bytes.length < SMALLEST || method === 'HEAD') return new Response(bytes, answer)
  answer.headers.set('Content-Encoding', coding)
  return new Response(bytes.length < LONG ? gzipSync(bytes) : await gzipped(bytes), answer)
}

/**
 * Errors of loaders and actions arrive as a Response and were reported before; this reports all others, such as those
 * of a page.
 */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (!request.signal.aborted) context.report?.(error)
}
