import { describe, expect, test } from 'vitest'
import { admission, rooms, type Kind } from './admission.ts'

const visitor = () => new AbortController()
const small = [
  {
    atOnce: 1,
    waiting: [
      { kind: 'sending' as const, most: 2 },
      { kind: 'reading' as const, most: 2 },
    ],
  },
  { atOnce: 1, waiting: [{ kind: 'staff' as const, most: 1 }] },
]

/** Asks for a place and notes what came of it. */
function asking(places: ReturnType<typeof admission>) {
  const heard: string[] = []
  const leaves = new Map<string, () => void>()
  return {
    heard,
    ask: (name: string, kind: Kind, from = visitor()) =>
      places.enter(kind, from).then((leave) => {
        heard.push(`${name} ${leave ? 'in' : 'refused'}`)
        if (leave) leaves.set(name, leave)
      }),
    leave: async (name: string) => {
      leaves.get(name)?.()
      await new Promise(setImmediate)
    },
  }
}

describe('when more is asked than can be done', () => {
  test('who sends goes before who reads, each in order of arrival, and one at a time', async () => {
    const { heard, ask, leave } = asking(admission({ of: small, patienceMs: 60_000 }))
    await ask('a', 'reading')
    const waiting = [ask('b', 'reading'), ask('c', 'sending'), ask('d', 'reading'), ask('e', 'sending')]
    for (const name of ['a', 'c', 'e', 'b', 'd']) await leave(name)
    await Promise.all(waiting)
    expect(heard).toEqual(['a in', 'c in', 'e in', 'b in', 'd in'])
  })

  test('who comes when the line is full is refused at once, and readers never fill the line of who sends', async () => {
    const { heard, ask } = asking(admission({ of: small, patienceMs: 60_000 }))
    await ask('a', 'reading')
    for (const name of ['b', 'c']) void ask(name, 'reading')
    await ask('d', 'reading')
    void ask('e', 'sending')
    void ask('f', 'sending')
    await ask('g', 'sending')
    expect(heard).toEqual(['a in', 'd refused', 'g refused'])
  })

  test('staff have places of their own, that residents cannot fill and from which they cannot be filled', async () => {
    const { heard, ask } = asking(admission({ of: small, patienceMs: 60_000 }))
    for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(name, name < 'c' ? 'sending' : 'reading')
    await ask('official', 'staff')
    void ask('council member', 'staff')
    await ask('partner', 'staff')
    expect(heard.slice(-2)).toEqual(['official in', 'partner refused'])
  })

  test('who waited long enough is refused, and does not take the place of the next', async () => {
    const { heard, ask, leave } = asking(admission({ of: small, patienceMs: 20 }))
    await ask('a', 'reading')
    await ask('b', 'sending')
    expect(heard).toEqual(['a in', 'b refused'])
    const next = ask('c', 'reading')
    await leave('a')
    await next
    expect(heard).toEqual(['a in', 'b refused', 'c in'])
  })

  test('who left while waiting leaves the line', async () => {
    const { heard, ask } = asking(admission({ of: small, patienceMs: 60_000 }))
    await ask('a', 'reading')
    const left = visitor()
    const [first, second] = [ask('b', 'reading', left), ask('c', 'reading')]
    left.abort()
    await first
    void ask('d', 'reading')
    await ask('e', 'reading')
    expect(heard, 'd has the place of b in the line').toEqual(['a in', 'b refused', 'e refused'])
    void second
  })

  test('a place that is left twice is one place', async () => {
    const places = admission({ of: small, patienceMs: 20 })
    const leave = await places.enter('reading', visitor())
    leave?.()
    leave?.()
    expect(await places.enter('reading', visitor())).not.toBeNull()
    expect(await places.enter('reading', visitor())).toBeNull()
  })
})

describe('a kind of which only so many may be answered at once', () => {
  const room = [
    {
      atOnce: 2,
      waiting: [
        { kind: 'sending' as const, most: 2 },
        { kind: 'reading' as const, most: 2, inside: 1 },
      ],
    },
  ]

  test('leaves the other places to the other kind, also when nobody else is there', async () => {
    const { heard, ask } = asking(admission({ of: room, patienceMs: 60_000 }))
    await ask('a', 'reading')
    void ask('b', 'reading')
    await ask('c', 'sending')
    expect(heard).toEqual(['a in', 'c in'])
  })

  test('has its next one in when one of it leaves, and not when one of the other kind does', async () => {
    const { heard, ask, leave } = asking(admission({ of: room, patienceMs: 60_000 }))
    await ask('a', 'reading')
    await ask('b', 'sending')
    const next = ask('c', 'reading')
    await leave('b')
    expect(heard).toEqual(['a in', 'b in'])
    await leave('a')
    await next
    expect(heard).toEqual(['a in', 'b in', 'c in'])
  })
})

test('a flood of a hundred thousand leaves behind what fits in the lines', async () => {
  const places = admission({ patienceMs: 60_000 })
  let [refused, waiting] = [0, 0]
  const asked = (['reading', 'sending', 'staff', 'entering'] as const).flatMap((kind) =>
    Array.from({ length: 25_000 }, () =>
      places.enter(kind, visitor()).then((leave) => (leave ? waiting++ : refused++)),
    ),
  )
  await new Promise(setImmediate)
  const inside = rooms.reduce((sum, { atOnce }) => sum + atOnce, 0)
  const lines = rooms.flatMap((room) => room.waiting).reduce((sum, { most }) => sum + most, 0)
  expect([waiting, refused]).toEqual([inside, asked.length - inside - lines])
})

test.each(rooms)('what a room lets in and lets wait is computed within two seconds: %j', ({ atOnce, waiting }) => {
  const mostMs = { sending: 3, reading: 7, staff: 7, entering: 7 }
  const inLine = waiting.reduce((sum, { kind, most }) => sum + most * mostMs[kind], 0)
  expect(atOnce * 7 + inLine).toBeLessThan(2000)
})
