import { afterEach, describe, expect, test, vi } from 'vitest'
import { examples } from '#emails/examples.ts'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { MOST_TRIES } from './mail-fault.ts'
import { notify, notifyAll } from './notify.server.ts'
import { leaseMessages } from './queue.server.ts'
import type { Mail, Transport } from './send-message.server.ts'
import { startSender, type Sender } from './send-queue.server.ts'

const { db, pool } = await testDatabase()
const ADDRESS = 'inwoner@voorbeeld.example'
/** Written out: who changes the lease changes what is promised. */
const TWO_MINUTES = 120_000
const later = (ms: number) => new Date(NOW.getTime() + ms)

/** How long it takes is no matter: the machine may be busy. */
const eventually = (look: () => unknown) => vi.waitFor(look, { timeout: 20_000, interval: 10 })

const senders: Sender[] = []
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()))
  await db.deleteFrom('notification').execute()
})

/** Starts a sender; `lines` is what it would write in the log. */
function sending(transport: Transport, { now = () => NOW, graceMs = 10_000 } = {}) {
  const lines: string[] = []
  const sender = startSender(db, transport, { clock: now, report: (line) => void lines.push(line), pollMs: 5, graceMs })
  senders.push(sender)
  return { sender, lines }
}

/** A transport that does what it is told with each mail. */
function transportOf(send: (mail: Mail, signal: AbortSignal) => Promise<void> = async () => {}) {
  const sent: Mail[] = []
  const transport: Transport = {
    kind: 'send',
    close: () => {},
    async send(mail, signal) {
      await send(mail, signal)
      sent.push(mail)
    },
  }
  return { sent, transport }
}

async function aMessage(key = 'receipt:1', to = ADDRESS) {
  const municipality = await aMunicipality(db)
  const queue = () =>
    db.transaction().execute((trx) =>
      notify(trx, {
        municipalityId: municipality.id,
        key,
        template: 'receipt',
        to,
        data: examples.receipt,
        now: NOW,
      }),
    )
  await queue()
  const row = () =>
    db.selectFrom('notification').selectAll().where('municipalityId', '=', municipality.id).executeTakeFirstOrThrow()
  return { queue, row, municipality }
}

