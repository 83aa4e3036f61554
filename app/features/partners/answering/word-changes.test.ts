import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinTexts, newWords, limitComparisons } from './word-changes.ts'

const words = fc
  .array(fc.constantFrom('een', 'buur', 'kijkt', 'mee', 'niet', 'altijd'), { maxLength: 8 })
  .map((all) => all.join(' '))
const set = (text: string) => text.split(/\s+/).filter(Boolean)

describe('what someone added to a text', () => {
  test('stands out, word by word', () => {
    expect(newWords('Laat een buur meekijken.', 'Laat een buur of vrijwilliger meekijken.')).toEqual([
      { text: 'Laat een buur', isNew: false },
      { text: ' of vrijwilliger', isNew: true },
      { text: ' meekijken.', isNew: false },
    ])
    expect(newWords('', 'Nieuw')).toEqual([{ text: 'Nieuw', isNew: true }])
    expect(newWords('Weg', '')).toEqual([])
  })

  test('is the whole text, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (base, text) => {
        expect(
          newWords(base, text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  test('of a text of 10,000 characters is found in a moment', () => {
    const long = Array.from({ length: 1800 }, (_, at) => `woord${at % 97}`).join(' ')
    const began = performance.now()
    expect(newWords(long, `Voor ${long.replaceAll('woord5', 'ander')} na`).some(({ isNew }) => isNew)).toBe(true)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('one text of two', () => {
  test('has what each changed, in its place', () => {
    const base = 'Laat een buur meekijken bij medicijnen.'
    const mine = 'Laat een buur meekijken bij medicijnen, na een korte cursus.'
    const theirs = 'Laat een buur of vrijwilliger meekijken bij medicijnen.'
    expect(joinTexts(base, mine, theirs)).toBe(
      'Laat een buur of vrijwilliger meekijken bij medicijnen, na een korte cursus.',
    )
  })

  test('has both under each other where they have nothing in common', () => {
    expect(joinTexts('', 'Van mij', 'Van haar')).toBe('Van haar\nVan mij')
    expect(joinTexts('Oud', '', 'Van haar')).toBe('Van haar')
    expect(joinTexts('Oud', 'Van mij', '')).toBe('Van mij')
  })

  test('loses no word that either of them wrote', () => {
    fc.assert(
      fc.property(words, words, words, (base, mine, theirs) => {
        const joined = set(joinTexts(base, mine, theirs))
        for (const written of [...set(mine), ...set(theirs)])
          if (!set(base).includes(written)) expect(joined).toContain(written)
        if (mine.trim() !== '') expect(set(joinTexts(base, mine, base))).toEqual(set(mine))
        expect(set(joinTexts(base, mine, mine))).toEqual(set(mine))
      }),
    )
  })
})

test('of very many long texts that clash the first are compared, and of the others nothing is lost', () => {
  const long = (word: string) => Array.from({ length: 1900 }, (_, at) => `${word}${at}`).join(' ')
  const clash = { base: long('eerst'), mine: long('mijn'), theirs: long('hun') }
  const shown = limitComparisons(Array.from({ length: 100 }, () => clash))
  expect(shown.map(({ base }) => base !== '').lastIndexOf(true)).toBe(1)
  expect(shown.every(({ mine, theirs }) => mine === clash.mine && theirs === clash.theirs)).toBe(true)
  const short = { base: 'een twee', mine: 'een drie', theirs: 'vier twee' }
  expect(limitComparisons(Array.from({ length: 200 }, () => short))).toEqual(Array.from({ length: 200 }, () => short))
})
