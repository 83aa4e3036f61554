import { createServer, type Server } from 'node:http'

/** How long a connection may keep us waiting, in ms; what streams to a screen goes on, because something moves on it every ten seconds. */
export const patience = {
  /** For the headers of a request, counted from the opening of the connection. */
  headersTimeout: 10_000,
  /** For a whole request, with its body: a plan of 25 MB over a slow line. Most bodies get less, see `counted-body.ts`. */
  requestTimeout: 300_000,
  /** For the next request on a connection that stays open. */
  keepAliveTimeout: 5000,
  /** For anything at all to move, also an answer that nobody takes. */
  timeout: 300_000,
  /** How often the first two are looked at. */
  connectionsCheckingInterval: 2000,
}

/** Browsers send twenty; each takes memory, and proxies add a few. */
const MOST_HEADERS = 100
/** After so many a connection is made anew, so that none lives for ever. */
const REQUESTS_PER_CONNECTION = 1000

/**
 * The server, which waits for nobody without end. Connections are not counted per network: behind a proxy all of them come
 * from one address, and a proxy that counts knows better.
 */
export function serverWithPatience({ timeout, ...limits } = patience): Server {
  const server = createServer(limits)
  server.timeout = timeout
  server.maxHeadersCount = MOST_HEADERS
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION
  return server
}
