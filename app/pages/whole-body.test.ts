import { expect, test } from 'vitest'
import { wholeBody } from './whole-body.ts'

/** A body of so many chunks of ten bytes, and what happens to it. */
function bodyOf(count: number) {
  let [given, cancelled] = [0, false]
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given === count) controller.close()
        else controller.enqueue(Buffer.from(String(given++).padStart(10, '0')))
      },
      cancel() {
        cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, given: () => given, wasCancelled: () => cancelled }
}

test('a short body is read whole, and so is none at all', async () => {
  expect(await wholeBody(bodyOf(3).stream, 30)).toEqual({ whole: Buffer.from('000000000000000000010000000002') })
  expect(await wholeBody(null, 30)).toEqual({ whole: Buffer.alloc(0) })
})

test('a long body is not held: all of it comes, as far as someone asks for it', async () => {
  const source = bodyOf(1000)
  const read = await wholeBody(source.stream, 50)
  expect(source.given()).toBe(6)
  if (!('stream' in read)) throw new Error('it was held')
  const text = await new Response(read.stream).text()
  expect(text.length).toBe(10_000)
  expect(text.slice(0, 20) + text.slice(-10)).toBe('000000000000000000010000000999')
})

test('who leaves while a long body comes ends it', async () => {
  const source = bodyOf(1000)
  const read = await wholeBody(source.stream, 50)
  if (!('stream' in read)) throw new Error('it was held')
  await read.stream.cancel()
  expect(source.wasCancelled()).toBe(true)
})

test('a body that breaks off is an error, and no page', async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('broke off')) })
  await expect(wholeBody(broken, 50)).rejects.toThrow('broke off')
})
