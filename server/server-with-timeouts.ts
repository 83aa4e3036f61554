import { createServer, type Server } from 'node:http'

/**
 * How long a connection may keep us waiting, in ms. Streams to live screens stay open, because something is sent on
 * them every ten seconds.
 */
export const timeouts = {
  /** For the headers of a request, counted from the opening of the connection. */
  headersTimeout: 10_000,
  /**
   * For a whole request with its body: a plan of 25 MB over a slow line. Most bodies get less, see `counted-body.ts`.
   */
  requestTimeout: 300_000,
  /** For the next request on a connection that stays open. */
  keepAliveTimeout: 5000,
  /** For a connection on which nothing moves at all, also when a client does not read its answer. */
  timeout: 300_000,
  /** How often the first two are checked. */
  connectionsCheckingInterval: 2000,
}

/** Browsers send twenty, and proxies add a few; each takes memory. */
const MOST_HEADERS = 100
/** After this many requests a client must connect anew, so that no connection lives for ever. */
const REQUESTS_PER_CONNECTION = 1000

/**
 * A server that never waits without end. Connections are not counted per network: behind a proxy all come from one
 * address, and the proxy can count better.
 */
export function serverWithTimeouts({ timeout, ...limits } = timeouts): Server {
  const server = createServer(limits)
  server.timeout = timeout
  server.maxHeadersCount = MOST_HEADERS
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION
  return server
}
