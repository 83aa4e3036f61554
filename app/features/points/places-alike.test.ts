import { describe, expect, test } from 'vitest'
import { placesAlike, wordsLeftOut } from './places-alike.ts'

/** What goes out of pieces that say the same as a text, when these words of it do. */
function goesOut(text: string, words: string, ...pieces: string[]) {
  const start = text.indexOf(words)
  const leftOut = wordsLeftOut(
    text,
    [{ of: 'point', start: 0, end: text.length }],
    [{ id: 'redaction', start, end: start + words.length }],
  )
  const letter = pieces.join('\n')
  const found = placesAlike(
    leftOut,
    pieces.map((piece) => {
      const from = letter.indexOf(piece)
      return { of: 'point', contributionId: 'letter', text: letter, start: from, end: from + piece.length }
    }),
  )
  return found.map(({ start, end }) => letter.slice(start, end))
}

describe('words that are left out of a text', () => {
  test.each([
    ['marks', '06-12345678', '06 12345678'],
    ['marks of a title', 'dr. J. Veenstra', 'dr J Veenstra'],
    ['accents', 'Renée', 'Renee'],
    ['a typing error', 'Harm Veenstra', 'Harm Veensta'],
  ])('go out where they are spelled with other %s', (_, words, other) => {
    const text = `Ik sprak daar met ${words} over dit plan.`
    expect(goesOut(text, words, text.replace(words, other))).toEqual([other])
    expect(goesOut(text, words, text.replace(words, other).replace('sprak', 'sprakk'))).toEqual([other])
  })

  test('are the second when the second was meant, and every one where they stand more often', () => {
    const text = 'Els zei het, en Els weet het.'
    const second = wordsLeftOut(text, [{ of: 'a', start: 0, end: text.length }], [{ id: 'r', start: 16, end: 19 }])
    const places = (piece: string) =>
      placesAlike(second, [{ of: 'a', contributionId: 'l', text: piece, start: 0, end: piece.length }])
    expect(places(text)).toMatchObject([{ start: 16, end: 19 }])
    expect(places('Els zei het, en Els weet het, Els.')).toHaveLength(3)
  })

  test('take with them what stands up to the words that are the same, where a word became two', () => {
    const text = 'Gisteren belde Harm Veenstra mij over dit plan.'
    expect(goesOut(text, 'Harm Veenstra', text.replace('Veenstra', 'Veen stra'))).toEqual(['Harm Veen stra'])
    expect(goesOut(text, 'Harm Veenstra', text.replace('Veenstra', 'Veen-stra').replace('over', 'ovr'))).toEqual([
      'Harm Veen-stra mij ovr',
    ])
  })

  test('go out of the piece that has them, of a letter that says it in pieces or in another order', () => {
    const [one, two] = ['Leg eerst de daken vol.', 'Dat zei Harm Veenstra laatst.']
    const typed = two.replace('Veenstra', 'Veensta')
    expect(goesOut(`${one} ${two}`, 'Harm Veenstra', one, two)).toEqual(['Harm Veenstra'])
    expect(goesOut(`${one} ${two}`, 'Harm Veenstra', one, typed).join()).toContain('Harm Veensta')
    expect(goesOut(`${one} ${two}`, 'Harm Veenstra', `${typed} ${one}`).join()).toContain('Harm Veensta')
  })

  test('go out of each piece of a letter that says it twice, however each is spelled', () => {
    const text = 'Bel Harm Veenstra daarover.'
    const twice = (once: string, again: string) => goesOut(text, 'Harm Veenstra', once, again)
    expect(twice('Bel Hárm Veenstra daarover.', text)).toEqual(['Hárm Veenstra', 'Harm Veenstra'])
    expect(twice('Bel Harm Veensta daarover.', text)).toEqual(['Harm Veensta', 'Harm Veenstra'])
    expect(twice('Bel Harm Veen stra daarover.', text)).toEqual(['Harm Veen stra', 'Harm Veenstra'])
    const both = 'Harm Veenstra belde, en Harm Veenstra schreef.'
    expect(goesOut(both, 'Harm Veenstra', both.replace('Harm', 'Hárm'))).toEqual(['Hárm Veenstra'])
  })

  test('take with them what stands beside them, where that is not the same and runs level', () => {
    const text = 'Gisteren belde Harm Veenstra mij hier over dit plan.'
    const moved = 'Gisteren belde mevrouw Harm Veensta hier over dit plan.'
    expect(goesOut(text, 'Harm Veenstra', moved)).toEqual(['mevrouw Harm Veensta'])
  })

  test('stay of a letter that says the point in pieces those that are in another of them', () => {
    const pieces = ['Leg eerst alle daken vol.', 'Bouw de molens op zee.', 'Vraag Harm Veenstra maar.']
    const text = pieces.join(' ')
    expect(goesOut(text, 'Harm Veenstra', ...pieces)).toEqual(['Harm Veenstra'])
    const typed = pieces.with(2, 'Vraag Harm Veensta maar.')
    expect(goesOut(text, 'Harm Veenstra', ...typed)).toEqual(['Harm Veensta'])
  })
})
