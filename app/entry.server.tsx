import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { GatheredStream } from './gathered-stream.server.ts'

const ABORT_AFTER_MS = 10_000

export default function handleRequest(
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
      headers.set('Content-Type', 'text/html; charset=utf-8')
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
