import { describe, expect, test } from 'vitest'
import { headingOver, headingsIn, letterParts } from './letter-parts.ts'

const letter = `Dorpsstraat 5
9531 AB Borger
Borger, 12 oktober 2016

Geachte heer of mevrouw,

Zorg thuis
De hulp komt te laat. Wij wachten al drie weken.

Vervoer
De bus rijdt niet op zondag, terwijl veel ouderen dan op bezoek willen.

Meer bankjes
Meer groen
Minder auto’s

Alvast bedankt voor het lezen.
Met vriendelijke groet,
Jan uit Borger`

const words = (text: string, ranges: readonly ({ start: number; end: number } | null)[]) =>
  ranges.map((range) => range && text.slice(range.start, range.end))

describe('the parts of a letter', () => {
  test('are its opening with the greeting, and its closing with the thanks before it', () => {
    const { opening, closing } = letterParts(letter)
    expect(words(letter, [opening, closing])).toEqual([
      'Dorpsstraat 5\n9531 AB Borger\nBorger, 12 oktober 2016\n\nGeachte heer of mevrouw,',
      'Alvast bedankt voor het lezen.\nMet vriendelijke groet,\nJan uit Borger',
    ])
  })

  test('are not there in a text that has none, nor when a greeting opens a sentence', () => {
    expect(letterParts('Ik wil een bankje. Graag bij de kerk.')).toEqual({ opening: null, closing: null })
    expect(letterParts('Beste plek voor een bankje is de kerk. Daar zit niemand.').opening).toBeNull()
    expect(letterParts('').opening).toBeNull()
  })

  test('end with a line of thanks where there is no farewell', () => {
    const text = 'De bus rijdt niet.\n\nBedankt voor de moeite.'
    expect(words(text, [letterParts(text).closing])).toEqual(['Bedankt voor de moeite.'])
  })
})

describe('headings of the sender', () => {
  test('are short lines with text under them, not the address, the greeting or loose wishes', () => {
    expect(words(letter, headingsIn(letter))).toEqual(['Zorg thuis', 'Vervoer'])
  })

  test('may be numbered or end in a colon', () => {
    const text =
      '1. Verkeer\nHier rijdt iedereen te hard door de straat.\n\nDe zorg:\nDie komt veel te laat bij mensen.'
    expect(words(text, headingsIn(text))).toEqual(['1. Verkeer', 'De zorg:'])
  })

  test('are not made of one short line, of a list, or of a wish on its own', () => {
    expect(headingsIn('Meer bankjes\n\nIk wil daar graag kunnen zitten met mijn moeder.')).toEqual([])
    expect(headingsIn('1. Meer bankjes\n2. Meer groen\n3. Minder auto’s in de straat')).toEqual([])
    expect(headingsIn('')).toEqual([])
  })

  test('cover what stands under them, up to the next', () => {
    const headings = headingsIn(letter)
    const at = (part: string) => headingOver(headings, { start: letter.indexOf(part) })
    expect(words(letter, [at('Wij wachten'), at('De bus'), at('Dorpsstraat')])).toEqual(['Zorg thuis', 'Vervoer', null])
    expect(headingOver(headings, null)).toBeNull()
  })

  test('of a text of 100,000 characters are found in a moment', () => {
    const long = 'Verkeer op de weg\n\nHier rijdt iedereen te hard door de straat.\n\n'.repeat(1600)
    const began = performance.now()
    expect(headingsIn(long)).toHaveLength(1600)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
