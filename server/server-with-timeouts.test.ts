import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { timeouts, serverWithTimeouts } from './server-with-timeouts.ts'

const short = { ...timeouts, headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }

/**
 * Starts a server that answers once a request is complete, sends this over one connection, and returns what came back.
 */
async function answerTo(sent: string): Promise<string> {
  const server = serverWithTimeouts(short)
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

test('a connection that sends nothing, half of the headers, or half of a body is closed', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: ons.example\r\n'
  for (const sent of ['', head, `${head}Content-Length: 100\r\n\r\nhalf`])
    expect(await answerTo(sent)).toMatch(/^(HTTP\/1.1 408 |$)/)
})

test('a complete request is answered', async () => {
  expect(await answerTo('GET / HTTP/1.1\r\nHost: ons.example\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1.1 200 [^]*klaar/,
  )
})

test('a stream outlives the time that a request may take to come in', async () => {
  const server = serverWithTimeouts(short)
  server.on('request', (_, response) => {
    response.write('eerste\n')
    // Later than every timeout of this test, so that the server has checked several times meanwhile.
    setTimeout(() => response.end('laatste\n'), 300)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const response = await fetch(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/`)
  expect(await response.text()).toBe('eerste\nlaatste\n')
})
