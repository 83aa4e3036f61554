import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { afterAll, expect, inject, test } from 'vitest'
import { administer, withDatabase } from '#tests/setup/database-cluster.ts'

const folder = path.join(import.meta.dirname, 'migrations')
const serverUrl = inject('serverUrl')
const name = `saomen_before_${process.pid}`
await administer(serverUrl, `create database ${name}`)
const client = new pg.Client({ connectionString: withDatabase(serverUrl, name) })
await client.connect()
afterAll(async () => {
  await client.end()
  await administer(serverUrl, `drop database if exists ${name} with (force)`)
})

const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
const run = async (file: string) => client.query(await readFile(path.join(folder, file), 'utf8'))

test('the upgrade also hides words that are public already: search no longer finds the written words of a point with a summary', async () => {
  for (const file of files.filter((each) => each < '0011')) await run(file)
  const [municipality, process, contributor, contribution, point, other] = [
    uuid(),
    uuid(),
    uuid(),
    uuid(),
    uuid(),
    uuid(),
  ]
  const insert = (statement: string, values: unknown[]) => client.query(statement, values)
  await insert(
    `insert into municipality (id, slug, name, sender_email, created_at) values ($1, 'oud', 'Oud', 'a@oud.example', now())`,
    [municipality],
  )
  await insert(
    `insert into process (municipality_id, id, slug, state, title, regime, starts_on, last_day, closes_at, created_at, updated_at, answered_at)
      values ($1, $2, 'oud', 'answered', 'Oud plan', 'uov', '2016-10-05', '2016-11-15', '2016-11-16', now(), now(), '2016-12-05')`,
    [municipality, process],
  )
  await insert(
    `insert into contributor (municipality_id, id, process_id, kind, number) values ($1, $2, $3, 'resident', 1)`,
    [municipality, contributor, process],
  )
  await insert(
    `insert into contribution (municipality_id, id, process_id, contributor_id, kind, channel, received_at, timeliness, text)
      values ($1, $2, $3, $4, 'reaction', 'online', now(), 'onTime', '🌻 Bij Vos zijn er veel schulden. Meer bankjes.')`,
    [municipality, contribution, process, contributor],
  )
  const aPoint = `insert into point (municipality_id, id, process_id, contribution_id, number, quote_start, quote_end, summary, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, now())`
  await insert(aPoint, [municipality, point, process, contribution, 1, 0, 33, 'Een buurman zit in de schulden'])
  await insert(aPoint, [municipality, other, process, contribution, 2, 34, 47, ''])
  await insert(
    `insert into notification (municipality_id, id, message_key, template, recipient, data, state, created_at) values ($1, $2, $3, 'answers', 'a@oud.example', '{}', 'sent', now())`,
    [municipality, uuid(), `answers:${process}:${contributor}`],
  )
  for (const file of files.filter((each) => each >= '0011')) await run(file)

  const found = async (word: string) => {
    const { rows } = await client.query<{ number: number }>(
      `select number from point where coalesce(public_words, words) @@ to_tsquery('dutch_unaccent', $1) order by number`,
      [word],
    )
    return rows.map(({ number }) => number)
  }
  expect([await found('vos'), await found('buurman'), await found('bankjes')]).toEqual([[], [1], [2]])
  const { rows } = await client.query(
    `select shows_quotation, withdrawn_at, words @@ to_tsquery('dutch_unaccent', 'vos') as inside from point order by number`,
  )
  expect(rows).toEqual([
    { shows_quotation: false, withdrawn_at: null, inside: true },
    { shows_quotation: false, withdrawn_at: null, inside: false },
  ])
  const { rows: account } = await client.query('select point_id, words, act, places, message_keys from public_wording')
  expect(account, 'what was public is written down').toEqual([
    {
      ...{ point_id: point, words: '🌻 Bij Vos zijn er veel schulden.', act: 'correct' },
      message_keys: [`answers:${process}:${contributor}`],
      places: ['', '.csv', '.json'].map((end) => `/trajecten/oud/wat-is-ermee-gedaan${end}`),
    },
  ])
})
