import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Drafts } from './answer-on-device.ts'
import {
  draftsForDevice,
  draftsToSend,
  shownItems,
  startWriting,
  waitingDrafts,
  writingAfter,
  type WritingEvent,
  type WritingState,
} from './answer-state.ts'
import type { ViewItem } from './response-view.ts'
import type { ItemConflict } from './answer-form.ts'
import { threeWay } from './three-way.ts'

const item = (id: string, text: string): ViewItem => ({ id, text, at: '', by: null, byId: null })
const items = (texts: Record<string, string>) => Object.entries(texts).map(([id, text]) => item(id, text))
const conflict = (id: string, base: string, mine: string, theirs: string): ItemConflict => ({
  ...{ id, base, mine, theirs },
  by: 'Collega B',
  at: '2016-08-24T10:00:00Z',
})

/** Someone who writes at an answer that has these texts. */
const writing = (texts: Record<string, string> = {}, fresh: string[] = []) => startWriting(items(texts), 1, fresh, null)
const after = (state: WritingState, ...events: WritingEvent[]) => events.reduce(writingAfter, state)
const send = (state: WritingState): WritingEvent => ({ type: 'sent', drafts: draftsToSend(state) ?? {} })
const shown = (state: WritingState, makingWay: string[] = []) =>
  shownItems(state, makingWay).map(({ id, text }) => `${id}:${text}`)
const typed = (id: string, text: string): WritingEvent => ({ type: 'typed', id, text })
const stored = (version: number, texts: Record<string, string>): WritingEvent => ({
  type: 'stored',
  items: items(texts),
  version,
})
const answered = (version: number, ...conflicts: ItemConflict[]): WritingEvent => ({
  type: 'answered',
  version,
  conflicts,
})

describe('what someone types', () => {
  test('is shown at once, waits until it is sent, and is a draft until a view has it', () => {
    let state = after(writing({ a: 'Begin' }), typed('a', 'Begin en meer'))
    expect(draftsToSend(state)).toEqual({ a: { text: 'Begin en meer', seen: 'Begin' } })
    state = after(state, send(state))
    expect([Object.keys(waitingDrafts(state)), shown(state)]).toEqual([['a'], ['a:Begin en meer']])
    state = after(state, answered(2))
    expect([draftsToSend(state), shown(state)]).toEqual([null, ['a:Begin en meer']])
    expect(draftsForDevice(state)).toEqual({})
    state = after(state, stored(2, { a: 'Begin en meer' }))
    expect(state.drafts).toEqual({})
    expect(shown(after(state, stored(3, { a: 'Van een ander' })))).toEqual(['a:Van een ander'])
  })

  test('stays typed when the view that has it comes before the answer', () => {
    let state = after(writing({ a: '' }), typed('a', 'x'))
    state = after(state, send(state), stored(2, { a: 'x' }), typed('a', 'xy'), answered(2))
    expect(draftsToSend(state)).toEqual({ a: { text: 'xy', seen: 'x' } })
  })

  test('and takes back while it is on its way is taken back at the server too', () => {
    let state = after(writing({ a: 'Begin' }), typed('a', 'Anders'))
    state = after(state, send(state), typed('a', 'Begin'))
    expect([draftsToSend(state), Object.keys(waitingDrafts(state))]).toEqual([null, ['a']])
    state = after(state, answered(2))
    expect(draftsToSend(state)).toEqual({ a: { text: 'Begin', seen: 'Anders' } })
  })

  test('and was refused is not sent again as it is, but is with the next thing typed', () => {
    let state = after(writing({ a: '' }), typed('a', 'te lang'))
    state = after(state, send(state), { type: 'refused', problem: 'Maak er twee van.' })
    expect([draftsToSend(state), state.problem, Object.keys(waitingDrafts(state))]).toEqual([
      null,
      'Maak er twee van.',
      ['a'],
    ])
    state = after(state, typed('a', 'kort'))
    expect(draftsToSend(state)).toEqual({ a: { text: 'kort', seen: '' } })
    expect(after(state, send(state), answered(2)).problem).toBe('')
  })

  test('in a field that is done is sent without waiting for a pause', () => {
    const left = after(writing({ a: '' }), typed('a', 'x'), { type: 'left' })
    expect([left.isHurried, after(left, typed('a', 'xy')).isHurried]).toEqual([true, false])
  })

  test('and the device kept comes back as if it was typed now, under what was typed since', () => {
    const drafts = { a: { text: 'Van gisteren', seen: 'Begin' }, b: { text: 'Ook', seen: '' } }
    const state = after(writing({ a: 'Begin' }), typed('a', 'Van nu'), { type: 'restored', drafts })
    expect(shown(state)).toEqual(['a:Van nu', 'b:Ook'])
    expect(draftsForDevice(state)).toEqual({ a: { text: 'Van nu', seen: 'Begin' }, b: drafts.b })
  })
})

