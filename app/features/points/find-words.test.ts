import { describe, expect, test } from 'vitest'
import { findWords } from './find-words.ts'

const text = 'Bel Ans Vos.\nMail ans  vos (06-12) of 🌻 ANS\nVOS.'
const found = (typed: string) => findWords(text, typed).map(({ start, end }) => text.slice(start, end))

describe('words that are typed', () => {
  test('are found wherever they stand, in whatever capitals and over line ends', () => {
    expect(found(' Ans Vos ')).toEqual(['Ans Vos', 'ans  vos', 'ANS\nVOS'])
  })

  test('are words and no pattern', () => {
    expect(found('(06-12)')).toEqual(['(06-12)'])
    expect(found('.*')).toEqual([])
    expect(found('🌻')).toEqual(['🌻'])
  })

  test('are nowhere when nothing was typed, or when they are not there', () => {
    expect([found('  '), found('Els')]).toEqual([[], []])
  })
})
