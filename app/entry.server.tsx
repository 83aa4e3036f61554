import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream, renderToStaticMarkup } from 'react-dom/server'
import { GatheredStream } from './gathered-stream.server.ts'
import { codingFor } from './pages/http-conditions.ts'
import type { Handle } from './root.tsx'

const ABORT_AFTER_MS = 10_000
/** A page of fewer bytes is compressed at once: handing it to another thread takes longer. */
const LONG = 64 * 1024
/** Below this, compressing gives nothing. */
const SMALLEST = 1024

const gzipped = promisify(gzip)

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return isInteractive(remixContext)
    ? streamed(request, status, headers, remixContext, context)
    : whole(request, status, headers, remixContext)
}

function isInteractive({ staticHandlerContext, routeModules }: EntryContext): boolean {
  return staticHandlerContext.matches.some(
    ({ route }) => (routeModules[route.id]?.handle as Handle | undefined)?.interactive,
  )
}

/**
 * A page without JavaScript, in one piece: nothing in it waits for something, and no browser takes it over. It takes half the
 * work of one in pieces.
 */
async function whole(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  const html = `<!DOCTYPE html>${renderToStaticMarkup(<RemixServer context={remixContext} url={request.url} />)}`
  const bytes = Buffer.from(html)
  headers.set('Vary', 'Accept-Encoding')
  const coding = codingFor(request.headers.get('accept-encoding') ?? undefined, ['gzip'])
  if (coding === 'identity' || bytes.length < SMALLEST || request.method === 'HEAD')
    return new Response(bytes, { headers, status })
  headers.set('Content-Encoding', coding)
  return new Response(bytes.length < LONG ? gzipSync(bytes) : await gzipped(bytes), { headers, status })
}

function streamed(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, report }: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '') || remixContext.isSpaMode
  return new Promise((resolve, reject) => {
    let shellSent = false
    const send = () => {
      shellSent = true
      const body = new GatheredStream()
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={ABORT_AFTER_MS} />,
      {
        nonce,
        onShellReady() {
          if (!whole) send()
        },
        onAllReady() {
          // Until this timer ends it keeps everything that was rendered in memory.
          clearTimeout(patience)
          if (whole) send()
        },
        onShellError: reject,
        onError(error) {
          status = 500
          // A visitor who leaves while the page is being sent is not our error.
          if (shellSent && !request.signal.aborted) report?.(error)
        },
      },
    )
    const patience = setTimeout(abort, ABORT_AFTER_MS + 1000)
  })
}

/**
 * Errors of loaders and actions arrive as a Response and were reported before; this reports all others, such as those
 * of a page.
 */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (!request.signal.aborted) context.report?.(error)
}
