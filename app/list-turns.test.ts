import { expect, test } from 'vitest'
import { csvFileInPieces } from './file-response.ts'
import { turnsOfLists } from './list-turns.server.ts'

async function* pieces() {
  for (;;) yield 'a;b\n'
}
const endless = () => csvFileInPieces('punten.csv', pieces())
const statusOf = (asked: Promise<Response>) =>
  asked.then(
    ({ status }) => status,
    (thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown),
  )

test('two lists are under way at once, and who asks for a third hears when to come back', async () => {
  const turn = turnsOfLists({ most: 2, patienceMs: 60_000 })
  const [first] = [await turn(endless), await turn(endless)]
  const refused = (await turn(endless).catch((thrown: unknown) => thrown)) as Response
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await refused.text()).toMatch(/al 2 lijsten opgehaald.*over een minuut opnieuw/s)
  await first.body?.cancel()
  expect(await statusOf(turn(endless))).toBe(200)
  expect(await statusOf(turn(endless))).toBe(503)
})

test('a list that was read, failed, or is taken by nobody gives its place to another', async () => {
  const turn = turnsOfLists({ most: 1, patienceMs: 20 })
  await (await turn(() => Promise.resolve(new Response('a;b\n')))).text()
  await expect(turn(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  const forgotten = await turn(endless)
  expect(await statusOf(turn(endless))).toBe(503)
  await expect.poll(() => statusOf(turn(endless))).toBe(200)
  await expect(forgotten.text()).rejects.toThrow('in time')
})
