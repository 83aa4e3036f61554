import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { demoPassword } from '#app/demo/load-demo.server.ts'
import { startSite } from '../setup/site.ts'

const site = await startSite({ demo: true, now: new Date().toISOString(), mail: false })
const open = '/trajecten/speelplekken-nieuw-buinen'

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer; text: string }

/** A request as bytes go, with any host, and without what a browser would unpack. */
function ask(path: string, { form, ...headers }: Record<string, string> = {}): Promise<Answer> {
  const { port } = new URL(site.url)
  const typed =
    form === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(form)) }
  return new Promise((resolve, reject) => {
    const method = form === undefined ? 'GET' : 'POST'
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers: { ...typed, ...headers } },
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        const body = Buffer.concat(chunks)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString('utf8') })
      },
    )
    asked.on('error', reject)
    asked.end(form)
  })
}

const cookiesOf = ({ headers }: Answer) =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')
const fieldsOf = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const assetsOf = (html: string) => [
  ...new Set([...html.matchAll(/["'](\/(?:assets|fonts)\/[^"']+\.(?:css|js))["']/g)].map(([, path]) => path ?? '')),
]

describe('what goes out', () => {
  test('the first page and the form are a fraction of what they were, and each file is kept for a year', async () => {
    for (const [page, most, mostOfScripts] of [
      ['/', 40_000, 0],
      [`${open}/reageren`, 50_000, 10_000],
    ] as const) {
      const html = await ask(page, { 'accept-encoding': 'gzip, deflate, br' })
      expect(html.headers['content-encoding']).toBe('gzip')
      const files = assetsOf((await ask(page)).text)
      expect(files.length).toBeGreaterThan(0)
      let [bytes, bytesOfScripts] = [html.body.length, 0]
      for (const file of files) {
        const { status, headers, body } = await ask(file, { 'accept-encoding': 'gzip, deflate, br' })
        expect({ status, ...headers }, file).toMatchObject({
          ...{ status: 200, vary: 'Accept-Encoding', 'cache-control': 'public, max-age=31536000, immutable' },
          'content-type': expect.stringMatching(/^text\/(css|javascript); charset=utf-8$/),
          'x-content-type-options': 'nosniff',
        })
        if (body.length > 1024) expect(headers['content-encoding'], file).toBe('br')
        bytes += body.length
        if (file.endsWith('.js')) bytesOfScripts += body.length
      }
      expect(bytes, page).toBeLessThan(most)
      expect(bytesOfScripts, `scripts of ${page}`).toBeLessThanOrEqual(mostOfScripts)
    }
  })

  /** A proxy may keep what everyone reads alike, and asks each time; from a site that keeps nothing it may keep nothing. */
  const keptFor: Record<string, unknown> = {
    '/': expect.stringMatching(/^(public, no-cache|no-store)$/),
    '/favicon.svg': 'public, max-age=86400',
  }

  test('pages, redirects, errors and files of any kind have the headers that protect who reads them', async () => {
    for (const [path, status] of [
      ['/', 200],
      ['/inloggen', 200],
      ['/gezond', 200],
      ['/favicon.svg', 200],
      ['/ambtenaar', 302],
      ['/bestaat-niet', 404],
      ['/assets/geen.css', 404],
    ] as const) {
      const { headers, status: got } = await ask(path)
      expect({ status: got, ...headers }, path).toMatchObject({
        ...{ status, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' },
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'cache-control': keptFor[path] ?? 'no-store',
      })
      expect(headers['content-security-policy'], path).not.toContain('unsafe-inline')
    }
    expect((await ask('/', { host: 'a b' })).headers['x-content-type-options'], 'not even a request').toBe('nosniff')
  })
})

describe('links of a demo', () => {
  const evil = { host: 'evil.example' }
  const dataOf = async (template: string) =>
    JSON.stringify(
      await site.db
        .selectFrom('notification')
        .select('data')
        .where('template', '=', template)
        .orderBy('createdAt', 'desc')
        .execute(),
    )

  test('in a message for a new password never lead to a host that a visitor made up', async () => {
    const { status } = await ask('/wachtwoord-vergeten', {
      ...evil,
      form: fieldsOf({ act: 'requestPasswordReset', email: 'beheer@borger-odoorn.example' }),
    })
    expect(status).toBe(303)
    const data = await dataOf('passwordReset')
    expect(data).toContain(`${site.url}/nieuw-wachtwoord/`)
    expect(data).not.toContain('evil')
  })

  test('nor do those in a receipt', async () => {
    const first = await ask(`${open}/reageren`, {
      ...evil,
      form: fieldsOf({ act: 'keepText', text: 'Een bankje erbij.' }),
    })
    const cookie = cookiesOf(first)
    await ask(`${open}/reageren/over-u`, {
      ...evil,
      cookie,
      form: fieldsOf({ act: 'keepAboutYou', speaksFor: 'self', email: 'inwoner@voorbeeld.example', named: 'no' }),
    })
    const { text } = await ask(`${open}/reageren/controleren`, { ...evil, cookie })
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
    const sent = await ask(`${open}/reageren/controleren`, {
      ...evil,
      cookie,
      form: fieldsOf({ act: 'submitReaction', key: hidden('key'), seen: hidden('seen') }),
    })
    expect(sent.headers.location).toBe(`${open}/ontvangen`)
    const data = await dataOf('receipt')
    expect(data).toContain(`${site.url}/mijn-reactie`)
    expect(data).not.toContain('evil')
  })
})

test('data of a stream are refused at once, and the stream itself still comes', async () => {
  const cookie = cookiesOf(
    await ask('/inloggen', {
      form: fieldsOf({ act: 'logIn', email: 'raadslid@borger-odoorn.example', password: demoPassword }),
    }),
  )
  const screen = '/raad/ranglijsten/sociaal-domein/scherm/live'
  expect((await ask(`${screen}.data`)).status, 'who is nobody is sent to the login page').toBe(202)
  const refused = await ask(`${screen}.data`, { cookie, accept: 'text/event-stream' })
  expect(refused.status).toBe(406)
  const stream = await fetch(new URL(screen, site.url), { headers: { cookie } })
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await stream.body?.cancel()
})
