import { expect, test } from 'vitest'
import { excerptPieces, searchQuestion } from './search-words.ts'

test.each([
  ['mantelzorg', 'mantelzorg:*'],
  ['wet en werk', 'wet & en & werk:*'],
  ['  zorg, (jeugd)! ', 'zorg:* & jeugd:*'],
  ["ideeën & 'drop table'", 'ideeën:* & drop:* & table:*'],
  ['a:* | !b <-> c', 'a & b & c'],
  ['', null],
  [' -- !? ', null],
])('%s asks for %s', (typed, question) => {
  expect(searchQuestion(typed)).toBe(question)
})

test('very many words are cut off', () => {
  expect(searchQuestion('woord '.repeat(100))?.split(' & ')).toHaveLength(12)
})

test('an excerpt falls apart in pieces with the found words marked', () => {
  expect(excerptPieces('Veel \ue000mantelzorgers\ue001 zorgen <b>graag</b>.')).toEqual([
    { text: 'Veel ', hit: false },
    { text: 'mantelzorgers', hit: true },
    { text: ' zorgen <b>graag</b>.', hit: false },
  ])
  expect(excerptPieces('')).toEqual([])
})

test('an excerpt says where it was cut, and begins without the mark of a list', () => {
  const text = (excerpt: string) =>
    excerptPieces(excerpt)
      .map((piece) => piece.text)
      .join('')
  expect(text('vorm van \ue000steun\ue001 voor')).toBe('… vorm van steun voor …')
  expect(text('- Meer \ue000steun\ue001.')).toBe('Meer steun.')
})
