import { createServer } from 'node:http'
import { connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { ServerBuild } from '@remix-run/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#app/config.server.ts'
import { COME_BACK_AFTER_S } from '#app/errors.server.ts'
import type { Database } from '#db/client.server.ts'
import { bodyMemory } from './body-memory.ts'
import { countedBodies, countedBody } from './counted-body.ts'
import { httpApp } from './http.ts'
import { remixPages } from './remix-pages.ts'
import { turnQueue } from './turn-queue.ts'

const URLENCODED = 'application/x-www-form-urlencoded'
const REACTION = '/trajecten/plan-a/reageren'

type Pieces = Iterator<Uint8Array> | AsyncIterator<Uint8Array>

/** A post whose body comes in pieces, as over a network. */
function sent(
  body: string | Uint8Array | Pieces,
  { path = REACTION, type = URLENCODED, size = NaN, piece = 65_536 } = {},
): Request {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const whole = bytes instanceof Uint8Array
  const headers = { 'content-type': type, 'content-length': String(whole && Number.isNaN(size) ? bytes.length : size) }
  const stream = streamOf(whole ? piecesOf(bytes, piece) : bytes)
  return new Request(`http://ons.example${path}`, { method: 'POST', headers, body: stream, duplex: 'half' })
}

function streamOf(source: Pieces): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await source.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

function* piecesOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A body of one piece whose stream then stays open; `read` resolves when that piece was taken. */
function stuckAfter(text: string) {
  let taken = () => {}
  const read = new Promise<void>((resolve) => (taken = resolve))
  async function* body() {
    yield Buffer.from(text)
    taken()
    await new Promise(() => {})
  }
  return { body: body(), read }
}

const open = () => ({ memory: bodyMemory(), turns: turnQueue(2), network: '192.0.2.1', mayEnter: async () => false })

async function refusalOf(request: Request, given: Partial<Parameters<typeof countedBody>[1]> = {}) {
  const counted = await countedBody(request, { ...open(), ...given })
  return 'refused' in counted ? counted.refused : null
}

async function fieldsOf(request: Request): Promise<[string, string][]> {
  const counted = await countedBody(request, open())
  if ('refused' in counted) throw new Error(counted.refused.message)
  return [...(await counted.request.formData())].map(([name, value]) => [name, String(value)])
}

describe('a body within the limits', () => {
  test('keeps its content, whatever the size of its chunks', async () => {
    const form = new URLSearchParams({ tekst: 'Wij + zij: één bos & “veel” = groen\r\n😀', leeg: '' }).toString()
    for (const piece of [1, 13, 65_536]) {
      expect(await fieldsOf(sent(`${form}&zonder`, { piece }))).toEqual([...new URLSearchParams(`${form}&zonder=`)])
    }
  })

  test('becomes a spelling that every parser reads in linear time', async () => {
    const counted = await countedBody(sent('zonder&tekst=wij+zij&wé=ja'), open())
    expect('request' in counted && (await counted.request.text())).toBe('zonder=&tekst=wij%20zij&w%C3%A9=ja')
  })

  test('with files passes unchanged', async () => {
    const form = new FormData()
    const file = new Uint8Array(300_000).map((_, index) => index % 251)
    form.set('bestand', new File([file], 'Verslag één.pdf'))
    const whole = new Request('http://x/', { method: 'POST', body: form })
    const type = whole.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await whole.arrayBuffer())
    const counted = await countedBody(sent(bytes, { type, path: REACTION, piece: 1000 }), open())
    const read = 'request' in counted ? (await counted.request.formData()).get('bestand') : null
    expect(read).toBeInstanceOf(File)
    if (!(read instanceof File)) return
    expect(read.name).toBe('Verslag één.pdf')
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(file)
  })

  test('that is not a form, or claims to be two kinds of form, is never parsed as a form', async () => {
    for (const type of ['application/json', 'text/plain', `multipart/form-data; boundary=a, ${URLENCODED}`]) {
      await expect(fieldsOf(sent('f&f&f', { type })), type).rejects.toThrow()
    }
  })

  test('releases its memory once it was answered', async () => {
    const given = { ...open(), memory: bodyMemory({ whole: 100_000, network: 100_000 }) }
    for (let round = 0; round < 5; round++) {
      const counted = await countedBody(sent(`tekst=${'a'.repeat(90_000)}`), given)
      if ('refused' in counted) throw new Error(counted.refused.message)
      counted.done()
    }
  })

  test('waits its turn when it is a long form of a visitor, and no other form waits for it', async () => {
    const given = { ...open(), turns: turnQueue(1) }
    const long = () => countedBody(sent(`tekst=${'a'.repeat(90_000)}`), given)
    const first = await long()
    const begun: string[] = []
    const second = long().then(() => begun.push('second'))
    await countedBody(sent('tekst=kort'), given).then(() => begun.push('short'))
    const path = '/ambtenaar/trajecten/plan-a/plan'
    await countedBody(sent(`a=${'b'.repeat(90_000)}`, { path }), given).then(() => begun.push('official'))
    expect(begun).toEqual(['short', 'official'])
    if ('refused' in first) throw new Error(first.refused.message)
    first.done()
    await second
    expect(begun).toEqual(['short', 'official', 'second'])
  })

  test('is refused as busy when its turn does not come, and its memory is released', async () => {
    const given = { ...open(), memory: bodyMemory({ whole: 250_000, network: 250_000 }), turns: turnQueue(1, 10) }
    const long = () => countedBody(sent(`tekst=${'a'.repeat(90_000)}`), given)
    const first = await long()
    for (let round = 0; round < 3; round++)
      expect(await long()).toMatchObject({
        refused: { status: 503, headers: { 'Retry-After': String(COME_BACK_AFTER_S) } },
      })
    if ('refused' in first) throw new Error(first.refused.message)
    first.done()
    expect(await long()).not.toHaveProperty('refused')
  })
})

