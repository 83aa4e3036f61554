/** A CSV file to save. */
export function csvFile(name: string, csv: string): Response {
  // Excel reads it as UTF-8 only with this mark in front.
  return fileResponse(name, 'text/csv', `\ufeff${csv}`)
}

/** The same in pieces, of any size. */
export function csvFileInPieces(name: string, pieces: AsyncIterable<string>): Promise<Response> {
  return inPieces(name, 'text/csv', pieces, '\ufeff')
}

/** A JSON file to save in pieces, of any size. */
export function jsonFileInPieces(name: string, pieces: AsyncIterable<string>): Promise<Response> {
  return inPieces(name, 'application/json', pieces)
}

/** A spreadsheet to save in pieces, of any size. */
export function xlsxFileInPieces(name: string, pieces: AsyncIterable<Uint8Array>): Promise<Response> {
  return bytesInPieces(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pieces)
}

function inPieces(name: string, type: string, pieces: AsyncIterable<string>, mark = ''): Promise<Response> {
  return bytesInPieces(name, `${type}; charset=utf-8`, asBytes(pieces, mark))
}

async function* asBytes(pieces: AsyncIterable<string>, mark: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let before = mark
  for await (const piece of pieces) {
    yield encoder.encode(before + piece)
    before = ''
  }
}

/**
 * Waits for the first piece, so that what fails at once is answered as an error. No piece is made before it is asked for, and each in
 * its own round of the event loop: a long file is made of thousands, and pages go in between.
 */
async function bytesInPieces(name: string, type: string, pieces: AsyncIterable<Uint8Array>): Promise<Response> {
  const waiting = pieces[Symbol.asyncIterator]()
  let first: IteratorResult<Uint8Array> | null = await waiting.next()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!first) await nextRound()
        const { value, done } = first ?? (await waiting.next())
        if (done) controller.close()
        else controller.enqueue(value)
        first = null
      },
      // Who stops halfway leaves no question to the database behind.
      async cancel() {
        await waiting.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return toSave(name, type, body)
}

const nextRound = () => new Promise((resolve) => setImmediate(resolve))

/** A body that says once when it is over: received, given up, broken, or because no piece of it was taken in `patienceMs`. */
export function untilReceived(
  body: ReadableStream<Uint8Array>,
  over: () => void,
  patienceMs: number,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const end = () => {
    clearTimeout(timer)
    if (!isOver) over()
    isOver = true
  }
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    timer = setTimeout(() => {
      end()
      controller.error(new Error('no piece of the file was taken in time'))
      void reader.cancel().catch(() => {})
    }, patienceMs).unref()
  }
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(timer)
        try {
          const { value, done } = await reader.read()
          if (!done) {
            controller.enqueue(value)
            return wait(controller)
          }
          controller.close()
          end()
        } catch (error) {
          end()
          throw error
        }
      },
      cancel(why) {
        end()
        return reader.cancel(why)
      },
    },
    { highWaterMark: 0 },
  )
}

/** A JSON file to save, indented for people. */
export function jsonFile(name: string, value: unknown): Response {
  return fileResponse(name, 'application/json', JSON.stringify(value, null, 2))
}

/** `name` is made of a slug and needs no quoting. */
export function fileResponse(name: string, type: string, text: string): Response {
  return toSave(name, `${type}; charset=utf-8`, text)
}

/** A page of plain text, for programs that look for it at a known address. */
export function plainText(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

/** The same in XML. */
export function xmlPage(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}

function toSave(name: string, type: string, body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
}

/** A file that someone uploaded, only ever to save: nothing in it runs as a page of ours. */
export function sentFileResponse({
  name,
  mime,
  bytes,
}: {
  name: string
  mime: string
  bytes: Uint8Array<ArrayBuffer>
}): Response {
  const plain = name.replace(/[^\w .-]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
      'Cache-Control': 'private, no-store',
    },
  })
}

/** A picture that we wrote ourselves, to show in a page. `mark` changes with its bytes; a browser that has it gets no bytes again. */
export function pictureResponse(
  request: Request,
  { mime, mark, bytes, mayBeKept }: { mime: string; mark: string; bytes: Uint8Array<ArrayBuffer>; mayBeKept: boolean },
): Response {
  const headers = {
    ETag: `"${mark}"`,
    'Cache-Control': mayBeKept ? 'public, max-age=86400' : 'private, no-store',
    'Content-Security-Policy': "default-src 'none'",
    'Content-Disposition': 'inline',
  }
  if (request.headers.get('If-None-Match') === headers.ETag) return new Response(null, { status: 304, headers })
  return new Response(bytes, { headers: { ...headers, 'Content-Type': mime } })
}
