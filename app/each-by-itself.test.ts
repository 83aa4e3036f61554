import { expect, test } from 'vitest'
import { eachByItself } from './each-by-itself.ts'

const failingAt = (wrong: readonly number[]) => {
  const done: number[] = []
  const all = eachByItself([1, 2, 3, 4], async (item) => {
    if (wrong.includes(item)) throw new Error(`no ${item}`)
    done.push(item)
  })
  return { done, all }
}

test('every item is handled, in order', async () => {
  const { done, all } = failingAt([])
  await all
  expect(done).toEqual([1, 2, 3, 4])
})

test('an error is thrown after the other items were handled', async () => {
  const one = failingAt([2])
  await expect(one.all).rejects.toThrow(/^no 2$/)
  expect(one.done).toEqual([1, 3, 4])
  const more = failingAt([1, 4])
  await expect(more.all).rejects.toThrow('2 of 4 failed: Error: no 1; Error: no 4')
  expect(more.done).toEqual([2, 3])
})