describe('a text that someone else changed too', () => {
  const clash = conflict('a', 'Begin', 'Van mij', 'Van een ander')
  const clashing = () => {
    const state = after(writing({ a: 'Begin' }), typed('a', 'Van mij'))
    return after(state, send(state), answered(2, clash), stored(2, { a: 'Van een ander' }))
  }

  test('is for the person to decide on: nothing is sent, and the device keeps it', () => {
    const state = clashing()
    expect([draftsToSend(state), state.conflicts]).toEqual([null, [clash]])
    expect(draftsForDevice(state)).toEqual({ a: { text: 'Van mij', seen: 'Begin' } })
  })

  test.each([
    ['mine' as const, { a: { text: 'Van mij', seen: 'Van een ander' } }],
    ['theirs' as const, null],
    ['both' as const, { n: { text: 'Van mij', seen: '', after: 'a' } }],
  ])('of which one chose %s becomes that', (decision, due) => {
    const state = after(clashing(), { type: 'decided', conflict: clash, decision, freshId: 'n' })
    expect(draftsToSend(state)).toEqual(
      due && Object.fromEntries(Object.entries(due).map(([id, one]) => [id, expect.objectContaining(one)])),
    )
    expect(state.conflicts).toEqual([])
  })

  test('has what was typed on since it was sent', () => {
    let state = after(writing({ a: 'Begin' }), typed('a', 'Van mij'))
    state = after(state, send(state), typed('a', 'Van mij, en meer'), answered(2, clash))
    expect(state.conflicts).toEqual([{ ...clash, mine: 'Van mij, en meer' }])
  })

  test('is no question any more when one took back what one typed meanwhile', () => {
    let state = after(writing({ a: 'Begin' }), typed('a', 'Van mij'))
    state = after(state, send(state), typed('a', 'Begin'), answered(2, clash))
    expect([state.conflicts, draftsToSend(state), shown(state)]).toEqual([[], null, ['a:Van een ander']])
  })

  test('and that one took away and puts back is theirs again', () => {
    let state = after(writing({ a: 'Begin' }), { type: 'removed', id: 'a' })
    state = after(state, send(state), answered(2, { ...clash, mine: '' }), stored(2, { a: 'Van een ander' }))
    expect(state.conflicts).toEqual([{ ...clash, mine: '' }])
    state = after(state, { type: 'putBack' })
    expect([state.conflicts, draftsToSend(state), shown(state)]).toEqual([[], null, ['a:Van een ander']])
  })

  test('came with the form that brought the page, and is kept on the device too', () => {
    const state = startWriting(items({ a: 'Van een ander' }), 1, [], { conflicts: [clash], typed: [] })
    expect(shownItems(state, [])[0]?.conflict).toEqual(clash)
    expect(draftsForDevice(state)).toEqual({ a: { text: 'Van mij', seen: 'Begin' } })
  })
})