describe('a body is refused', () => {
  test.each([
    ['names without a value', 'f&'.repeat(5000)],
    ['fields without a name', '&'.repeat(5000)],
    ['fields', 'a=b&'.repeat(5000)],
  ])('with more than 5,000 %s', async (_, body) => {
    expect(await refusalOf(sent(body))).toMatchObject({
      status: 413,
      message: expect.stringMatching(/meer dan 5.000\).*staat er nog/),
    })
    expect(await refusalOf(sent(body.slice(0, body.lastIndexOf('&'))))).toBeNull()
  })

  test('with 100,000 parts, or with thousands of header lines in one part', async () => {
    const part = (head = '') => `--G\r\nContent-Disposition: form-data; name="a"\r\n${head}\r\nb\r\n`
    const type = 'multipart/form-data; boundary=G'
    const path = '/ambtenaar/trajecten/plan-a/plan'
    const given = { mayEnter: async () => true }
    expect(await refusalOf(sent(`${part().repeat(100_000)}--G--`, { type, path }), given)).toMatchObject({
      status: 413,
    })
    expect(await refusalOf(sent(`${part('X:a\r\n'.repeat(100_000))}--G--`, { type, path }), given)).toMatchObject({
      status: 400,
    })
    expect(await refusalOf(sent(`${part().repeat(5000)}--G--`, { type, path }), given)).toBeNull()
  })

  test('as soon as the first field too many came in, without waiting for the rest', async () => {
    // This body never ends: a reader that waits for all of it waits for ever.
    const { body } = stuckAfter('f&'.repeat(5000))
    expect(await refusalOf(sent(body, { size: 1_000_000 }))).toMatchObject({ status: 413 })
  })

  test('when it is longer or shorter than announced', async () => {
    expect(await refusalOf(sent('a=b&c=d', { size: 3 }))).toMatchObject({ status: 400 })
    expect(await refusalOf(sent('a=b', { size: 7 }))).toMatchObject({ status: 400 })
    expect(await refusalOf(sent('a=b', { size: -1 }))).toMatchObject({ status: 400 })
  })

  test('when it comes too slowly', async () => {
    expect(await refusalOf(sent(stuckAfter('a').body, { size: 100 }), { patienceMs: 20 })).toMatchObject({
      status: 408,
      message: expect.stringMatching(/staat er nog/),
    })
  })

  test('when its network has filled its part of the memory, while other networks are still served', async () => {
    const given = { memory: bodyMemory({ whole: 300_000, network: 100_000 }), turns: turnQueue(2) }
    const stuck = stuckAfter(`tekst=${'a'.repeat(90_000)}`)
    void refusalOf(sent(stuck.body, { size: 95_000 }), given)
    await stuck.read
    expect(await refusalOf(sent(`tekst=${'a'.repeat(90_000)}`), given)).toMatchObject({
      status: 503,
      headers: { 'Retry-After': String(COME_BACK_AFTER_S) },
    })
    expect(await refusalOf(sent('tekst=kort&x=1', { path: '/x' }), { ...given, network: '192.0.2.2' })).toBeNull()
    expect(await refusalOf(sent(`tekst=${'a'.repeat(90_000)}`), { ...given, network: '192.0.2.2' })).toBeNull()
  })

  test('when a few networks fill all of the memory together, except for networks that use little', async () => {
    const memory = bodyMemory({ whole: 275_000, network: 100_000, forSmallSenders: 50_000, small: 10_000 })
    const large = (network: string) => refusalOf(sent(`tekst=${'a'.repeat(90_000)}`), { memory, network })
    for (const network of ['1', '2', '3']) {
      const stuck = stuckAfter(`tekst=${'a'.repeat(90_000)}`)
      void refusalOf(sent(stuck.body, { size: 95_000 }), { memory, network })
      await stuck.read
    }
    expect(await large('4')).toMatchObject({ status: 503 })
    expect(await refusalOf(sent(`tekst=${'a'.repeat(9_000)}`), { memory, network: '4' })).toBeNull()
  })

  test('when one connection sends from all of its 65,536 networks', async () => {
    const bodies = countedBodies({} as Parameters<typeof countedBodies>[0])
    const counted = (request: Request, clientAddress: string) =>
      bodies.counted(request, { clientAddress, secure: true, answering: new Headers(), arrivedAt: new Date() })
    const large = 'a'.repeat(1_400_000)
    for (let n = 0; n < 11; n++) {
      const stuck = stuckAfter(large)
      void counted(sent(stuck.body, { type: 'text/plain', size: large.length + 1 }), `2001:db8:1:${n.toString(16)}::1`)
      await stuck.read
    }
    expect(await counted(sent(large, { type: 'text/plain' }), '2001:db8:1:ff::1')).toMatchObject({
      refused: { status: 503 },
    })
    expect(
      await counted(sent(large, { type: 'text/plain' }), '2001:db8:2::1'),
      'another connection',
    ).not.toHaveProperty('refused')
  })

  test('unread when the sender may not enter its area, and read when they may', async () => {
    const asked: string[] = []
    const mayEnter = (answer: boolean) => async (area: string) => (asked.push(area), answer)
    const path = '/ambtenaar/trajecten/plan-a/plan'
    const small = `a=${'b'.repeat(1000)}`
    const large = `a=${'b'.repeat(2_000_000)}`
    expect(await refusalOf(sent(small, { path }), { mayEnter: mayEnter(false) })).toBeNull()
    expect(asked).toEqual([])
    const unread = sent(large, { path })
    expect(await refusalOf(unread, { mayEnter: mayEnter(false) })).toMatchObject({ status: 413 })
    expect(unread.bodyUsed || unread.body?.locked).toBe(false)
    expect(await refusalOf(sent(large, { path }), { mayEnter: mayEnter(true) })).toBeNull()
    expect(asked).toEqual(['official', 'official'])
  })
})

