import { expect, test } from 'vitest'
import { csvFileInPieces, jsonFileInPieces } from './file-response.ts'

async function* pieces(...texts: string[]) {
  yield* texts
}

test('a file in pieces is the file that it would be whole', async () => {
  const csv = await csvFileInPieces('punten.csv', pieces('nummer\n', '"1.1 é"\n'))
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="punten.csv"')
  expect(Buffer.from(await csv.arrayBuffer()).toString('utf8')).toBe('\ufeffnummer\n"1.1 é"\n')
  expect(await (await jsonFileInPieces('punten.json', pieces('[', ']'))).text()).toBe('[]')
})

test('what fails before the first piece is no file, and after it breaks off', async () => {
  async function* failing(...texts: string[]) {
    yield* texts
    throw new Error('lost')
  }
  await expect(jsonFileInPieces('punten.json', failing())).rejects.toThrow('lost')
  await expect((await jsonFileInPieces('punten.json', failing('['))).text()).rejects.toThrow('lost')
})

test('who stops reading halfway stops the questions to the database', async () => {
  let stopped = false
  async function* endless() {
    try {
      for (;;) yield 'x'
    } finally {
      stopped = true
    }
  }
  const reader = (await csvFileInPieces('punten.csv', endless())).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(stopped).toBe(true)
})

test('no piece is made before it is asked for, and others get a turn between two', async () => {
  let made = 0
  async function* counted() {
    for (; made < 50; made++) yield 'x'
  }
  const file = await csvFileInPieces('punten.csv', counted())
  expect(made).toBe(0)
  let isRead = false
  let turns = 0
  const others = (async () => {
    for (; !isRead; turns++) await new Promise((resolve) => setImmediate(resolve))
  })()
  await file.text()
  isRead = true
  await others
  expect(made).toBe(50)
  expect(turns).toBeGreaterThan(20)
})
