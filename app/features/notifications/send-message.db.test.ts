import { describe, expect, test } from 'vitest'
import { examples } from '#emails/examples.ts'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { notify } from './notify.server.ts'
import { sendMessage, type Mail, type Transport } from './send-message.server.ts'

const database = await testDatabase()
const { db, pool } = database

async function aMessage(key = 'receipt:1') {
  const municipality = await aMunicipality(db)
  const queue = () =>
    db.transaction().execute((trx) =>
      notify(trx, { municipalityId: municipality.id, key, template: 'receipt', to: 'inwoner@voorbeeld.example', data: examples.receipt, now: NOW }),
    )
  await queue()
  const rows = () => db.selectFrom('notification').selectAll().where('municipalityId', '=', municipality.id).execute()
  const [row] = await rows()
  return { queue, rows, municipality, payload: { municipalityId: municipality.id, notificationId: row?.id ?? '' } }
}

function sender() {
  const sent: Mail[] = []
  const transport: Transport = { kind: 'send', send: async (mail) => void sent.push(mail) }
  return { sent, transport }
}

describe('sending a message', () => {
  test('goes out once, from the municipality, and what it said is erased afterwards', async () => {
    const { payload, rows, municipality } = await aMessage()
    const { sent, transport } = sender()
    await sendMessage(db, transport, payload, NOW)
    await sendMessage(db, transport, payload, NOW)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      to: 'inwoner@voorbeeld.example',
      from: { name: `Gemeente ${municipality.name}`, address: 'inspraak@gemeente.example' },
      messageId: `<${payload.notificationId}@gemeente.example>`,
    })
    expect(sent[0]?.text).toContain(examples.receipt.code)
    expect(await rows()).toMatchObject([{ state: 'sent', data: {}, sentAt: NOW }])
  })

  test('the same key is one message, and one job', async () => {
    const { queue, rows, payload } = await aMessage('receipt:2')
    await queue()
    expect(await rows()).toHaveLength(1)
    const { rows: jobs } = await pool.query(`select payload from graphile_worker._private_jobs`)
    expect(jobs.filter((job) => job.payload.notificationId === payload.notificationId)).toHaveLength(1)
  })

  test('a failure is written down without what was said, and a later try sends it', async () => {
    const { payload, rows } = await aMessage('receipt:3')
    const broken: Transport = { kind: 'send', send: () => Promise.reject(new Error('450 even niet')) }
    await expect(sendMessage(db, broken, payload, NOW)).rejects.toThrow('450 even niet')
    expect(await rows()).toMatchObject([{ state: 'failed', tries: 1, lastError: '450 even niet' }])
    const { sent, transport } = sender()
    await sendMessage(db, transport, payload, NOW)
    expect(sent).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'sent', lastError: null }])
  })

  test('without a mail server it is kept, with what it says', async () => {
    const { payload, rows } = await aMessage('receipt:4')
    await sendMessage(db, { kind: 'keep' }, payload, NOW)
    expect(await rows()).toMatchObject([{ state: 'kept', data: { code: examples.receipt.code } }])
  })

  test('two workers at once send one', async () => {
    const { payload } = await aMessage('receipt:5')
    const { sent, transport } = sender()
    await Promise.all([1, 2, 3, 4].map(() => sendMessage(db, transport, payload, NOW)))
    expect(sent).toHaveLength(1)
  })

  test('when the act fails there is no message and no job', async () => {
    const municipality = await aMunicipality(db)
    const act = db.transaction().execute(async (trx) => {
      await notify(trx, { municipalityId: municipality.id, key: 'x', template: 'receipt', to: 'a@b.example', data: examples.receipt, now: NOW })
      throw new Error('toch niet')
    })
    await expect(act).rejects.toThrow('toch niet')
    expect(await db.selectFrom('notification').select('id').where('municipalityId', '=', municipality.id).execute()).toEqual([])
    const { rows } = await pool.query(`select 1 from graphile_worker._private_jobs where payload->>'municipalityId' = $1`, [municipality.id])
    expect(rows).toEqual([])
  })
})
