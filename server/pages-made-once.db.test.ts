import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { logTo } from '#app/log.server.ts'
import { watchContent } from '#app/pages/content-watch.server.ts'
import { paths } from '#app/paths.ts'
import { aMunicipality, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { pagesFromMemory } from './pages-from-memory.ts'

const { db, pool } = await testDatabase()
await aMunicipality(db, { host: '127.0.0.1' })
const config = { baseUrl: null } as Parameters<typeof pagesFromMemory>[0]['config']
const close = async () => {}

/** What the pages answer in the test at hand, and how often they were asked. */
let page: () => Response = () => new Response()
let asked = 0
const watch = watchContent({ db, pool }, { baseUrl: null, port: 0 })
const memory = pagesFromMemory(
  { config, database: { db, pool, close }, secret: '', clock: () => NOW },
  {
    pages: {
      secure: false,
      async answer() {
        asked++
        await sleep(20)
        return page()
      },
      wentWrong: () => new Response(),
    },
    pressure: { answer: ({ request }, handle) => handle(request, null, () => {}) },
    watch,
    port: 0,
  },
)
const server = createServer((request, response) => {
  if (memory.answers(request, response)) return
  const otherwise = () => response.end('their own')
  if (!memory.makes(request, response, otherwise)) otherwise()
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

function ask(address: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ port, path: address, agent: false }, resolve).once('error', reject)
  })
}
const textAt = async (address: string) => text(await ask(address))

beforeEach(async () => {
  page = () => new Response('kept')
  // A process keeps nothing before it hears itself.
  await vi.waitFor(async () => expect((await ask(paths.public.help())).headers.etag).toBeDefined())
  asked = 0
})
afterAll(() => {
  watch.stop()
  server.close()
})

test('who asks for a page that is being made waits for it, and each is answered', async () => {
  page = () => new Response('made once')
  const all = Array.from({ length: 5 }, () => textAt(paths.public.privacy()))
  expect(await Promise.all(all)).toEqual(Array(5).fill('made once'))
  expect(asked).toBe(1)
  expect(await textAt(paths.public.privacy())).toBe('made once')
  expect(asked).toBe(1)
})

test('a page that sets a cookie is of one visitor, so each gets their own', async () => {
  page = () => new Response('of another', { headers: { 'Set-Cookie': 'session=of-another' } })
  const all = await Promise.all([1, 2].map(() => ask(paths.public.accessibility())))
  expect(await Promise.all(all.map((answer) => text(answer)))).toEqual(['their own', 'their own'])
  expect(all.map(({ headers }) => headers['set-cookie'])).toEqual([undefined, undefined])
})

test('a page that cannot be made is answered in the other way, and the log says so once', async () => {
  const lines: string[] = []
  onTestFinished(logTo((line) => lines.push(line)))
  page = () => {
    throw new Error('not to be made')
  }
  const all = Array.from({ length: 3 }, () => textAt(paths.public.finished()))
  expect(await Promise.all(all)).toEqual(Array(3).fill('their own'))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('a page could not be made to be kept')
})

test('who leaves during a file that is too long to keep ends its making', async () => {
  let ended = false
  page = () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
        cancel: () => void (ended = true),
      }),
    )
  const answer = await ask(paths.public.answeredCsv('plan'))
  answer.destroy()
  await vi.waitFor(() => expect(ended).toBe(true))
  expect(await textAt(paths.public.answeredCsv('plan')), 'whose file was long is not made here again').toBe('their own')
})

test('a process that stops answers nothing from memory: what still changes it does not hear', async () => {
  watch.stop()
  expect(await textAt(paths.public.help())).toBe('their own')
})
