import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ended, saomen, script, startSaomen, type Started } from '../setup/command.ts'
import { testDatabase } from '../setup/database.ts'
import { startMailServer } from '../setup/mail-server.ts'

const HOST = 'doemee.gemeente.example'
const PASSWORD = 'vier woorden zijn genoeg'
const { url, ownerUrl } = await testDatabase()
const mail = await startMailServer()
const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-production-'))
const port = await freePort()
const env = {
  ...{
    NODE_ENV: 'production',
    DATABASE_URL: url,
    MIGRATE_DATABASE_URL: ownerUrl,
    SMTP_URL: mail.url,
    SESSION_SECRET: 's'.repeat(40),
  },
  ...{ BASE_URL: `https://${HOST}`, PORT: String(port), DATA_DIR: dataDir },
}

let site: Started
beforeAll(async () => {
  site = await startSaomen(env)
})
afterAll(async () => {
  site.kill('SIGTERM')
  const { stderr } = await site.done
  await mail.stop()
  await rm(dataDir, { recursive: true, force: true })
  const said: { level: string; msg: string }[] = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(
    said.filter(({ level }) => level !== 'info'),
    'nothing went wrong meanwhile',
  ).toEqual([])
  expect(
    said.map(({ msg }) => msg),
    'which proxies are believed is said',
  ).toContainEqual(expect.stringMatching(/^Let op: TRUSTED_PROXIES is niet ingesteld/))
})

describe('a municipality behind a proxy with TLS', () => {
  test('gets an empty site without a demo, and fills it from the command line', async () => {
    expect(site.url).toBe(`https://${HOST}`)
    expect((await ask('GET', '/gezond')).status).toBe(200)
    expect(await ask('GET', '/gereed')).toMatchObject({ status: 200, body: 'ok' })
    expect((await ask('GET', '/')).status, 'nobody’s site yet').toBe(404)
    expect(await saomen(['demo'], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/hoort niet in een echte installatie/),
    })
    const municipality = [
      'municipality',
      'create',
      'borger-odoorn',
      '--naam',
      'Borger-Odoorn',
      '--email',
      'inspraak@gemeente.example',
      '--host',
      HOST,
    ]
    expect(await saomen(municipality, env)).toMatchObject({ code: 0 })
    const user = [
      'user',
      'create',
      'a@gemeente.example',
      '--naam',
      'Ambtenaar A',
      '--rol',
      'ambtenaar',
      '--taak',
      'beheerder',
      '--wachtwoord',
      PASSWORD,
    ]
    expect(await saomen(user, env)).toMatchObject({ code: 0 })
    const home = await ask('GET', '/')
    expect(home).toMatchObject({ status: 200, body: expect.stringContaining('gemeente Borger-Odoorn') })
    expect(home.body).not.toContain('voorbeeldgemeente')
    expect((await ask('GET', '/', { host: 'ander.example' })).status, 'one municipality has any host').toBe(200)
  })

  test('shows nobody the messages of developers', async () => {
    expect((await ask('GET', '/dev/mail')).status).toBe(404)
  })

  test('opens sessions that go over https only, for forms of this site only', async () => {
    const form = new URLSearchParams({ act: 'logIn', email: 'a@gemeente.example', password: PASSWORD }).toString()
    expect((await ask('POST', '/inloggen', { origin: 'https://ander.example' }, form)).status).toBe(403)
    const { status, headers } = await ask('POST', '/inloggen', { origin: `https://${HOST}` }, form)
    expect(status).toBe(303)
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{7,}/)
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-saomen=\w+;(?=.* HttpOnly)(?=.* Path=\/;)(?=.* Secure)(?=.* SameSite=Lax)/),
      expect.stringMatching(/^__Host-saomen_toestel=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/),
    ])
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const account = () => ask('GET', '/ambtenaar/account', { cookie })
    expect(await account(), 'an administrator sets up the second step first').toMatchObject({
      status: 302,
      headers: { location: '/twee-stappen?terug=%2Fambtenaar%2Faccount' },
    })
    const page = await ask('GET', '/twee-stappen?terug=%2Fambtenaar%2Faccount', { cookie })
    const secret = /secret=([A-Z2-7]{32})/.exec(page.body)?.[1] ?? ''
    const code = generateSync({ secret })
    const setUp = new URLSearchParams({ act: 'setUpSecondStep', code, current: PASSWORD }).toString()
    const on = await ask('POST', '/twee-stappen', { cookie, origin: `https://${HOST}` }, setUp)
    expect(on.status).toBe(200)
    expect(new Set(on.body.match(/>[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}</g)).size).toBe(10)
    expect(await account()).toMatchObject({ status: 200, body: expect.stringContaining('Ambtenaar A') })
    const again = await ask('POST', '/inloggen', { origin: `https://${HOST}` }, form)
    expect(again).toMatchObject({ status: 303, headers: { location: '/inloggen/code' } })
    expect(again.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Secure-saomen_stap2=[^;]+; Path=\/inloggen; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ])
  })

  test('takes the second step from an administrator who lost the phone, by command', async () => {
    expect(await saomen(['user', 'reset-totp', 'niemand@gemeente.example'], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/geen account/),
    })
    expect(await saomen(['user', 'reset-totp', 'A@gemeente.example'], env)).toMatchObject({ code: 0 })
    const form = new URLSearchParams({ act: 'logIn', email: 'a@gemeente.example', password: PASSWORD }).toString()
    expect(await ask('POST', '/inloggen', { origin: `https://${HOST}` }, form)).toMatchObject({
      status: 303,
      headers: { location: '/ambtenaar' },
    })
    await mail.waitFor('a@gemeente.example', /Inloggen in twee stappen/)
  })

  test('counts tries by the address that the proxy passes, not by what a visitor claims', async () => {
    const guess = (from: string) =>
      ask('POST', '/inloggen', { 'x-forwarded-for': from }, 'act=logIn&email=a@gemeente.example&password=fout')
    const claimed = Array.from({ length: 11 }, (_, at) => `10.0.0.${at}, 192.0.2.66`)
    const statuses: number[] = []
    for (const from of claimed) statuses.push((await guess(from)).status)
    expect(statuses.slice(-2), 'the eleventh of one visitor has to wait').toEqual([409, 429])
    expect((await guess('192.0.2.67')).status, 'another visitor does not').toBe(409)
  })

  test('tells who sends too much what to do, though nobody reads it to the end', async () => {
    const { status, body } = await ask('POST', '/mijn-reactie', {}, `code=${'x'.repeat(17 * 1024 * 1024)}`)
    expect(status).toBe(413)
    expect(body).toBe(
      'Wat u stuurt is te groot (meer dan 256 kB). Ga terug: wat u invulde staat er nog. Maak de tekst korter of kies een kleiner bestand.',
    )
  })

  test('hears in one sentence that the port is taken', async () => {
    const { code, stderr } = await ended(script('start.ts', [], env))
    expect(code).toBe(1)
    expect(stderr).toBe(`Poort ${port} is al bezet. Kies een andere met PORT.\n`)
  })
})

/** A request as the proxy passes it on. */
function ask(method: string, path: string, given: Record<string, string> = {}, form?: string) {
  const proxied = { host: HOST, 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' }
  const body =
    form === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(form)) }
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }>(
    (resolve, reject) => {
      const asked = request({ port, method, path, headers: { ...proxied, ...body, ...given } }, async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        })
      })
      asked.on('error', reject)
      asked.end(form)
    },
  )
}

/** In production the address that is printed is that of the proxy, so the port must be known beforehand. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
