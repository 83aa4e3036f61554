import { describe, expect, test } from 'vitest'
import { readAnswerForm } from './answer-form.ts'

const [a, b, c] = [
  '0191d0a8-0000-7000-8000-00000000000a',
  '0191d0a8-0000-7000-8000-00000000000b',
  '0191d0a8-0000-7000-8000-00000000000c',
]

function form(fields: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

const twoItems: [string, string][] = [
  ...([
    ['punt', a],
    ['tekst', 'Een\r\nregel'],
    ['gezien', 'Een'],
  ] as [string, string][]),
  ...([
    ['punt', b],
    ['tekst', ' \n '],
    ['gezien', 'Twee'],
  ] as [string, string][]),
]
const clash: [string, string][] = [
  ['punt', a],
  ['tekst', 'van mij'],
  ['gezien', 'van haar'],
  ['botst', a],
  [`basis-${a}`, 'van eerst'],
  [`nieuw-${a}`, c],
]

describe('the form of a question', () => {
  test('says what is typed, and from what', () => {
    expect(readAnswerForm(form(twoItems))).toEqual({
      ...{ act: 'bewaar', state: null, versionId: null, undecided: [], move: null },
      items: [
        { id: a, text: 'Een\nregel', seen: 'Een' },
        { id: b, text: '', seen: 'Twee' },
      ],
    })
  })

  test('is none of ours with more fields than any page has', () => {
    const withPoints = (count: number) =>
      form(
        Array.from({ length: count }, (_, at): [string, string] => [
          'punt',
          `0191d0a8-0000-7000-8000-${String(at).padStart(12, '0')}`,
        ]),
      )
    expect(readAnswerForm(withPoints(400))?.items).toHaveLength(400)
    expect(readAnswerForm(withPoints(5001))).toBeNull()
  })

  test('takes what cannot be seen for nothing', () => {
    expect(
      readAnswerForm(
        form([
          ['punt', a],
          ['tekst', '\u200b \u2060'],
          ['gezien', ''],
        ]),
      )?.items,
    ).toEqual([{ id: a, text: '', seen: '' }])
  })

  test('takes one away, moves one, and says what becomes of the question', () => {
    expect(readAnswerForm(form([...twoItems, ['verwijder', a]]))?.items[0]).toEqual({ id: a, text: '', seen: 'Een' })
    expect(readAnswerForm(form([['verplaats', `${b}:${a}`]]))?.move).toEqual({ itemId: b, before: a })
    expect(readAnswerForm(form([['verplaats', `${b}:`]]))?.move).toEqual({ itemId: b, before: null })
    expect(readAnswerForm(form([['actie', 'overslaan']]))?.state).toBe('skipped')
  })

  test('keeps a conflict that was not decided on', () => {
    expect(readAnswerForm(form(clash))).toMatchObject({
      items: [],
      undecided: [{ id: a, base: 'van eerst', mine: 'van mij', theirs: 'van haar' }],
    })
  })

  test.each([
    ['mijn', [{ id: a, text: 'van mij', seen: 'van haar' }]],
    ['hun', []],
    ['samen', [{ id: a, text: 'van haar mij', seen: 'van haar' }]],
    ['twee', [{ id: c, text: 'van mij', seen: '', after: a }]],
  ])('decides on a conflict: %s', (choice, items) => {
    expect(readAnswerForm(form([...clash, ['kies', `${choice}:${a}`]]))).toMatchObject({ items, undecided: [] })
  })

  test.each([
    [[['punt', 'x']]],
    [
      [
        ['punt', a],
        ['punt', a],
      ],
    ],
    [[['actie', 'verzend']]],
    [[['versie', 'nieuwste']]],
  ] as [string, string][][][])('is no form of ours: %j', (fields) => {
    expect(readAnswerForm(form(fields))).toBeNull()
  })
})
