import { expect, test } from 'vitest'
import { beginningOf, excerptOf, markedPieces } from './excerpt.ts'

const isOneOf = (words: string[]) => (word: string) => words.includes(word)
const text = (pieces: { text: string }[] | null) => pieces?.map((piece) => piece.text).join('')

test('a text falls apart in pieces with the found words marked, whatever their accents', () => {
  expect(markedPieces('Veel Ideeën <b>zijn</b> goed.', isOneOf(['ideeen', 'goed']))).toEqual([
    { text: 'Veel ', hit: false },
    { text: 'Ideeën', hit: true },
    { text: ' <b>zijn</b> ', hit: false },
    { text: 'goed', hit: true },
    { text: '.', hit: false },
  ])
  expect(markedPieces('', isOneOf(['x']))).toEqual([])
})

test('an excerpt is the part with the most of the found words, and says where it was cut', () => {
  const long = `De bus rijdt. ${'Een zin die nergens over gaat. '.repeat(20)}De bus en de halte. ${'Nog een zin. '.repeat(20)}`
  const excerpt = text(excerptOf(long, isOneOf(['bus', 'halte'])))
  expect(excerpt).toMatch(/^… .*De bus en de halte\..* …$/)
  expect(excerpt?.length).toBeLessThan(260)
  expect(excerptOf('- Meer\n steun.', isOneOf(['steun']))?.map((piece) => piece.text)).toEqual(['Meer ', 'steun', '.'])
  expect(excerptOf('Niets.', isOneOf(['bus']))).toBeNull()
})

test('one word without a space is shown, and a text in which nothing is marked from its beginning', () => {
  const word = 'zee'.repeat(200)
  expect(text(excerptOf(word, isOneOf([word])))).toContain('zeezee')
  expect(text(beginningOf(`• ${'Een zin. '.repeat(60)}`))).toMatch(/^Een zin\. .* …$/)
  expect(beginningOf('')).toEqual([])
})
