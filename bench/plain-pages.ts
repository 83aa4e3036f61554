/**
 * The least that a site of kept pages can be, to compare ours with: plain `node:http` that answers an address with the
 * bytes and headers it was given, and a 304 to who has them.
 */
import { createServer } from 'node:http'

export type KeptPage = {
  address: string
  /** Names and values in turn, as `writeHead` takes them. */
  headers: string[]
  body: Uint8Array
  /** What is answered to who has this version; null where the site gives its pages no version. */
  unchanged: { etag: string; headers: string[] } | null
}

const pages = new Map<string, KeptPage>()
const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '')
  if (!page || request.method !== 'GET') {
    response.writeHead(404).end()
  } else if (page.unchanged && request.headers['if-none-match'] === page.unchanged.etag) {
    response.writeHead(304, page.unchanged.headers).end()
  } else {
    response.writeHead(200, page.headers).end(page.body)
  }
})

process.on('message', (asked) => {
  if (asked === 'stop') process.exit(0)
  if (asked === 'measure') {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: (user + system) / 1e6 })
    return
  }
  for (const page of asked as KeptPage[]) pages.set(page.address, page)
  process.send?.({ kept: pages.size })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
