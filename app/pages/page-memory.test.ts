import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PageMemory } from './page-memory.ts'

const page = (size: number) => ({ size })

test('a page that was kept is found, each time', () => {
  const memory = new PageMemory(10_000)
  memory.keep('/', page(100))
  expect(memory.get('/')).toEqual(page(100))
  expect(memory.get('/')).toEqual(page(100))
  expect(memory.get('/hulp')).toBeUndefined()
})

test('a page that was made anew takes the place of the old one', () => {
  const memory = new PageMemory(10_000)
  memory.keep('/', page(100))
  memory.get('/')
  memory.keep('/', page(300))
  expect(memory.get('/')).toEqual(page(300))
  expect(memory.size).toBeLessThan(320)
})

test('a flood of addresses that are asked for once does not push out what people read', () => {
  const memory = new PageMemory(100_000)
  const read = Array.from({ length: 10 }, (_, n) => `/gelezen-${n}`)
  for (const address of read) memory.keep(address, page(1000))
  for (const address of read) memory.get(address)
  for (let n = 0; n < 10_000; n++) memory.keep(`/vloed-${n}`, page(1000))
  expect(read.filter((address) => memory.get(address) === undefined)).toEqual([])
  expect(memory.size).toBeLessThanOrEqual(100_000)
})

test('of what people read, what was not asked for longest goes first', () => {
  const memory = new PageMemory(10_000)
  for (let n = 0; n < 12; n++) {
    memory.keep(`/${n}`, page(1000))
    memory.get(`/${n}`)
    memory.get('/0')
  }
  expect(memory.get('/0')).toBeDefined()
  expect(memory.get('/11')).toBeDefined()
  expect(memory.get('/1')).toBeUndefined()
})

test('a page that is too large is not kept, and pushes nothing out', () => {
  const memory = new PageMemory(10_000)
  memory.keep('/', page(100))
  memory.keep('/groot', page(9000))
  expect(memory.get('/groot')).toBeUndefined()
  expect(memory.get('/')).toBeDefined()
})

test('whatever is kept and asked for, the bytes stay within what it may use', () => {
  const step = fc.record({
    address: fc.integer({ min: 0, max: 40 }),
    size: fc.integer({ min: 0, max: 4000 }),
    asks: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const memory = new PageMemory(20_000)
      for (const { address, size, asks } of steps) {
        if (asks) memory.get(`/${address}`)
        else memory.keep(`/${address}`, page(size))
        expect(memory.size).toBeLessThanOrEqual(20_000)
      }
    }),
  )
})
