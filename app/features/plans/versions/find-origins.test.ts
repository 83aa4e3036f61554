import { describe, expect, test } from 'vitest'
import { findOrigins } from './find-origins.ts'

const olds = [
  { id: 'a', number: '1', text: 'De buurtbus rijdt overdag.' },
  { id: 'b', number: '2', text: 'De buurtbus rijdt in de avond.' },
  { id: 'c', number: '25', text: 'Elk dorp heeft een plein.' },
]

describe('what an official types to say where a paragraph comes from', () => {
  test.each([
    ['25', ['c']],
    ['alinea 25', ['c']],
    ['Alinea’s 2 en 25', ['b', 'c']],
    ['25, 1', ['a', 'c']],
    ['AVOND', ['b']],
    ['buurtbus overdag', ['a']],
  ])('%s', (typed, found) => expect(findOrigins(olds, typed)).toEqual({ found }))

  test('names the numbers when words stand in several', () =>
    expect(findOrigins(olds, 'buurtbus')).toEqual({ several: ['1', '2'] }))

  test.each([
    ['26', { unknown: 'alinea 26' }],
    ['2 en 26', { unknown: 'alinea 26' }],
    ['fiets', { unknown: '‘fiets’' }],
    ['', { unknown: '‘’' }],
  ])('says what is not there: %s', (typed, unknown) => expect(findOrigins(olds, typed)).toEqual(unknown))
})
