import { expect, test } from 'vitest'
import { headingField, kindField, readCorrection } from './correction-form.ts'

const id = '019a0000-0000-7000-8000-000000000001'

test('each button says what to do with which block', () => {
  expect(readCorrection({ knop: `promote:${id}` })).toEqual({ act: 'promote', id })
  expect(readCorrection({ knop: `rename:${id}`, [headingField(id)]: 'Zorg' })).toEqual({
    act: 'rename',
    id,
    heading: 'Zorg',
  })
  expect(readCorrection({ knop: `setKind:${id}`, [kindField(id)]: 'action_item' })).toEqual({
    act: 'setKind',
    id,
    kind: 'action_item',
  })
})

test('a button that is not ours asks for nothing', () => {
  for (const knop of ['', 'promote', 'promote:1', `drop:${id}`, `promote:${id}'; --`])
    expect(readCorrection({ knop })).toBeNull()
  expect(readCorrection({ knop: `setKind:${id}`, [kindField(id)]: 'chapter' })).toBeNull()
  expect(readCorrection({})).toBeNull()
})
