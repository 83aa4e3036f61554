import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { sendForm } from './send-form.ts'

const answers = [
  { status: 503, type: 'text/plain', text: 'Het is nu erg druk.' },
  { status: 401, type: 'application/json', text: '{}' },
  { status: 409, type: 'application/json', text: '{"code":"stale"}' },
  { status: 403, type: 'text/plain', text: 'Dat mag niet.' },
  { status: 200, type: 'application/json', text: '{"shown":1}' },
]
const server = createServer((request, response) => {
  const { status, type, text } = answers[Number(request.url?.slice(1))] ??
    answers[0] ?? { status: 500, type: '', text: '' }
  response.writeHead(status, { 'content-type': type }).end(text)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const { port } = server.address() as AddressInfo

test.each([
  ['is too busy', 0, { kind: 'lost' }],
  ['knows nobody with this session', 1, { kind: 'loggedOut' }],
  ['answers a refusal of the act', 2, { kind: 'answered', answer: { code: 'stale' } }],
  ['refuses the sender', 3, { kind: 'refused', message: 'Dat mag niet.' }],
  ['did it', 4, { kind: 'answered', answer: { shown: 1 } }],
])('a form to a server that %s', async (_, at, delivery) => {
  expect(await sendForm(`http://127.0.0.1:${port}/${at}`, new URLSearchParams({ key: 'a' }))).toEqual(delivery)
})