describe('over a real connection', () => {
  /** Sends these bytes as they are and returns what came back until the server closed the connection. */
  function talk(port: number, head: string, body: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(head + body))
      socket.on('data', (chunk) => {
        answer += String(chunk)
        if (/\r\n\r\n.+/s.test(answer)) socket.end()
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
    })
  }

  async function listening(): Promise<number> {
    const pages = async (): Promise<ServerBuild> => {
      throw new Error('the pages were reached')
    }
    const installation = { config: readConfig({}), database: {} as Database, secret: '', clock: () => new Date() }
    const app = httpApp(installation, remixPages(installation, pages))
    const server = createServer(getRequestListener(app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    return address && typeof address === 'object' ? address.port : 0
  }

  test('a sender of a megabyte of names without a value can read why it is refused', async () => {
    const port = await listening()
    const body = 'f&'.repeat(500_000)
    const head = (path: string, length: number) =>
      `POST ${path} HTTP/1.1\r\nHost: ons.example\r\nContent-Type: ${URLENCODED}\r\nContent-Length: ${length}\r\n\r\n`
    expect(await talk(port, head(REACTION, body.length), body)).toMatch(/^HTTP\/1.1 413 .*te veel velden/s)
    expect(await talk(port, head('/wachtwoord-vergeten', body.length), body)).toMatch(
      /^HTTP\/1.1 413 .*te groot \(meer dan 256 kB\)/s,
    )
    expect(await talk(port, head('/ambtenaar/trajecten', 60_000_000), 'a=&'.repeat(100_000))).toMatch(/^HTTP\/1.1 413 /)
    expect(await talk(port, head(REACTION, 3), 'a=b')).toMatch(/^HTTP\/1.1 500 /)
  })

  test('a method that no page has is a mistake of the sender, and no error of ours', async () => {
    const port = await listening()
    for (const method of ['TRACE', 'PROPFIND']) {
      expect(await talk(port, `${method} / HTTP/1.1\r\nHost: ons.example\r\n\r\n`, ''), method).toMatch(
        /^HTTP\/1.1 405 .*Allow: GET/is,
      )
    }
  })
})
