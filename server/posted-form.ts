/**
 * The request of a form whose body was read, spelled in plain characters. Its fields come from that body; a whole Request, with
 * streams and a copy of every header, is made only for who asks more of it than the address, the headers and the fields.
 */
export function postedForm(request: Request, headers: Headers, body: Buffer<ArrayBuffer>): Request {
  const { url, method } = request
  let made: Request | undefined
  const whole = () => (made ??= new Request(url, { method, headers, signal: request.signal, body }))
  const form = Object.create(Request.prototype, {
    ...{ url: { value: url }, method: { value: method }, headers: { value: headers } },
    signal: { get: () => request.signal },
    formData: { value: async () => fieldsOf(body), writable: true },
    ...Object.fromEntries(gettersOfBody.map((name) => [name, { get: () => whole()[name] }])),
    ...Object.fromEntries(methodsOfBody.map((name) => [name, { value: () => whole()[name]() }])),
  }) as Request
  return form
}

const gettersOfBody = ['body', 'bodyUsed'] as const
const methodsOfBody = ['text', 'json', 'arrayBuffer', 'blob', 'clone'] as const

function fieldsOf(body: Buffer): FormData {
  const form = new FormData()
  for (const [name, value] of new URLSearchParams(body.toString('latin1'))) form.append(name, value)
  return form
}
