import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test, vi } from 'vitest'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import type { Transport } from '#app/features/notifications/send-message.server.ts'
import { startSender } from '#app/features/notifications/send-queue.server.ts'
import { examples } from '#emails/examples.ts'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { startMailServer } from '#tests/setup/mail-server.ts'
import { mailTransport } from './mail.ts'

const { db } = await testDatabase()
const ADDRESS = 'inwoner@voorbeeld.example'
const inAMinute = new Date(NOW.getTime() + 60_000)

/** Waits long: the machine may be busy. */
const eventually = (look: () => unknown) => vi.waitFor(look, { timeout: 20_000, interval: 10 })

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await db.deleteFrom('notification').execute()
})

/** Starts a sender; `lines` is what it would write in the log. */
function sending(transport: Transport, now = NOW) {
  const lines: string[] = []
  const sender = startSender(db, transport, { clock: () => now, report: (line) => void lines.push(line), pollMs: 5 })
  ends.unshift(() => sender.stop())
  return lines
}

/** Queues this many receipts; gives the first row as it is now. */
async function messages(count = 1) {
  const { id: municipalityId } = await aMunicipality(db)
  const to = (n: number) => (n === 0 ? ADDRESS : `inwoner${n}@voorbeeld.example`)
  const all = Array.from({ length: count }, (_, n) => ({ key: `receipt:${n}`, to: to(n), data: examples.receipt }))
  await db.transaction().execute((trx) => notifyAll(trx, { municipalityId, template: 'receipt', now: NOW }, all))
  return () => db.selectFrom('notification').selectAll().where('messageKey', '=', 'receipt:0').executeTakeFirstOrThrow()
}

async function serverOf(options: ConstructorParameters<typeof SMTPServer>[0]) {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(address && typeof address === 'object' ? address.port : 0)
    })
  })
  ends.push(() => new Promise<void>((resolve) => server.close(resolve)))
  return mailTransport({ smtpUrl: `smtp://127.0.0.1:${port}` })
}

/** A server that refuses each recipient, with an answer that names the address. */
async function refusing(responseCode: number, says: string) {
  const asked: string[] = []
  const transport = await serverOf({
    onRcptTo({ address }, _session, done) {
      asked.push(address)
      done(Object.assign(new Error(`${says} <${address}>`), { responseCode }))
    },
  })
  return { asked, transport }
}

test('an unknown mailbox is tried once; its address stays in no column and no log line', async () => {
  const row = await messages()
  const { asked, transport } = await refusing(550, '5.1.1 unknown')
  const lines = sending(transport)
  await eventually(async () =>
    expect(await row()).toMatchObject({
      state: 'failed',
      dueAt: null,
      recipient: null,
      data: {},
      lastError: 'EENVELOPE 550 5.1.1 RCPT TO',
    }),
  )
  await eventually(() =>
    expect(lines).toEqual([
      expect.stringMatching(
        /^bericht \S+ \(receipt\), poging 1: EENVELOPE 550 5\.1\.1 RCPT TO; wordt niet meer geprobeerd$/,
      ),
    ]),
  )
  expect(asked).toEqual([ADDRESS])
  expect(JSON.stringify(await row()) + lines.join()).not.toContain(ADDRESS)
})

test('a full mailbox is tried again a minute later', async () => {
  const row = await messages()
  const { transport } = await refusing(452, '4.2.2 full')
  const lines = sending(transport)
  await eventually(async () =>
    expect(await row()).toMatchObject({
      state: 'failed',
      dueAt: inAMinute,
      recipient: ADDRESS,
      lastError: 'EENVELOPE 452 4.2.2 RCPT TO',
    }),
  )
  expect(lines.join()).not.toContain(ADDRESS)
  const good = await startMailServer()
  ends.push(good.stop)
  sending(mailTransport({ smtpUrl: good.url }), inAMinute)
  await eventually(async () => expect(await row()).toMatchObject({ state: 'sent', lastError: null, recipient: null }))
  expect(good.received).toMatchObject([{ to: ADDRESS }])
})

test('a hundred messages use only a few connections', async () => {
  await messages(100)
  let [connections, received] = [0, 0]
  const transport = await serverOf({
    onConnect: (_session, done) => (connections++, done()),
    onData: (stream, _session, done) => void stream.resume().on('end', () => (received++, done())),
  })
  sending(transport)
  await eventually(async () =>
    expect(await db.selectFrom('notification').select('id').where('state', '<>', 'sent').execute()).toEqual([]),
  )
  expect([received, connections <= 5]).toEqual([100, true])
})
