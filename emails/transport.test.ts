import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { parseDocument } from 'htmlparser2'
import { getElementsByTagName, textContent } from 'domutils'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from './examples.ts'
import { renderMessage } from './render.server.ts'

let raw = ''
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      raw = Buffer.concat(chunks).toString('latin1')
      done()
    })
  },
})
let port = 0

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  port = isPort(address) ? address.port : 0
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const isPort = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

/** Sends a message as the worker does and reads what the mail server received. */
async function sendAndReceive(mail: { subject: string; html: string; text: string }) {
  const defaults = { disableFileAccess: true, disableUrlAccess: true, textEncoding: 'base64' as const }
  const smtp = createTransport(`smtp://127.0.0.1:${port}`, defaults)
  await smtp.sendMail({ ...mail, from: 'gemeente@voorbeeld.example', to: 'u@voorbeeld.example' })
  smtp.close()
  return { headers: raw.slice(0, raw.indexOf('\r\n\r\n')), text: partOf('text/plain'), html: partOf('text/html') }
}

function partOf(type: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const part = raw.split(`--${boundary}`).find((piece) => piece.includes(`Content-Type: ${type}; charset=utf-8`)) ?? ''
  expect(part).toContain('Content-Transfer-Encoding: base64')
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64').toString('utf8')
}

const hard = [
  '  Één coöperatie in Ees, ’s avonds: naïef? ½ € ',
  'e\u0301 blijft los van é',
  'مرحبا بكم في درينته, zei de buurvrouw. \u202eשלום\u202c',
  '👩‍👩‍👧‍👦 🏳️‍🌈 🌻 क्‍ष',
  '.',
  '..een punt vooraan',
  'From een buurvrouw',
  `een lange regel ${'zonder einde '.repeat(400)}`,
  '=3D =\t',
  '\r\nregeleinden\r\nvan een browser\r\n',
  '\n'.repeat(1_000),
  'na duizend regels',
  '</pre><script>alert(1)</script> &amp; {{code}}',
  '',
].join('\n')

test.each([
  ['with everything in it', hard],
  ['of plain letters and three kinds of line break', 'een\r\ntwee\ndrie \r vier \n'],
])('a text %s reaches the mail server byte for byte, as plain text and as HTML', async (_kind, text) => {
  const mail = await renderMessage('partnerSent', { ...examples.partnerSent, items: [{ question: '', text }] })
  const received = await sendAndReceive(mail)
  expect(received.text).toBe(mail.text)
  expect(received.text).toContain(text)
  expect(received.html).toBe(mail.html)
  const [pre] = getElementsByTagName('pre', parseDocument(received.html))
  expect(pre && textContent(pre)).toBe(`\n${text}`)
})

test('a title with line breaks adds no header', async () => {
  const mail = await renderMessage('receipt', {
    ...examples.receipt,
    processTitle: 'Plan\r\nBcc: iedereen@voorbeeld.example',
  })
  const { headers } = await sendAndReceive(mail)
  expect(headers).not.toMatch(/^Bcc:/im)
  expect(headers).toMatch(/^Subject: Wij hebben uw reactie ontvangen: Plan Bcc:/m)
})

test('every line of the message is short enough for any mail server', async () => {
  await sendAndReceive(
    await renderMessage('partnerSent', {
      ...examples.partnerSent,
      items: [{ question: '', text: 'x'.repeat(100_000) }],
    }),
  )
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
})
