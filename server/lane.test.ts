import { expect, test } from 'vitest'
import { logTo } from '#app/log.server.ts'
import { lane } from './lane.ts'

/** Work that is under way until it is let go. */
function held() {
  let letGo = () => {}
  const until = new Promise<void>((resolve) => (letGo = resolve))
  return { until, letGo }
}

test('what is asked while a task runs ends at once, and runs once after it, in the same place', async () => {
  const ran: string[] = []
  const { until, letGo } = held()
  const inLane = lane()
  const long = inLane('long', async () => {
    ran.push('long')
    await until
  })
  const short = inLane('short', () => Promise.resolve(void ran.push('short')))
  const first = long()
  await Promise.all([long(), long(), short(), short()])
  expect(ran).toEqual(['long'])
  letGo()
  await first
  expect(ran).toEqual(['long', 'long', 'short'])
  await short()
  expect(ran).toEqual(['long', 'long', 'short', 'short'])
})

test('a task that fails takes nothing from the others, and the lane is free again', async () => {
  const ran: string[] = []
  const { until, letGo } = held()
  const inLane = lane()
  const failing = inLane('failing', () => until.then(() => Promise.reject(new Error('no connection'))))
  const other = inLane('other', () => Promise.resolve(void ran.push('other')))
  const first = failing()
  await other()
  letGo()
  await expect(first).rejects.toThrow('no connection')
  expect(ran).toEqual(['other'])
  await other()
  expect(ran).toEqual(['other', 'other'])
})

test('a task that fails in the place of another is logged under its own name, and the other job ends well', async () => {
  const lines: string[] = []
  const stop = logTo((line) => lines.push(line))
  const { until, letGo } = held()
  const inLane = lane()
  const holder = inLane('find-campaigns', () => until)
  const other = inLane('search-words', () => Promise.reject(new TypeError('words that nobody may read')))
  const first = holder()
  await other()
  letGo()
  await expect(first).resolves.toBeUndefined()
  stop()
  const [line = '', ...more] = lines
  expect(more).toEqual([])
  expect(JSON.parse(line)).toMatchObject({ level: 'error', task: 'search-words', error: { name: 'TypeError' } })
  expect(line).not.toContain('words that nobody may read')
  await expect(other()).rejects.toThrow(TypeError)
})