describe('fields', () => {
  test('that are empty follow the texts, and go once something is stored unless someone asked for them', () => {
    expect(shown(writing({}, ['n']), ['n'])).toEqual(['n:'])
    const state = after(writing({}, ['n']), stored(2, { a: 'Van een ander' }))
    expect([shown(state, ['n']), shown(state)]).toEqual([['a:Van een ander'], ['a:Van een ander', 'n:']])
    expect(shown(after(state, typed('n', 'x')), ['n'])).toEqual(['a:Van een ander', 'n:x'])
    expect(shown(after(state, { type: 'added', id: 'm' }))).toEqual(['a:Van een ander', 'n:', 'm:'])
  })

  test.each([
    ['a', ['a:', 'b:B', 'c:C']],
    ['b', ['a:A', 'b:', 'c:C']],
  ])('that are emptied (%s) stay where they are when nothing is stored of them any more', (id, fields) => {
    const texts = { a: 'A', b: 'B', c: 'C' }
    let state = after(writing(texts), typed(id, ' '))
    state = after(state, send(state), answered(2))
    const { [id as 'a']: _, ...others } = texts
    expect(shown(after(state, stored(2, others)))).toEqual(fields)
  })

  test('that are taken away are not shown, and come back where they were', () => {
    let state = after(writing({ a: 'A', b: 'B', c: 'C' }), { type: 'removed', id: 'b' })
    expect([shown(state), draftsToSend(state)]).toEqual([['a:A', 'c:C'], { b: { text: '', seen: 'B' } }])
    state = after(state, send(state), answered(2), stored(2, { a: 'A', c: 'C' }), { type: 'putBack' })
    expect(shown(state)).toEqual(['a:A', 'b:B', 'c:C'])
    expect(draftsToSend(state)).toEqual({ b: { text: 'B', seen: '', after: 'a' } })
  })

  test('that were taken away and that a colleague keeps are there again, and no longer to be put back', () => {
    let state = after(writing({ a: 'A' }), { type: 'removed', id: 'a' })
    state = after(state, send(state), answered(2), stored(2, {}), stored(3, { a: 'A' }))
    expect([shown(state), state.removed]).toEqual([['a:A'], null])
  })
})

/** A server, a colleague and a network, in any order: what is typed here is told by events, as the hook does it. */
type Step =
  | { do: 'type' | 'colleague'; id: string; text: string }
  | { do: 'remove'; id: string }
  | { do: 'start' | 'arrive' | 'lose' | 'answer' | 'view' | 'reload' | 'decide' | 'putBack' | 'leave' }

function play(steps: readonly Step[]) {
  const server: Record<string, string> = {}
  let version = 1
  /** Every text that the server ever had, by item. */
  const had = new Map<string, Set<string>>()
  /** What was typed last in a field and not given up since. */
  const last = new Map<string, string>()
  let state = writing()
  let [form, answer]: [Drafts | null, WritingEvent | null] = [null, null]
  let count = 0
  /** Few texts are often the same; 'another' never is. */
  const unlike = (text: string) => (text === 'another' ? `text ${++count}` : text)
  const tell = (event: WritingEvent) => (state = writingAfter(state, event))
  const write = (id: string, text: string) => {
    if (text === '') delete server[id]
    else server[id] = text
    had.set(id, (had.get(id) ?? new Set()).add(text))
    version++
  }
  const arrive = () => {
    if (!form) return
    const conflicts: ItemConflict[] = []
    for (const [id, { text, seen }] of Object.entries(form)) {
      const there = server[id] ?? ''
      const outcome = threeWay(seen, text, there)
      if (outcome.kind === 'conflict') conflicts.push(conflict(id, outcome.base, outcome.mine, outcome.theirs))
      else if (outcome.text !== there) write(id, outcome.text)
      else had.set(id, (had.get(id) ?? new Set()).add(text))
    }
    answer = answered(version, ...conflicts)
  }
  const act: Record<Step['do'], (step: Step) => void> = {
    type(step) {
      // Nobody types in a field that is not there, or that asks to choose.
      if (!('text' in step) || [...state.conflicts, state.removed].some((one) => one?.id === step.id)) return
      const text = unlike(step.text)
      tell(typed(step.id, text))
      last.set(step.id, text)
    },
    colleague: (step) => 'text' in step && step.text !== (server[step.id] ?? '') && write(step.id, unlike(step.text)),
    remove(step) {
      if (!('id' in step) || !shownItems(state, []).some(({ id, conflict }) => id === step.id && !conflict)) return
      tell({ type: 'removed', id: step.id })
      last.delete(step.id)
    },
    start() {
      const due = draftsToSend(state)
      if (form || !due) return
      form = due
      tell(send(state))
    },
    arrive,
    // What was not answered is sent again as it was; whether it arrived is not known.
    lose: () => (answer = null),
    answer() {
      if (!answer) return
      tell(answer)
      ;[form, answer] = [null, null]
    },
    view: () => tell(stored(version, server)),
    reload() {
      const kept = draftsForDevice(state)
      ;[form, answer] = [null, null]
      state = startWriting(items(server), version, [], null)
      tell({ type: 'restored', drafts: JSON.parse(JSON.stringify(kept)) })
    },
    decide() {
      const [first] = state.conflicts
      if (first) tell({ type: 'decided', conflict: first, decision: 'mine', freshId: 'n' })
    },
    putBack: () => tell({ type: 'putBack' }),
    leave: () => tell({ type: 'left' }),
  }
  const step = (one: Step) => act[one.do](one)
  steps.forEach(step)
  return { state: () => state, server, had, last, step }
}

