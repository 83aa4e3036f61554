import { Buffer } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { GatheredStream } from './gathered-stream.server.ts'

test('small chunks come out as a few large ones, without changing a byte', async () => {
  const stream = new GatheredStream()
  const sizes: number[] = []
  stream.on('data', (piece: Buffer) => sizes.push(piece.length))
  const all = buffer(stream)
  const sent = Array.from({ length: 100 }, (_, n) => Buffer.from(`${n} é 🚲 `.repeat(150)))
  for (const piece of sent) stream.write(piece)
  stream.end()
  expect(Buffer.compare(await all, Buffer.concat(sent))).toBe(0)
  expect(sizes.length).toBeLessThan(6)
})

test('flushing sends at once what is there', async () => {
  const stream = new GatheredStream()
  const first = new Promise<string>((resolve) => stream.once('data', (piece: Buffer) => resolve(piece.toString())))
  stream.write('<main>')
  stream.write('het begin')
  stream.flush()
  expect(await first).toBe('<main>het begin')
  stream.flush()
  stream.end()
  expect((await buffer(stream)).length).toBe(0)
})
