import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { logTo } from '#app/log.server.ts'
import { paths } from '#app/paths.ts'
import { admission } from './admission.ts'
import { underPressure } from './pressure.ts'

const secret = 's'.repeat(32)
const check = paths.public.reactCheck('plan')
const moment = new Date('2016-11-15T23:59:59+01:00')
const html = 'text/html,application/xhtml+xml,*/*;q=0.8'

type Sending = { path?: string; form?: URLSearchParams | FormData; headers?: Record<string, string>; at?: Date }

/** A request as it comes in, with its body counted. */
async function asked({ path = check, form, headers = {}, at = moment }: Sending = {}) {
  const request = new Request(`https://ons.example${path}`, {
    ...(form && { method: 'POST', body: form }),
    headers: { host: 'ons.example', accept: html, ...headers },
  })
  // As the counting of bodies leaves it.
  if (form instanceof URLSearchParams) request.headers.set('content-type', 'application/x-www-form-urlencoded')
  const body = form ? Buffer.from(await request.clone().arrayBuffer()) : null
  return { request, body, clientAddress: '192.0.2.1', arrivedAt: at }
}

/** Places of which none is free, and none to wait for. */
const full = { enter: () => Promise.resolve(null) }
const busy = underPressure({ secret, secure: false }, { places: full })
const calm = underPressure({ secret, secure: false })
const never = () => Promise.reject(new Error('nothing was to be answered'))

/** What the pages get of a request. */
async function passed(given: Sending) {
  const got: { form: [string, string][]; firstArrivedAt: Date | null }[] = []
  const response = await calm.answer(await asked(given), async (request, firstArrivedAt) => {
    got.push({ form: [...new URLSearchParams(await request.text())], firstArrivedAt })
    return new Response('ok')
  })
  return { status: response.status, got: got[0] ?? null, text: await response.text() }
}

