import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { patience, serverWithPatience } from './server-with-patience.ts'

const short = { ...patience, headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }

/** A server that answers once a request is whole, and one connection on which so much is sent; gives what came back. */
async function answerTo(sent: string): Promise<string> {
  const server = serverWithPatience(short)
  server.on('request', (request, response) => request.resume().once('end', () => response.end('klaar')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

test('who sends nothing, half of the headers, or half of a body is closed', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: ons.example\r\n'
  for (const sent of ['', head, `${head}Content-Length: 100\r\n\r\nhalf`])
    expect(await answerTo(sent)).toMatch(/^(HTTP\/1.1 408 |$)/)
})

test('who sends a whole request is answered', async () => {
  expect(await answerTo('GET / HTTP/1.1\r\nHost: ons.example\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1.1 200 [^]*klaar/,
  )
})

test('a stream outlives the time that a request may take to come in', async () => {
  const server = serverWithPatience(short)
  server.on('request', (_, response) => {
    response.write('eerste\n')
    // Later than all that is waited for: the checks were made several times meanwhile.
    setTimeout(() => response.end('laatste\n'), 300)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const response = await fetch(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/`)
  expect(await response.text()).toBe('eerste\nlaatste\n')
})
