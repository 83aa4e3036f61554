import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/setup/database.ts'

const { asOwner } = await testDatabase()
const folder = path.join(import.meta.dirname, 'migrations')
const QUEUE = '0009_mail_queue.sql'

/**
 * Runs the migrations that fit in a schema of their own, because the tables of the test database are up to date
 * already.
 */
async function migrateWhere(fits: (file: string) => boolean) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql') && fits(file)).sort()
  for (const file of files) await client.query(await readFile(path.join(folder, file), 'utf8'))
}

const client = await asOwner().pool.connect()
afterAll(() => client.release(true))
await client.query('create schema before; set search_path to before, public')

test('after the upgrade an installation keeps no address of messages that were sent, and still sends those that wait', async () => {
  await migrateWhere((file) => file < '0008')
  const [municipality, partner, person, process, questionnaire, response, form] = Array.from({ length: 7 }, () =>
    uuid(),
  )
  const all = `municipality_id`
  await client.query(
    `insert into municipality (id, slug, name, sender_email, created_at) values ($1, 'gemeente', 'Gemeente', 'post@gemeente.example', now())`,
    [municipality],
  )
  await client.query(
    `insert into partner (${all}, id, name, kind, created_at) values ($1, $2, 'Zorg', 'organisation', now())`,
    [municipality, partner],
  )
  await client.query(
    `insert into partner_person (${all}, id, partner_id, name, email, is_coordinator, created_at) values ($1, $2, $3, 'Collega', 'collega@zorg.example', false, now())`,
    [municipality, person, partner],
  )
  await client.query(
    `insert into process (${all}, id, slug, title, regime, created_at, updated_at) values ($1, $2, 'plan', 'Plan', 'uov', now(), now())`,
    [municipality, process],
  )
  await client.query(
    `insert into questionnaire (${all}, id, process_id, state, closes_on, opened_at, created_at) values ($1, $2, $3, 'open', '2030-01-01', now(), now())`,
    [municipality, questionnaire, process],
  )
  await client.query(
    `insert into response (${all}, id, process_id, questionnaire_id, partner_id, invited_at) values ($1, $2, $3, $4, $5, now())`,
    [municipality, response, process, questionnaire, partner],
  )
  const message = (
    key: string,
    template: string,
    to: string,
    state: string,
    created = 'now()',
    error: string | null = null,
  ) =>
    client.query(
      `insert into notification (${all}, id, message_key, template, recipient, data, state, created_at, tries, last_error)
       values ($1, $2, $3, $4, $5, '{"code": "ABC"}', $6, ${created}, 20, $7)`,
      [municipality, uuid(), key, template, to, state, error],
    )
  await message('receipt:1', 'receipt', 'een@voorbeeld.example', 'sent')
  await message('receipt:2', 'receipt', 'twee@voorbeeld.example', 'queued')
  await message(
    'receipt:3',
    'receipt',
    'drie@voorbeeld.example',
    'failed',
    'now()',
    '450 drie@voorbeeld.example is vol',
  )
  await message(
    'receipt:4',
    'receipt',
    'vier@voorbeeld.example',
    'failed',
    `now() - interval '30 days'`,
    '550 vier@voorbeeld.example',
  )
  await message('receipt:5', 'receipt', 'vijf@voorbeeld.example', 'kept')
  await message(
    `partner-colleague:${response}:${form}:collega@zorg.example`,
    'partnerColleague',
    'collega@zorg.example',
    'sent',
  )
  // Someone who goes back in the browser sends one form twice, to two people; both may have left the partner book
  // since.
  await message(
    `partner-colleague:${response}:${form}:weg@zorg.example`,
    'partnerColleague',
    'weg@zorg.example',
    'sent',
  )
  await message(
    `partner-colleague:${response}:${form}:ook-weg@zorg.example`,
    'partnerColleague',
    'ook-weg@zorg.example',
    'sent',
  )
  await migrateWhere((file) => file === QUEUE)

  const { rows } = await client.query(
    `select id, message_key, recipient, state, due_at is not null as is_due, tries, last_error, data from notification order by id`,
  )
  expect(rows).toMatchObject([
    { message_key: 'receipt:1', recipient: null, state: 'sent', is_due: false },
    { message_key: 'receipt:2', recipient: 'twee@voorbeeld.example', state: 'queued', is_due: true, tries: 0 },
    {
      message_key: 'receipt:3',
      recipient: 'drie@voorbeeld.example',
      state: 'failed',
      is_due: true,
      tries: 0,
      last_error: null,
    },
    { message_key: 'receipt:4', recipient: null, state: 'failed', is_due: false, data: {}, last_error: null },
    {
      message_key: 'receipt:5',
      recipient: 'vijf@voorbeeld.example',
      state: 'kept',
      is_due: false,
      data: { code: 'ABC' },
    },
    { message_key: `partner-colleague:${response}:${person}:${form}`, recipient: null },
    { message_key: `partner-colleague:${response}:${rows[6].id}:${form}`, recipient: null },
    { message_key: `partner-colleague:${response}:${rows[7].id}:${form}`, recipient: null },
  ])
})
