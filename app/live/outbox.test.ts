import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formsToResume, formsToSend, outboxAfter, type Outbox, type OutboxEvent, type OutgoingForm } from './outbox.ts'

const move = (key: string, keptAs: number | null = null): OutgoingForm => ({
  key,
  fields: { key },
  isShown: true,
  keptAs,
  madeAt: 0,
})
const text = (key: string): OutgoingForm => ({ ...move(key), isShown: false })
const keys = ({ forms }: Outbox) => forms.map(({ key }) => key)
const after = (forms: OutgoingForm[], ...events: OutboxEvent[]) =>
  events.reduce<Outbox>(outboxAfter, { forms, version: 0, isRestored: true })
const viewed = (version: number): OutboxEvent => ({ type: 'viewed', version })
const kept = (key: string, version: number): OutboxEvent => ({ type: 'kept', key, version })

describe('forms that are not stored yet', () => {
  test('are shown until a view has them', () => {
    const forms = [move('a'), move('b')]
    expect(keys(after(forms, viewed(6), kept('a', 7)))).toEqual(['a', 'b'])
    expect(keys(after(forms, viewed(6), kept('a', 7), viewed(6)))).toEqual(['a', 'b'])
    expect(keys(after(forms, viewed(6), kept('a', 7), viewed(7)))).toEqual(['b'])
  })

  test('are finished when the view that has them arrived before the answer', () => {
    expect(keys(after([move('a'), move('b')], viewed(7), kept('a', 7)))).toEqual(['b'])
    expect(keys(after([move('a'), move('b')], viewed(9), kept('a', 7)))).toEqual(['b'])
    expect(keys(after([move('a'), move('b')], viewed(9), viewed(3), kept('a', 7)))).toEqual(['b'])
  })

  test('are finished once kept when they are only a text, and stay when they were not sent', () => {
    expect(keys(after([text('a'), text('b')], viewed(6), kept('a', 7)))).toEqual(['b'])
    expect(keys(after([text('a'), move('b')], viewed(100)))).toEqual(['a', 'b'])
  })

  test('are removed and no longer shown when they were refused', () => {
    expect(keys(after([move('a'), text('b')], { type: 'refused', key: 'a' }))).toEqual(['b'])
  })

  test('of an earlier time that the device kept come before newer ones, once', () => {
    const outbox = after([move('b'), move('c')], { type: 'restored', forms: [move('a'), move('b')] })
    expect(keys(outbox)).toEqual(['a', 'b', 'c'])
  })

  test('are never lost: each stays until the server has kept or refused it, in the order in which they were made', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd')
    const event = fc.oneof(
      fc.record({ type: fc.constant('made' as const), form: name.map(move) }),
      fc.record({ type: fc.constant('kept' as const), key: name, version: fc.nat(9) }),
      fc.record({ type: fc.constant('refused' as const), key: name }),
      fc.record({ type: fc.constant('viewed' as const), version: fc.nat(9) }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30, size: 'max' }), (events) => {
        let waiting: string[] = []
        for (const one of events) {
          if (one.type === 'made') waiting = [...waiting, one.form.key]
          if (one.type === 'kept' || one.type === 'refused') waiting = waiting.filter((key) => key !== one.key)
        }
        expect(formsToSend(after([], ...events)).map(({ key }) => key)).toEqual(waiting)
      }),
    )
  })
})

test('are resumed from the device when they are of today, and only when they are ours', () => {
  const now = 24 * 60 * 60_000
  const form = { ...text('a'), fields: { text: 'Getypt', key: 'a' }, madeAt: now - 1000 }
  expect(formsToResume(JSON.parse(JSON.stringify([form, { ...form, key: 'b', madeAt: 0 }])), now)).toEqual([form])
  expect(formsToResume([{ ...form, fields: { text: 'Getypt' } }], now), 'of an older version of the screen').toEqual([])
  for (const other of [
    null,
    {},
    'a',
    [null],
    [{ ...form, fields: { text: 4, key: 'a' } }],
    [{ ...form, fields: null }],
    [{}],
  ])
    expect(formsToResume(other, now)).toEqual([])
})
