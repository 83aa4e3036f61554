import { request as plainRequest, Agent, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** What came back, as it came: compressed where the site compressed it. Moments are of `Date.now()`, in milliseconds. */
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  body: Buffer
  /** When the request was given to a connection that was open. */
  sentAt: number
  answeredAt: number
}

export type Asked = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  agent: Agent
  /** Called when the request is given to the connection. */
  sent?: (at: number) => void
}

/** What a browser says with every request. */
export const asBrowser = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-encoding': 'gzip, deflate, br',
  'accept-language': 'nl-NL,nl;q=0.9',
  'user-agent': 'Mozilla/5.0 (bench)',
}

/** Connections that stay open, as many as are needed at once. */
export const keptConnections = () => new Agent({ keepAlive: true, maxFreeSockets: 1000 })

/** Fetches an address; follows no redirect. Rejects when the connection broke before the whole answer came. */
export function visit(url: string, { method = 'GET', headers = {}, body, agent, sent }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let sentAt = 0
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = plainRequest(url, { method, agent, headers: { ...asBrowser, ...headers, ...length } })
    const goes = () => {
      sentAt = Date.now()
      sent?.(sentAt)
    }
    request.once('socket', (socket) => (socket.connecting ? socket.once('connect', goes) : goes()))
    request.once('error', reject)
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode: status = 0, headers, rawHeaders } = response
        resolve({ status, headers, rawHeaders, body: Buffer.concat(chunks), sentAt, answeredAt: Date.now() })
      })
    })
    request.end(body)
  })
}

/** The text of an answer, decompressed. */
export function textOf({ headers, body }: Pick<Answer, 'headers' | 'body'>): string {
  const encoding = headers['content-encoding']
  const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
  return plain.toString('utf8')
}