const sending = { act: 'submitReaction', key: 'abc', seen: 'def' }
const arrivalIn = (page: string) => /name="arrival" value="([^"]*)"/.exec(page)?.[1] ?? ''
async function refusedOnce(fields: Record<string, string> = sending, rest: Sending = {}) {
  const response = await busy.answer(await asked({ form: new URLSearchParams(fields), ...rest }), never)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('what is refused', () => {
  test('is a page for who reads, the same for all, with when to come back', async () => {
    const response = await busy.answer(await asked({ path: '/?"><script>alert(1)</script>' }), never)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10'])
    const page = await response.text()
    expect(page).toContain('<h1>Het is nu erg druk</h1>')
    expect(page).not.toContain('alert')
    expect(page).toContain('<a href="">Probeer het nu opnieuw</a>')
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/,
    )
  })

  test.each([
    ['a program', '/', { accept: '*/*' }],
    ['a program that wants JSON', '/', { accept: 'application/json' }],
    ['data for a page that is open', '/ambtenaar.data', {}],
  ])('is a sentence for %s', async (_, path, headers) => {
    for (const form of [undefined, new URLSearchParams({ act: 'x' })]) {
      const response = await busy.answer(await asked({ path, headers: { ...headers }, form }), never)
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10'])
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(await response.text()).toMatch(/^Het is nu erg druk\./)
    }
  })

  test('is a form with what was typed, and a moment for a reaction that is sent for good alone', async () => {
    const { status, text } = await refusedOnce()
    expect(status).toBe(503)
    expect(text).toContain('<input type="hidden" name="key" value="abc">')
    expect(text).toContain('dinsdag 15\u00a0november 2016 om 23.59\u00a0uur')
    expect(arrivalIn(text)).not.toBe('')
    for (const [fields, path] of [
      [{ ...sending, act: 'keepForLater' }, check],
      [sending, paths.public.react('plan')],
    ] as const) {
      expect(arrivalIn((await refusedOnce(fields, { path })).text)).toBe('')
    }
  })

  test('is kept too when the database did not answer, under the number that the log has', async () => {
    const response = await calm.answer(await asked({ form: new URLSearchParams(sending) }), async () => {
      const headers = new Headers({ 'X-Request-Id': '1234-5678-9012' })
      headers.append('Set-Cookie', 'a=1')
      headers.append('Set-Cookie', 'b=2')
      return new Response('druk', { status: 503, headers })
    })
    expect(response.status).toBe(503)
    expect(arrivalIn(await response.text())).not.toBe('')
    expect(response.headers.get('x-request-id')).toBe('1234-5678-9012')
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  test('with a file says that the file was not kept, and shows the rest', async () => {
    const form = new FormData()
    form.append('title', 'Plan voor het park')
    form.append('file', new File(['x'], 'plan.docx'))
    const text = await (await busy.answer(await asked({ path: '/ambtenaar/trajecten/nieuw', form }), never)).text()
    expect(text).toContain('Het bestand dat u koos')
    expect(text).toContain('Plan voor het park')
  })

  test('that is no form, or is too long for a page, says to go back', async () => {
    const long = await refusedOnce(
      { act: 'keepText', text: 'x'.repeat(1024 * 1024) },
      { path: paths.public.react('plan') },
    )
    expect(long.text).toContain('Ga terug: wat u invulde staat er nog.')
    const request = new Request(`https://ons.example${check}`, { method: 'POST', headers: { accept: html } })
    const none = await busy.answer({ ...(await asked()), request, body: null }, never)
    expect(await none.text()).toContain('Ga terug: wat u invulde staat er nog.')
  })
})

describe('what is sent again', () => {
  test('counts from the first moment, and the pages never see the field', async () => {
    const arrival = arrivalIn((await refusedOnce()).text)
    const at = new Date(moment.getTime() + 600_000)
    const { got } = await passed({ form: new URLSearchParams({ ...sending, arrival }), at })
    expect(got).toEqual({ form: Object.entries(sending), firstArrivedAt: moment })
    expect((await passed({ form: new URLSearchParams(sending), at })).got?.firstArrivedAt).toBeNull()
  })

  test('and is refused again keeps its first moment', async () => {
    const arrival = arrivalIn((await refusedOnce()).text)
    const at = new Date(moment.getTime() + 600_000)
    const again = await refusedOnce({ ...sending, arrival }, { at })
    expect(arrivalIn(again.text)).toBe(arrival)
    expect(again.text.match(/name="arrival"/g)).toHaveLength(1)
    expect(again.text).toContain('om 23.59')
  })

  test.each([
    ['a changed text', (arrival: string) => ({ ...sending, seen: 'other', arrival }), {}],
    ['a made up moment', (arrival: string) => ({ ...sending, arrival: arrival.replace(/^\d+/, '1000') }), {}],
    ['another act', (arrival: string) => ({ ...sending, act: 'keepForLater', arrival }), {}],
    ['another plan', (arrival: string) => ({ ...sending, arrival }), { path: paths.public.reactCheck('ander') }],
    ['another site', (arrival: string) => ({ ...sending, arrival }), { headers: { host: 'ander.example' } }],
    [
      'a moment that is still to come',
      (arrival: string) => ({ ...sending, arrival }),
      { at: new Date(moment.getTime() - 1) },
    ],
    ['a moment of long ago', (arrival: string) => ({ ...sending, arrival }), { at: new Date('2016-12-01') }],
  ])('with %s is refused in our words and reaches no page', async (_, fields, rest) => {
    const arrival = arrivalIn((await refusedOnce()).text)
    const { status, got, text } = await passed({ form: new URLSearchParams(fields(arrival)), ...rest })
    expect([status, got]).toEqual([400, null])
    expect(text).toContain('Dit formulier klopt niet meer')
  })
})

describe('places', () => {
  const one = () =>
    admission({
      of: [
        {
          atOnce: 1,
          waiting: [
            { kind: 'sending', most: 0 },
            { kind: 'reading', most: 0 },
          ],
        },
        {
          atOnce: 2,
          waiting: [
            { kind: 'staff', most: 0 },
            { kind: 'entering', most: 0, inside: 1 },
          ],
        },
      ],
    })

  test('a stream holds one until its answer begins, a page until it is there, and an error gives it back', async () => {
    const pressure = underPressure({ secret, secure: false }, { places: one() })
    const stream = await pressure.answer(await asked({ path: '/' }), async () => new Response(new ReadableStream()))
    expect(stream.status).toBe(200)
    const page = Promise.withResolvers<Response>()
    const first = pressure.answer(await asked({ path: '/' }), () => page.promise)
    expect((await pressure.answer(await asked({ path: '/' }), never)).status).toBe(503)
    page.reject(new Error('broken'))
    await expect(first).rejects.toThrow('broken')
    expect((await pressure.answer(await asked({ path: '/' }), async () => new Response('ok'))).status).toBe(200)
  })

  test('who works here, by a session and an address of theirs, has a place when residents have taken all', async () => {
    const pressure = underPressure({ secret, secure: false }, { places: one() })
    void pressure.answer(await asked({ path: '/' }), () => new Promise<Response>(() => {}))
    const answered = async (given: Sending) =>
      (await pressure.answer(await asked(given), async () => new Response('ok'))).status
    expect(await answered({ path: '/ambtenaar', headers: { cookie: 'saomen=abc' } })).toBe(200)
    expect(await answered({ path: '/raad', headers: { cookie: 'saomen=abc' } })).toBe(200)
    expect(await answered({ path: '/ambtenaar' }), 'without a session').toBe(503)
    expect(await answered({ path: '/', headers: { cookie: 'saomen=abc' } }), 'as anyone').toBe(503)
  })

  test('sessions that anyone makes up leave places to who came in before, of whom the guards said so', async () => {
    const pressure = underPressure({ secret, secure: false }, { places: one() })
    const from = (session: string) => asked({ path: '/ambtenaar', headers: { cookie: `saomen=${session}` } })
    await pressure.answer(await from('official'), async (_request, _arrived, entered) => {
      entered()
      return new Response('ok')
    })
    void pressure.answer(await from('madeup1'), () => new Promise<Response>(() => {}))
    const answered = async (session: string) =>
      (await pressure.answer(await from(session), async () => new Response('ok'))).status
    expect([await answered('madeup2'), await answered('official')]).toEqual([503, 200])
  })

  test('who is between the steps of a reaction, or logs in, is let in before who reads', async () => {
    const lines: [string, Sending][] = [
      ['sending', { path: paths.public.react('plan'), form: new URLSearchParams({ act: 'keepText' }) }],
      ['sending', { path: paths.public.reactAboutYou('plan'), headers: { cookie: `concept=${'a'.repeat(22)}` } }],
      ['sending', { path: paths.public.receipt('plan'), headers: { cookie: `ontvangen=${'a'.repeat(22)}` } }],
      ['sending', { path: paths.public.logIn() }],
      ['reading', { path: paths.public.react('plan') }],
      ['reading', { path: paths.public.process('plan'), headers: { cookie: `concept=${'a'.repeat(22)}` } }],
    ]
    for (const [kind, given] of lines) {
      const seen: string[] = []
      const places = { enter: async (one: string) => (seen.push(one), null) }
      await underPressure({ secret, secure: false }, { places }).answer(await asked(given), never)
      expect(seen, given.path).toEqual([kind])
    }
  })
})

describe('a flood', () => {
  let lines: string[] = []
  let restore = () => {}
  beforeEach(() => {
    lines = []
    restore = logTo((line) => lines.push(line))
  })
  afterEach(() => restore())

  test(
    'of ten thousand that are refused at once takes no more memory than is set apart for it, and one line of the log',
    { timeout: 30_000 },
    async () => {
      const pressure = underPressure({ secret, secure: false }, { places: full, reportEveryMs: 50 })
      const text = 'x'.repeat(5000)
      const given = await asked({
        path: paths.public.react('plan'),
        form: new URLSearchParams({ act: 'keepText', text }),
      })
      // Nobody receives what is answered: each page stays where it is.
      const held = await Promise.all(
        Array.from({ length: 10_000 }, (_, at) =>
          pressure.answer({ ...given, clientAddress: `192.0.${at % 250}.1` }, never),
        ),
      )
      const pages = await Promise.all(held.map((response) => response.text()))
      const kept = pages.filter((page) => page.includes(text))
      expect(pages.filter((page) => page.includes('Het is nu erg druk'))).toHaveLength(10_000)
      expect(kept.length).toBeGreaterThan(1000)
      const bytes = kept.reduce((sum, page) => sum + page.length, 0)
      expect(bytes).toBeLessThanOrEqual(96 * 1024 * 1024)
      await expect
        .poll(() => lines.map((line) => JSON.parse(line) as unknown))
        .toEqual([
          expect.objectContaining({
            level: 'warn',
            msg: 'more was asked than could be answered',
            sendings: 10_000,
            readings: 0,
            ofStaff: 0,
          }),
        ])
      const response = await pressure.answer(given, never)
      expect(await response.text(), 'what was received makes room').toContain(text)
    },
  )
})
