import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { answerKept, keptPage, type Body } from './kept-page.ts'

const TIMES = { version: 3, from: 0, until: 1000 }
const html = Buffer.from(`<!doctype html><p>${'Wat vindt u van het plan? Reageer vóór 1 mei. '.repeat(100)}</p>`)
const page = await keptPage(
  html,
  new Headers({
    ...{ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'X-Request-Id': '1234-1234-1234' },
    ...{ 'X-Content-Type-Options': 'nosniff', 'Transfer-Encoding': 'chunked', Date: 'yesterday', Vary: 'Cookie' },
  }),
  TIMES,
)
const bytesOf = (body: Body | null) =>
  typeof body === 'string' ? Buffer.from(body, 'latin1') : (body ?? Buffer.alloc(0))
const headersOf = (flat: string[]) =>
  Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1]]] : [])))

describe('a kept page', () => {
  test('is sent as it was made, in each way of compressing', () => {
    const get = (accepts?: string) =>
      answerKept(page, { method: 'GET', headers: accepts === undefined ? {} : { 'accept-encoding': accepts } })
    const [plain, gzip, br] = [get(), get('gzip'), get('gzip, br')]
    expect(bytesOf(plain.body).equals(html)).toBe(true)
    expect(gunzipSync(bytesOf(gzip.body)).equals(html)).toBe(true)
    expect(brotliDecompressSync(bytesOf(br.body)).equals(html)).toBe(true)
    expect(headersOf(plain.headers)['content-encoding']).toBeUndefined()
    expect(headersOf(gzip.headers)['content-encoding']).toBe('gzip')
    for (const { headers, body } of [plain, gzip, br]) {
      expect(headersOf(headers)).toMatchObject({ 'content-length': String(body?.length), etag: page.etag })
    }
  })

  test('is the same when it is long, and its bytes are no text', async () => {
    const bytes = Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * 7919) % 256))
    const long = await keptPage(bytes, new Headers({ 'Content-Type': 'application/octet-stream' }), TIMES)
    for (const [accepts, read] of [
      ['', bytesOf],
      ['br', (body: Body | null) => brotliDecompressSync(bytesOf(body))],
    ] as const) {
      const { body, headers } = answerKept(long, { method: 'GET', headers: { 'accept-encoding': accepts } })
      expect(read(body).equals(bytes)).toBe(true)
      expect(headersOf(headers)['content-length']).toBe(String(bytesOf(body).length))
    }
  })

  test('has the headers of the page, and none of one visitor, one answer or one connection', () => {
    const headers = headersOf(answerKept(page, { method: 'GET', headers: {} }).headers)
    expect(headers).toEqual({
      ...{ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', etag: page.etag },
      ...{ 'cache-control': 'public, no-cache', vary: 'accept-encoding', 'content-length': String(html.length) },
    })
  })

  test('is not sent again to who has it, nor for a HEAD', () => {
    const again = answerKept(page, { method: 'GET', headers: { 'if-none-match': page.etag } })
    expect(again).toMatchObject({ status: 304, body: null })
    expect(headersOf(again.headers)['content-length']).toBeUndefined()
    const head = answerKept(page, { method: 'HEAD', headers: {} })
    expect(head).toMatchObject({ status: 200, body: null })
    expect(headersOf(head.headers)['content-length']).toBe(String(html.length))
  })

  test('has another tag with other words or another type, and the same with another header', async () => {
    const of = (body: string, headers: Record<string, string>) =>
      keptPage(Buffer.from(body), new Headers(headers), TIMES)
    const text = { 'Content-Type': 'text/plain' }
    const tags = await Promise.all([
      of('a', text),
      of('b', text),
      of('a', { 'Content-Type': 'text/html' }),
      of('a', { ...text, 'X-Request-Id': '1' }),
    ])
    const [first, ...others] = tags.map(({ etag }) => etag)
    expect(others.map((etag) => etag === first)).toEqual([false, false, true])
  })

  test('that is very short is sent as it is, whatever is accepted', async () => {
    const short = await keptPage(Buffer.from('ok'), new Headers({ 'Content-Type': 'text/plain' }), TIMES)
    const { body, headers } = answerKept(short, { method: 'GET', headers: { 'accept-encoding': 'br, gzip' } })
    expect(String(body)).toBe('ok')
    expect(headersOf(headers)['content-encoding']).toBeUndefined()
  })
})