describe('the queue of messages', () => {
  test('a message goes out once, from the municipality; afterwards neither its words nor the address are kept', async () => {
    const { row, municipality } = await aMessage()
    const { id } = await row()
    const { sent, transport } = transportOf()
    const senders = [sending(transport), sending(transport), sending(transport)]
    await eventually(async () => expect(await row()).toMatchObject({ state: 'sent' }))
    await Promise.all(senders.map(({ sender }) => sender.stop()))
    expect(sent).toMatchObject([
      {
        to: ADDRESS,
        from: { name: `Gemeente ${municipality.name}`, address: 'inspraak@gemeente.example' },
        messageId: `<${id}@gemeente.example>`,
        text: expect.stringContaining(examples.receipt.code),
      },
    ])
    expect(await row()).toMatchObject({
      recipient: null,
      data: {},
      sentAt: NOW,
      dueAt: null,
      leasedUntil: null,
      tries: 1,
    })
    expect(JSON.stringify(await row())).not.toContain(ADDRESS)
  })

  test('the same key is one message; when the act fails there is none; and nobody is notified, so that commits do not wait for each other', async () => {
    const listener = await pool.connect()
    const notified: string[] = []
    listener.on('notification', ({ channel }) => notified.push(channel))
    await listener.query('listen "jobs:insert"')
    const { queue, municipality } = await aMessage('receipt:2')
    await queue()
    const act = db.transaction().execute(async (trx) => {
      await notify(trx, {
        municipalityId: municipality.id,
        key: 'x',
        template: 'receipt',
        to: ADDRESS,
        data: examples.receipt,
        now: NOW,
      })
      throw new Error('toch niet')
    })
    await expect(act).rejects.toThrow('toch niet')
    expect(await db.selectFrom('notification').select('messageKey').execute()).toEqual([{ messageKey: 'receipt:2' }])
    expect((await pool.query('select 1 from graphile_worker._private_jobs')).rows).toEqual([])
    await listener.query('select 1')
    expect(notified).toEqual([])
    listener.release(true)
  })

  test('while the mail server is busy with it, no transaction is open', async () => {
    await aMessage()
    let go = () => {}
    const { sent, transport } = transportOf(() => new Promise((resolve) => (go = resolve)))
    const started = vi.fn()
    const waiting: Transport = {
      ...transport,
      kind: 'send',
      close: () => {},
      send: (mail, signal) => (started(), transport.kind === 'send' ? transport.send(mail, signal) : Promise.resolve()),
    }
    const { sender } = sending(waiting)
    await eventually(() => expect(started).toHaveBeenCalled())
    // The sender looks for more meanwhile; a transaction that waits for the mail server would be open and idle.
    const { rows } = await pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    go()
    expect(rows).toEqual([])
    await sender.stop()
    expect(sent).toHaveLength(1)
  })

  test('what a sender that died had is free again after two minutes, and not before', async () => {
    const { row } = await aMessage()
    expect(await leaseMessages(db, 5, NOW)).toHaveLength(1)
    expect(await leaseMessages(db, 5, later(TWO_MINUTES - 1))).toHaveLength(0)
    const { transport, sent } = transportOf()
    sending(transport, { now: () => later(TWO_MINUTES + 1) })
    await eventually(async () => expect(await row()).toMatchObject({ state: 'sent', tries: 2 }))
    expect(sent).toHaveLength(1)
  })

  test('a stop gives back what is on its way at once, and it counts as not tried', async () => {
    const { row } = await aMessage()
    const started = vi.fn()
    const { transport } = transportOf((_mail, signal) => {
      started()
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gestopt'))))
    })
    const { sender } = sending(transport, { graceMs: 20 })
    await eventually(() => expect(started).toHaveBeenCalled())
    await sender.stop()
    expect(await row()).toMatchObject({ state: 'queued', tries: 0, leasedUntil: null, recipient: ADDRESS })
    expect(await leaseMessages(db, 5, NOW)).toHaveLength(1)
  })

  test('a message that kills its sender every time is given up', async () => {
    const { row } = await aMessage()
    await db.updateTable('notification').set({ tries: MOST_TRIES }).execute()
    const { transport, sent } = transportOf()
    sending(transport)
    await eventually(async () =>
      expect(await row()).toMatchObject({ state: 'failed', dueAt: null, recipient: null, lastError: 'ETRIES' }),
    )
    expect(sent).toEqual([])
  })

  test('what someone waits for goes before what an act sent to thousands', async () => {
    const { municipality } = await aMessage('zuerst')
    await db.deleteFrom('notification').execute()
    const many = Array.from({ length: 50 }, (_, n) => ({
      key: `answers:${n}`,
      to: `u${n}@voorbeeld.example`,
      data: examples.receipt,
    }))
    await db
      .transaction()
      .execute((trx) => notifyAll(trx, { municipalityId: municipality.id, template: 'receipt', now: NOW }, many))
    await db.transaction().execute((trx) =>
      notify(trx, {
        municipalityId: municipality.id,
        key: 'receipt:1',
        template: 'receipt',
        to: ADDRESS,
        data: examples.receipt,
        now: later(1),
      }),
    )
    expect(await leaseMessages(db, 1, later(2))).toMatchObject([{ recipient: ADDRESS }])
  })

  test('without a mail server it is kept, with what it says', async () => {
    const { row } = await aMessage()
    sending({ kind: 'keep' })
    await eventually(async () =>
      expect(await row()).toMatchObject({
        state: 'kept',
        data: { code: examples.receipt.code },
        recipient: ADDRESS,
        dueAt: null,
      }),
    )
  })
})
