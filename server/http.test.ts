import type { ServerBuild } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { readConfig } from '#app/config.server.ts'
import { openDatabase, type Database } from '#db/client.server.ts'
import { httpApp } from './http.ts'
import { remixPages, type RemixPages } from './remix-pages.ts'
import { pagePolicy } from './security-headers.ts'

class Reached extends Error {}
const reached = async (): Promise<ServerBuild> => {
  throw new Reached('the pages were reached')
}
const installation = { config: readConfig({}), database: {} as Database, secret: '', clock: () => new Date() }
const app = httpApp(installation, remixPages(installation, reached))

/** The answer to a post, or null when the post was passed on to the pages. */
async function post(headers: Record<string, string>, path = '/inloggen') {
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } }
  const response = await app.request(path, { method: 'POST', headers: { host: 'ons.example', ...headers } }, env)
  const text = await response.text()
  return response.status === 500 ? null : { status: response.status, text }
}

describe('a form that was sent', () => {
  test('from another site, or from an unknown one, is refused', async () => {
    const elsewhere = [
      { origin: 'https://ander.example' },
      { origin: 'null' },
      { origin: '' },
      { origin: 'https://ons.example:1337' },
    ]
    for (const headers of [...elsewhere, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      expect(await post(headers), JSON.stringify(headers)).toMatchObject({
        status: 403,
        text: expect.stringMatching(/kwam niet van deze website/),
      })
    }
  })

  test('from this site is accepted, also from a program that does not say where it comes from', async () => {
    const own: Record<string, string>[] = [
      { origin: 'http://ons.example' },
      { origin: 'https://ons.example' },
      { 'sec-fetch-site': 'same-origin' },
      {},
    ]
    for (const headers of own) expect(await post(headers), JSON.stringify(headers)).toBeNull()
  })

  test('is refused before it is read when it is too large, or does not say how large it is', async () => {
    const megabytes = (size: number) => ({ 'content-length': String(size * 1024 * 1024) })
    expect(await post(megabytes(2))).toBeNull()
    expect(await post(megabytes(4))).toMatchObject({
      status: 413,
      text: expect.stringMatching(/meer dan 3 MB.*wat u invulde staat er nog/),
    })
    expect(await post(megabytes(17), '/ambtenaar/trajecten/plan-a'), 'a form').toMatchObject({
      status: 413,
      text: expect.stringMatching(/meer dan 16 MB/),
    })
    expect(await post(megabytes(33), '/ambtenaar/trajecten/plan-a/plan')).toMatchObject({
      status: 413,
      text: expect.stringMatching(/meer dan 32 MB/),
    })
    expect(await post({ 'transfer-encoding': 'chunked' })).toMatchObject({ status: 411 })
  })

  test('that is too large is refused on a page with the limit and a way back, where a person looks at the answer', async () => {
    const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } }
    const headers = { host: 'ons.example', accept: 'text/html', 'content-length': String(200 * 1024 * 1024) }
    const path = '/ambtenaar/trajecten/plan-a/inlezen?soort=punten'
    const response = await app.request(path, { method: 'POST', headers }, env)
    const text = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8'])
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).toMatch(/<h1>Dit is te groot<.h1>[^]*meer dan 16 MB[^]*<a href="">Open de pagina opnieuw</)
  })

  test('to an area, without a session, is refused unread when it is larger than what is kept until after logging in', async () => {
    const above = { 'content-length': String(1024 * 1024 + 1) }
    for (const path of ['/ambtenaar/trajecten/plan-a/plan', '/raad/ranglijsten/plan-a', '/partner/inbreng/1/vraag/1']) {
      expect(await post(above, path), path).toMatchObject({
        status: 413,
        text: expect.stringMatching(/niet meer ingelogd.*wat u invulde staat er nog/),
      })
      expect(await post({ 'content-length': String(1024 * 1024) }, path), path).toBeNull()
    }
  })
})

test('a body for an area is refused as busy while the database cannot say who sends it', async () => {
  const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
  const own = { ...installation, database }
  const busy = httpApp(own, remixPages(own, reached))
  const headers = { host: 'ons.example', cookie: 'saomen=abc', 'content-length': String(2 * 1024 * 1024) }
  const response = await busy.request(
    '/ambtenaar/trajecten/plan-a/plan',
    { method: 'POST', headers },
    { incoming: { socket: { remoteAddress: '192.0.2.1' } } },
  )
  await database.close()
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('10')
  expect(await response.text()).toMatch(/^Het is nu erg druk.*Wat u invulde staat er nog/)
})

test('an unexpected error is answered in Dutch, without any detail of it', async () => {
  const response = await app.request('/', {}, { incoming: { socket: { remoteAddress: '192.0.2.1' } } })
  expect(response.status).toBe(500)
  const number = response.headers.get('x-request-id')
  expect(number).toMatch(/^\d{4}-\d{4}-\d{4}$/)
  expect(await response.text()).toBe(
    `Er ging iets mis. Dat ligt aan ons. Ga terug en probeer het nog een keer. Noem dit nummer als u ons belt: ${number}.`,
  )
})

describe('every answer has the headers that protect its reader', () => {
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } }
  const secure = { ...installation, config: { ...installation.config, baseUrl: 'https://ons.example' } }
  const https = httpApp(secure, remixPages(secure, reached))
  const asked: [what: string, path: string, init: RequestInit, status: number][] = [
    ['an answer of a program', '/gezond', {}, 200],
    ['a form that is refused', '/inloggen', { method: 'POST', headers: { origin: 'https://ander.example' } }, 403],
    ['an error', '/', {}, 500],
  ]
  test.each(asked)('%s', async (_, path, init, status) => {
    const response = await https.request(path, init, env)
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'strict-transport-security': 'max-age=31536000',
      'cache-control': 'no-store',
    })
  })

  test('a page, whose policy allows styles from our own files only', () => {
    expect(pagePolicy({ nonce: 'abc', dev: false })).toMatch(/script-src 'self' 'nonce-abc'; style-src 'self';/)
  })
})

test('a file to save cannot be asked for as data of a page, which would hold all of it in memory', async () => {
  for (const file of ['punten.csv', 'punten.xlsx', 'plan.json']) {
    const path = `/ambtenaar/trajecten/plan-a/ophalen/${file}.data`
    const response = await app.request(path, { headers: { host: 'ons.example' } }, { incoming: { socket: {} } })
    expect(response.status, file).toBe(404)
  }
})

test('a file that cannot be had now is a page for a person, and a sentence for a program', async () => {
  const full: RemixPages = {
    secure: false,
    answer: () =>
      Promise.resolve(
        new Response('Er worden al <2> lijsten opgehaald.', {
          status: 503,
          headers: { 'Content-Type': 'text/plain', 'Retry-After': '10' },
        }),
      ),
    wentWrong: () => new Response(null, { status: 500 }),
  }
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } }
  const ask = (accept: string) =>
    httpApp(installation, full).request(
      '/ambtenaar/trajecten/plan-a/ophalen/punten.csv',
      { headers: { host: 'ons.example', accept } },
      env,
    )
  const page = await ask('text/html')
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await page.text()).toMatch(
    /<h1>Dit kan nu even niet<.h1>[^]*al &lt;2&gt; lijsten[^]*<a href="">Probeer het opnieuw</,
  )
  expect(await (await ask('*/*')).text()).toBe('Er worden al <2> lijsten opgehaald.')
})
