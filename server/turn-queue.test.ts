import { expect, test } from 'vitest'
import { turnQueue } from './turn-queue.ts'

const visitor = () => new AbortController()

test('at most so many run at once, the others in order of arrival, and a turn ends once', async () => {
  const turns = turnQueue(2)
  const begun: number[] = []
  const take = async (n: number) => {
    const end = await turns.take(visitor())
    begun.push(n)
    return end
  }
  const [first, second, third, fourth] = [take(1), take(2), take(3), take(4)]
  const endFirst = await first
  if (!endFirst) throw new Error('the first does not wait')
  await second
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(begun).toEqual([1, 2])
  endFirst()
  endFirst()
  const endThird = await third
  if (!endThird) throw new Error('its turn came')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(begun).toEqual([1, 2, 3])
  endThird()
  await fourth
  expect(begun).toEqual([1, 2, 3, 4])
})

test('short work gets in between two turns', async () => {
  const turns = turnQueue(1)
  const order: string[] = []
  const one = turns.take(visitor()).then((end) => {
    order.push('one')
    setImmediate(() => order.push('short'))
    end?.()
  })
  const two = turns.take(visitor()).then((end) => {
    order.push('two')
    end?.()
  })
  await Promise.all([one, two])
  expect(order).toEqual(['one', 'short', 'two'])
})

test('a wait that ends takes no turn from those that come after', async () => {
  const turns = turnQueue(1, 10)
  const end = await turns.take(visitor())
  expect(await turns.take(visitor()), 'the first never ended in time').toBeNull()
  end?.()
  expect(await turns.take(visitor())).not.toBeNull()
})
