import { expect, test } from 'vitest'
import { searchQuestion } from './search-words.ts'

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
