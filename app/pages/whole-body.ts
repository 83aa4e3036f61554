/** A body that was read to its end, or the body as it comes when it is longer than one wants to hold. */
export type Body = { whole: Buffer } | { stream: ReadableStream<Uint8Array> }

/** Reads a body, as far as it has at most this many bytes. */
export async function wholeBody(body: ReadableStream<Uint8Array> | null, most: number): Promise<Body> {
  if (!body) return { whole: Buffer.alloc(0) }
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return { whole: Buffer.concat(chunks) }
    chunks.push(value)
    length += value.length
    if (length > most) return { stream: continued(chunks, reader) }
  }
}

/** What was read, and then the rest as the receiver asks for it. */
function continued(chunks: Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const first = chunks.shift()
        if (first) return controller.enqueue(first)
        const { value, done } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (why) => reader.cancel(why),
    },
    { highWaterMark: 0 },
  )
}
