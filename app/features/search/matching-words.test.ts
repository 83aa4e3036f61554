import { expect, test } from 'vitest'
import { distanceOf, matchingWords, rootsOf } from './matching-words.ts'

const word = (of: string, stem = of) => ({ word: of, stem })

test('a stem is sought in the ways that Dutch writes it', () => {
  expect(rootsOf(word('bomen', 'bom'))).toEqual(['bomen', 'bom', 'boom'])
  expect(rootsOf(word('huizen', 'huiz'))).toEqual(['huizen', 'huiz', 'huis'])
  expect(rootsOf(word('brieven', 'briev'))).toEqual(['brieven', 'briev', 'brief'])
  expect(rootsOf(word('bruggen', 'brugg'))).toEqual(['bruggen', 'brugg', 'brug'])
  expect(rootsOf(word('huis'))).toEqual(['huis', 'huiz'])
  expect(rootsOf(word('ov', 'ov')), 'too short to stand inside others').toEqual(['ov'])
})

test('the word itself comes first, then other forms, beginnings and compounds', () => {
  const known = [word('buurtbus'), word('bushalte'), word('bussen', 'bus'), word('bus')]
  expect(matchingWords(word('bus'), known)).toEqual([
    { word: 'bus', way: 'exact' },
    { word: 'bussen', way: 'stem' },
    { word: 'bushalte', way: 'beginning' },
    { word: 'buurtbus', way: 'inside' },
  ])
})

test('letters inside a word that is no compound find nothing', () => {
  for (const [typed, other] of [
    ['arm', 'verwarming'],
    ['arm', 'alarm'],
    ['bus', 'robuust'],
    ['ov', 'over'],
  ] as const) {
    const found = matchingWords(word(typed), [word(other)]).filter(({ way }) => way === 'inside')
    expect(found, `${typed} in ${other}`).toEqual([])
  }
})

test('a mistyped word finds the nearest words, when nothing else answers it', () => {
  expect(matchingWords(word('speeltiun'), [word('speeltuin'), word('speelplek')])).toEqual([
    { word: 'speeltuin', way: 'typo' },
  ])
  expect(matchingWords(word('burg'), [word('brug')])).toEqual([{ word: 'brug', way: 'typo' }])
  expect(matchingWords(word('buz'), [word('bus')]), 'a short word with another letter is another word').toEqual([])
  expect(matchingWords(word('park'), [word('parken'), word('perk')]).map(({ way }) => way)).toEqual(['beginning'])
})

test('very many words are cut off', () => {
  const known = Array.from({ length: 400 }, (_, at) => word(`bus${at}`))
  expect(matchingWords(word('bus'), known)).toHaveLength(200)
})

test('the distance counts letters that are added, left out, replaced or swapped', () => {
  expect(distanceOf('brug', 'burg', 2)).toBe(1)
  expect(distanceOf('brug', 'bruggen', 3)).toBe(3)
  expect(distanceOf('brug', 'brug', 2)).toBe(0)
  expect(distanceOf('brug', 'weg', 2), 'no further than asked').toBe(3)
})
