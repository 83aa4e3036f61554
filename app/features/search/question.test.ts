import { expect, test } from 'vitest'
import { foldedWord, MOST_CHARACTERS, MOST_WORDS, questionOf } from './question.ts'

test.each([
  ['Zorg, (jeugd)! zorg', ['zorg', 'jeugd']],
  ["Ideeën & 'drop table'; %_*:|", ['ideeen', 'drop', 'table']],
  ['  ', []],
  ['\0a\0', ['a']],
  ['<b>bus</b>', ['b', 'bus']],
])('%s has these words', (typed, words) => {
  expect(questionOf(typed).words).toEqual(words)
})

test('a word is folded as the index folds it', () => {
  expect(['Café', 'ĲSSEL', 'Straße', 'Søren', 'Łódź', 'CO₂'].map(foldedWord)).toEqual([
    'cafe',
    'ijssel',
    'strasse',
    'soren',
    'lodz',
    'co2',
  ])
})

test('a very long question is cut, and says so', () => {
  const many = questionOf(Array.from({ length: 10_000 }, (_, at) => `w${at}`).join(' '))
  expect(many.words).toHaveLength(MOST_WORDS)
  expect(many.isCut).toBe(true)
  expect(questionOf('x'.repeat(100_000)).typed).toHaveLength(MOST_CHARACTERS)
  expect(questionOf('bus halte').isCut).toBe(false)
})

test.each([
  ['2.3', '2.3', ['section', 'paragraph', 'point'], true],
  ['25', '25', ['section', 'paragraph', 'point'], false],
  ['Alinea 25', '25', ['paragraph'], true],
  ['punt 2.3', '2.3', ['point'], true],
  ['hoofdstuk 4', '4', ['section'], true],
  ['§ 2.1', '2.1', ['section'], true],
])('%s is a number', (typed, label, kinds, isSure) => {
  expect(questionOf(typed).number).toEqual({ label, kinds, isSure })
})

test.each(['bus 25', '2,3', '1234567', '2.3.', '%', '2.3.4.5.6.7.8.9.1.2', 'constructor 2'].map((typed) => [typed]))(
  '%s',
  (typed) => {
    const { number } = questionOf(typed)
    expect(number?.label ?? null).toBe(typed === '2.3.' ? '2.3' : null)
  },
)
