/**
 * The request of a form whose body was read, spelled in plain characters. Its fields come from that body; a whole Request, with
 * streams and a copy of every header, is made only for who asks more of it than the address, the headers and the fields.
 */
export function postedForm(request: Request, headers: Headers, body: Buffer<ArrayBuffer>): Request {
  return new PostedForm(request, headers, body) as unknown as Request
}

const ownNames = new Set(['url', 'method', 'headers'])

class PostedForm {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly #asked: Request
  readonly #bytes: Buffer<ArrayBuffer>
  #made: Request | undefined

  constructor(asked: Request, headers: Headers, bytes: Buffer<ArrayBuffer>) {
    this.url = asked.url
    this.method = asked.method
    this.headers = headers
    this.#asked = asked
    this.#bytes = bytes
  }

  get signal(): AbortSignal {
    return this.#asked.signal
  }

  async formData(): Promise<FormData> {
    const form = new FormData()
    for (const [name, value] of new URLSearchParams(this.#bytes.toString('latin1'))) form.append(name, value)
    return form
  }

  whole(): Request {
    const { url, method, headers, signal } = this
    return (this.#made ??= new Request(url, { method, headers, signal, body: this.#bytes }))
  }
}

/** Every other property of a request is that of the whole one. */
const others: PropertyDescriptorMap = {}
for (
  let from: unknown = Request.prototype;
  isObject(from) && from !== Object.prototype;
  from = Object.getPrototypeOf(from)
) {
  for (const name of Object.getOwnPropertyNames(from)) {
    if (name === 'constructor' || name in PostedForm.prototype || ownNames.has(name)) continue
    others[name] ??= { get: ofWhole(name) }
  }
}
Object.defineProperties(PostedForm.prototype, others)
Object.setPrototypeOf(PostedForm.prototype, Request.prototype)

function ofWhole(name: string) {
  return function (this: PostedForm): unknown {
    const whole = this.whole()
    const value: unknown = Reflect.get(whole, name, whole)
    return typeof value === 'function' ? (value.bind(whole) as unknown) : value
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
