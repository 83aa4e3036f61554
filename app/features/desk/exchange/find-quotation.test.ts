import { expect, test } from 'vitest'
import { findQuotation } from './find-quotation.ts'

const text = 'Er is “geen” licht –\r\n  ook ’s avonds niet. Er is 👍 hoop (echt). Er is “geen” bus.'
const found = (words: string) => findQuotation(text, words).map(({ start, end }) => text.slice(start, end))

test('words are found with other marks and other white space, as they stand in the text', () => {
  expect(found('"geen" licht - ook \'s avonds niet.')).toEqual(['“geen” licht –\r\n  ook ’s avonds niet.'])
  expect(found('👍 hoop\n(echt).')).toEqual(['👍 hoop (echt).'])
})

test('words that stand in several places are found in each, and words that stand nowhere in none', () => {
  expect(found('Er is "geen"')).toEqual(['Er is “geen”', 'Er is “geen”'])
  expect(found('Er is geen')).toEqual([])
  expect(found(' \n')).toEqual([])
  expect(found('hoop (echt)?')).toEqual([])
})
