/**
 * What `bench:intake` compares with: the four requests of a reaction in plain node:http and pg, with the least SQL that
 * stores the same. It escapes nothing but what the measured form needs, limits nothing and shows no errors.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { waits } from '#db/client.server.ts'

export type PlainSettings = {
  databaseUrl: string
  municipalityId: string
  processId: string
  /** The address of the first step. */
  react: string
  cookiePath: string
  /** Milliseconds between the clock of the bench and that of the machine. */
  offset: number
  headers: Record<string, string>
  /** The check page in pieces, with what goes between them. */
  page: { pieces: string[]; between: ('key' | 'seen' | 'text')[] }
  /** Compressed pages for readers, by address, as base64. */
  kept: Record<string, string>
}

process.once('message', (settings: PlainSettings) => serve(settings))

function serve({
  databaseUrl,
  municipalityId,
  processId,
  react,
  cookiePath,
  offset,
  headers,
  page,
  kept,
}: PlainSettings) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: waits.serving.max })
  const steps = { react, aboutYou: `${react}/over-u`, check: `${react}/controleren` }
  const received = react.replace(/reageren$/, 'ontvangen')
  const pages = new Map(Object.entries(kept).map(([path, body]) => [path, Buffer.from(body, 'base64')]))
  const secret = randomBytes(32).toString('hex')
  const now = () => new Date(Date.now() + offset)
  const query = async (name: string, text: string, values: unknown[]) =>
    (await pool.query({ name, text, values })).rows[0] as Record<string, unknown> | undefined

  async function keepText(form: URLSearchParams) {
    const token = randomBytes(16).toString('base64url')
    const fields = { about: { kind: 'plan' }, text: form.get('text'), window: form.get('window') }
    const at = now()
    await query('keepText', KEEP_TEXT, [
      ...[municipalityId, hashOf(token), processId, randomBytes(16).toString('base64url'), JSON.stringify(fields), at],
    ])
    return { to: steps.aboutYou, cookies: [cookie('concept', token, 604_800)] }
  }
  async function keepAboutYou(form: URLSearchParams, token: string) {
    const fields = { speaksFor: form.get('speaksFor'), name: form.get('name'), email: form.get('email') }
    const change = { ...fields, organisation: '', named: form.get('named') === 'yes', aboutYouDone: true }
    await query('keepAboutYou', KEEP_ABOUT_YOU, [municipalityId, hashOf(token), JSON.stringify(change), now()])
    return { to: steps.check, cookies: [cookie('concept', token, 604_800)] }
  }
  async function submit(form: URLSearchParams, token: string) {
    const key = form.get('key') ?? ''
    const code = createHmac('sha256', secret).update(key).digest('hex')
    const receipt = createHmac('sha256', secret).update(code).digest('base64url')
    const at = now()
    const detail = JSON.stringify({ channel: 'online', timeliness: 'onTime' })
    const ids = [uuid({ msecs: at.getTime() }), uuid(), uuid()]
    await query('submit', SUBMIT, [municipalityId, processId, hashOf(token), key, at, ...ids, receipt, detail])
    return { to: received, cookies: [cookie('ontvangen', token, null), cookie('concept', '', 0)] }
  }
  const cookie = (name: string, value: string, age: number | null) =>
    `${name}=${value}; Path=${cookiePath};${age === null ? '' : ` Max-Age=${age};`} HttpOnly; SameSite=Lax`

  async function check(token: string): Promise<Buffer> {
    const row = await query('check', FIND_DRAFT, [municipalityId, processId, hashOf(token)])
    const fields = row?.fields as { text: string }
    const seen = createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22)
    const filled = { key: String(row?.idempotency_key), seen, text: fields.text }
    const html = page.pieces.map((piece, at) => piece + (page.between[at] ? filled[page.between[at]] : '')).join('')
    return gzipSync(html)
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const page = pages.get(path)
    const html = { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' }
    if (page) return response.writeHead(200, html).end(page)
    const token = /concept=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    if (request.method === 'GET') return response.writeHead(200, html).end(await check(token))
    const form = new URLSearchParams(await bodyOf(request))
    const { to, cookies } =
      path === steps.react
        ? await keepText(form)
        : path === steps.aboutYou
          ? await keepAboutYou(form, token)
          : await submit(form, token)
    return response.writeHead(303, { ...headers, Location: to, 'Set-Cookie': cookies }).end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      response.writeHead(500).end()
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  })
  process.on('message', (asked) => {
    if (asked === 'stop') return void pool.end().then(() => process.exit(0))
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: (user + system) / 1e6 })
  })
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const KEEP_TEXT = `
  insert into reaction_draft (municipality_id, token_hash, process_id, idempotency_key, fields, created_at, updated_at)
  select $1, $2, id, $4, $5, $6::timestamptz, $6 from process
  where municipality_id = $1 and id = $3 and state = 'released'`
const KEEP_ABOUT_YOU = `
  update reaction_draft set fields = fields || $3::jsonb, updated_at = $4
  where municipality_id = $1 and token_hash = $2 and contribution_id is null`
const FIND_DRAFT = `
  select fields, idempotency_key from reaction_draft join process using (municipality_id)
  where municipality_id = $1 and process.id = $2 and process_id = $2 and token_hash = $3`
const SUBMIT = `
  with open_process as materialized (
    select id from process where municipality_id = $1 and id = $2 and state = 'released' and closes_at > $5 for key share
  ), draft as materialized (
    select fields from reaction_draft where municipality_id = $1 and token_hash = $3 and contribution_id is null
  ), stored as (
    insert into contribution (municipality_id, id, process_id, contributor_id, ordinal, kind, channel, received_at, timeliness,
      timeliness_reason, text, idempotency_key)
    select $1, $6::uuid, open_process.id, $7::uuid, 1, 'reaction', 'online', $5, 'onTime',
      'Ontvangen op de website, binnen de termijn.', fields->>'text', $4
    from open_process cross join draft on conflict (municipality_id, idempotency_key) do nothing returning id
  ), stored_contributor as (
    insert into contributor (municipality_id, id, process_id, kind, name, named_in_public)
    select $1, $7, $2, 'resident', fields->>'name', (fields->>'named')::boolean from draft cross join stored
  ), stored_receipt as (
    insert into receipt (municipality_id, contribution_id, code_hash) select $1, id, $9 from stored
  ), recorded as (
    insert into event (municipality_id, id, at, actor_kind, act, subject_kind, subject_id, process_id, detail)
    select $1, $8::uuid, $5, 'resident', 'submitReaction', 'contribution', id, $2, $10 from stored
  ), sent as (
    update reaction_draft set contribution_id = stored.id, fields = '{}', updated_at = $5
    from stored where municipality_id = $1 and token_hash = $3
  )
  select count(*) from stored`