describe('whatever happens, in whatever order', () => {
  const id = fc.constantFrom('a', 'b')
  const text = fc.constantFrom('', 'x', 'another', 'another')
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constantFrom('type' as const, 'type' as const, 'colleague' as const), id, text }),
    fc.record({ do: fc.constant('remove' as const), id }),
    fc.record({ do: fc.constantFrom('start', 'arrive', 'answer') }),
    fc.record({
      do: fc.constantFrom('start', 'arrive', 'answer', 'decide', 'lose', 'view', 'reload', 'putBack', 'leave'),
    }),
  )
  const steps = fc.array(step, { maxLength: 40, size: 'max' })
  const RUNS = { numRuns: 400 }

  test('no character that someone typed is lost: it is on the screen, or the server had it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { state, had, last } = play(all)
        for (const [id, text] of last) {
          const found = shownItems(state(), []).find((one) => one.id === id)
          const here = [found?.text, found?.conflict?.mine, state().removed?.text]
          if (text !== '' && !had.get(id)?.has(text)) expect(here).toContain(text)
        }
      }),
      RUNS,
    )
  })

  test('where nobody else writes, what is stored in the end is what was typed last', () => {
    const alone = steps.map((all) => all.filter((one) => !['colleague', 'reload', 'remove'].includes(one.do)))
    fc.assert(
      fc.property(alone, (all) => {
        const { server, last, step } = play(all)
        for (let round = 0; round < 8; round++)
          for (const next of ['start', 'arrive', 'answer', 'view'] as const) step({ do: next })
        expect(server).toEqual(Object.fromEntries([...last].filter(([, text]) => text !== '')))
      }),
      RUNS,
    )
  })

  test('what the screen does not show as stored is on the device', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const state = play(all).state()
        const kept = draftsForDevice(state)
        for (const { id } of [...state.conflicts, ...Object.keys(draftsToSend(state) ?? {}).map((id) => ({ id }))])
          expect(Object.keys(kept)).toContain(id)
      }),
      RUNS,
    )
  })

  test('once there is a connection and everything is decided, everyone sees the same and nothing waits', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { state, server, had, last, step } = play(all)
        for (let round = 0; round < 8; round++)
          for (const next of ['decide', 'decide', 'start', 'arrive', 'answer', 'view'] as const) step({ do: next })
        expect([state().drafts, state().conflicts, draftsToSend(state())]).toEqual([{}, [], null])
        for (const [id, text] of last) if (text !== '') expect([...(had.get(id) ?? [])]).toContain(text)
        expect(
          Object.fromEntries(
            shownItems(state(), [])
              .filter(({ text }) => text !== '')
              .map(({ id, text }) => [id, text]),
          ),
        ).toEqual(server)
      }),
      RUNS,
    )
  })
})
