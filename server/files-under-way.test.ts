import { expect, test } from 'vitest'
import { csvFileInPieces } from '#app/file-response.ts'
import { paths } from '#app/paths.ts'
import { filesUnderWay } from './files-under-way.ts'

const request = (path = paths.public.answeredCsv('plan')) => new Request(`https://ons.example${path}`)

/** A file of two pieces, and whether it was ended. */
async function file() {
  let isEnded = false
  const pieces = async function* () {
    try {
      yield 'a;b\n'
      yield '1;2\n'
    } finally {
      isEnded = true
    }
  }
  const response = await csvFileInPieces('plan.csv', pieces())
  return { response, isEnded: () => isEnded }
}

test('a file comes whole, and one network has no more under way than its share', async () => {
  const files = filesUnderWay({ whole: 3, network: 2 })
  const ask = async (from: string) => files.sent(request(), (await file()).response, from)
  const first = [await ask('192.0.2.1'), await ask('192.0.2.1')]
  const tooMany = await file()
  const refused = files.sent(request(), tooMany.response, '192.0.2.1')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
  expect(refused.headers.get('content-disposition')).toBeNull()
  await expect.poll(tooMany.isEnded).toBe(true)
  expect((await ask('192.0.2.2')).status).toBe(200)
  expect((await ask('192.0.2.3')).status, 'of everyone').toBe(503)
  expect(await first[0]?.text()).toBe('a;b\n1;2\n')
  await first[1]?.body?.cancel()
  expect([(await ask('192.0.2.1')).status, (await ask('192.0.2.1')).status]).toEqual([200, 200])
})

test('who takes no piece of a file in time makes room, and its questions to the database end', async () => {
  const files = filesUnderWay({ whole: 1, patienceMs: 20 })
  const slow = await file()
  const answer = files.sent(request(), slow.response, '192.0.2.1')
  const reader = answer.body?.getReader()
  await reader?.read()
  await expect.poll(slow.isEnded).toBe(true)
  await expect(reader?.read()).rejects.toThrow('in time')
  expect((await file().then(({ response }) => files.sent(request(), response, '192.0.2.2'))).status).toBe(200)
})

test('a page, and a file of who works here, is not counted', async () => {
  const files = filesUnderWay({ whole: 0 })
  expect(files.sent(request('/'), new Response('ok'), '192.0.2.1').status).toBe(200)
  const own = files.sent(request('/ambtenaar/trajecten/plan/export.csv'), (await file()).response, '192.0.2.1')
  expect(await own.text()).toBe('a;b\n1;2\n')
})
