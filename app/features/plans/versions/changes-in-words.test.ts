import { describe, expect, test } from 'vitest'
import { pairQuestion, shownChangeInWords } from './changes-in-words.ts'
import { paragraphsInWords } from './paragraphs-in-words.ts'

const paragraph = (number: string) => ({ id: `p${number}`, number, text: '', chapter: '' })
const change = {
  ...{ key: 'k', kind: 'edited' as const, moved: false, questions: [], settled: [], table: null },
  ...{ olds: [paragraph('25')], news: [paragraph('26')] },
  diff: { pieces: null, words: { gone: 1, new: 12 }, percent: 40 },
}

describe('a change in words', () => {
  test('says the old and the new number, and how much differs', () => {
    expect(shownChangeInWords(change)).toBe('Alinea 25, nu alinea 26: 1 woord weg, 12 woorden nieuw.')
    expect(shownChangeInWords({ ...change, news: [paragraph('25')] })).toBe('Alinea 25: 1 woord weg, 12 woorden nieuw.')
  })

  test('says where it went when only its place changed', () =>
    expect(
      shownChangeInWords({
        ...change,
        kind: 'moved',
        moved: true,
        diff: { ...change.diff, words: { gone: 0, new: 0 } },
      }),
    ).toBe('Alinea 25, nu alinea 26: dezelfde woorden, op een andere plek.'))

  test('says what is new and what is gone', () => {
    expect(shownChangeInWords({ ...change, kind: 'new', olds: [] })).toBe('Nieuw: alinea 26.')
    expect(shownChangeInWords({ ...change, kind: 'gone', news: [] })).toBe('Vervallen: alinea 25 van de vorige versie.')
  })

  test('names several paragraphs', () => expect(paragraphsInWords(['1', '2', '9'])).toBe('alinea’s 1, 2 en 9'))
})

describe('a doubtful pair', () => {
  const question = {
    part: 'n',
    number: '60',
    seen: '',
    isDoubtful: true,
    isSplit: false,
    origins: [{ id: 'a', number: '58' }],
  }
  const two = [...question.origins, { id: 'b', number: '59' }]

  test('is asked about, with the numbers in the answers', () =>
    expect(pairQuestion(question, { kind: 'edited', moved: true })).toEqual({
      asks: 'Is dit dezelfde alinea, gewijzigd en verplaatst?',
      answers: [
        { label: 'Ja, dezelfde', origins: ['a'] },
        { label: 'Nee: 58 verviel, 60 is nieuw', origins: [] },
      ],
    }))

  test('of what was merged may come from one of them alone', () =>
    expect(pairQuestion({ ...question, origins: two }, { kind: 'merged', moved: false })).toEqual({
      asks: 'Werden alinea’s 58 en 59 samen alinea 60?',
      answers: [
        { label: 'Ja, samengevoegd', origins: ['a', 'b'] },
        { label: 'Alleen 58', origins: ['a'] },
        { label: 'Alleen 59', origins: ['b'] },
        { label: 'Nee: 60 is nieuw', origins: [] },
      ],
    }))

  test('of what was split asks about one piece', () =>
    expect(pairQuestion({ ...question, isSplit: true }, { kind: 'split', moved: false }).asks).toBe(
      'Komt alinea 60 ook uit alinea 58?',
    ))
})
