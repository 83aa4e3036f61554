import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compressFiles } from '../scripts/compress-files.ts'
import { securityHeaders } from './security-headers.ts'
import { staticFiles } from './static-files.ts'

const root = await mkdtemp(path.join(tmpdir(), 'saomen-static-'))
const styles = '.a { color: red }\n'.repeat(500)
const image = `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0"/>'.repeat(100)}</svg>`
beforeAll(async () => {
  for (const folder of ['assets', 'fonts', 'ui']) await mkdir(path.join(root, folder))
  await writeFile(path.join(root, 'assets', 'public-abc.css'), styles)
  await writeFile(path.join(root, 'fonts', 'font.woff2'), Buffer.alloc(4000))
  await writeFile(path.join(root, 'ui', 'select.svg'), image)
  await compressFiles(root)
})
afterAll(() => rm(root, { recursive: true }))

const app = new Hono().use(securityHeaders({ secure: true })).route('/', staticFiles(root))
const get = (name: string, headers: Record<string, string> = {}) => app.request(name, { headers })
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

test('styles are sent in the smallest form that the browser accepts, with their type, for a year', async () => {
  for (const [accepts, encoding, unpack] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const) {
    const response = await get('/assets/public-abc.css', { 'accept-encoding': accepts })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    })
    const bytes = await bytesOf(response)
    expect(bytes.length).toBeLessThan(styles.length / 10)
    expect(unpack(bytes).toString()).toBe(styles)
  }
})

test('a browser without compression gets them uncompressed, and a shared cache knows that there is a difference', async () => {
  const response = await get('/assets/public-abc.css')
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(response.headers.get('vary')).toBe('Accept-Encoding')
  expect(await response.text()).toBe(styles)
})

test('a font is not compressed again', async () => {
  const response = await get('/fonts/font.woff2', { 'accept-encoding': 'br' })
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(response.headers.get('content-type')).toBe('font/woff2')
})

test('a file whose name never changes is requested again, but not sent again while it is the same', async () => {
  const first = await get('/ui/select.svg', { 'accept-encoding': 'br' })
  expect(first.headers.get('cache-control')).toBe('public, max-age=86400')
  const tag = first.headers.get('etag') ?? ''
  expect(tag).toMatch(/^".+"$/)
  const again = await get('/ui/select.svg', { 'accept-encoding': 'br', 'if-none-match': tag })
  expect(again.status).toBe(304)
  expect((await bytesOf(again)).length).toBe(0)
  expect((await get('/ui/select.svg', { 'if-none-match': tag })).status, 'not compressed it is another').toBe(200)
})

test('an unknown name, or one that leads out of the folder, is not cached for a year', async () => {
  for (const name of ['/assets/none.css', '/assets/..%2f..%2fpackage.json', '/assets/']) {
    const response = await get(name)
    expect(response.status, name).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
})
