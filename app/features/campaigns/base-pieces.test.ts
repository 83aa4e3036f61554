import { describe, expect, test } from 'vitest'
import { basePieces } from './base-pieces.ts'

const text =
  'Geacht college,\n\nOnze straat telt 24 huizen.\n\nGraag zien wij een bank bij de vijver.\n\nMet vriendelijke groet,\nInwoner'
const whole = { text, items: [], apart: [], settled: [], skipped: [] }
const rangeOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const said = (pieces: ReturnType<typeof basePieces>) => pieces.map(({ words, proposed }) => [words, proposed])

describe('the pieces of a base text', () => {
  test('have what is proposed, and nothing where only a person can tell', () => {
    const pieces = said(basePieces(whole))
    expect(pieces).toContainEqual(['Onze straat telt 24 huizen.', null])
    expect(pieces).toContainEqual(['Graag zien wij een bank bij de vijver.', 'point'])
    expect(pieces[0]).toEqual(['Geacht college,', 'noPoint'])
  })

  test('are not those that were decided before; what was skipped has to be chosen', () => {
    const [bench, street] = [rangeOf('Graag zien wij een bank bij de vijver.'), rangeOf('Onze straat telt 24 huizen.')]
    const left = said(basePieces({ ...whole, settled: [street], skipped: [bench] }))
    expect(left).not.toContainEqual(['Onze straat telt 24 huizen.', null])
    expect(left).toContainEqual(['Graag zien wij een bank bij de vijver.', null])
  })
})
