import { createServer as createPlainServer, type Server as PlainServer } from 'node:net'
import type { Server } from 'node:http'
import type { Config } from '#app/config.server.ts'
import { Refused } from '#app/errors.server.ts'

/** A browser that opens `localhost` tries either. */
const LOOPBACK = ['127.0.0.1', '::1'] as const
const isMissing = (error: NodeJS.ErrnoException) =>
  ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(error.code ?? '')

/**
 * Starts listening: at `host` when that is set, otherwise in a demo for this machine only and in production for any.
 * Resolves with the port and the function that stops listening. Throws Refused when the port is taken.
 */
export async function listen(server: Server, { mode, host, port }: Pick<Config, 'mode' | 'host' | 'port'>) {
  if (host !== null && host !== 'localhost') return openOn(server, port, host)
  if (host === null && mode === 'production') return openOn(server, port)
  for (let tries = 1; ; tries++) {
    const first = await openOn(server, port, LOOPBACK[0])
    // The second listener passes its connections on, because one server listens at one address.
    const other = createPlainServer((socket) => server.emit('connection', socket))
    try {
      await openOn(other, first.port, LOOPBACK[1])
      return { port: first.port, close: () => (first.close(), other.close()) }
    } catch (error) {
      // A machine without IPv6, such as many containers.
      if (error instanceof Error && isMissing(error)) return first
      await new Promise((resolve) => (server.close(resolve), server.closeAllConnections()))
      // Any port will do, and this one was free for only one of the two addresses.
      if (port !== 0 || tries === 10) throw error
    }
  }
}

async function openOn(
  server: PlainServer,
  port: number,
  host?: string,
): Promise<{ port: number; close: () => unknown }> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Refused(`Poort ${port} is al bezet. Kies een andere met PORT.`) : error)
    server.once('error', refuse)
    server.listen({ port, host }, () => {
      server.off('error', refuse)
      resolve()
    })
  })
  const address = server.address()
  return { port: address && typeof address === 'object' ? address.port : port, close: () => server.close() }
}
