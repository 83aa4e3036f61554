import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { keptConnections } from './visits.ts'

/** A site on this machine that answers as the test says; the form of a request is given as a record. */
export async function aSmallSite(
  answer: (request: IncomingMessage, response: ServerResponse, form: Record<string, string>) => void,
) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
      answer(request, response, form)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const agent = keptConnections()
  return {
    url: `http://127.0.0.1:${port}`,
    agent,
    stop() {
      agent.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
