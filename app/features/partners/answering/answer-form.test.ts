import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { namesIn, readForm, refuseUnknownNames } from '#app/forms/read-form.server.ts'
import { answerInput, answerToSave } from './answer-form.ts'

const [a, b, c] = [
  '0191d0a8-0000-7000-8000-00000000000a',
  '0191d0a8-0000-7000-8000-00000000000b',
  '0191d0a8-0000-7000-8000-00000000000c',
]

/** What the form says, as the door reads it; null for one that is none of ours. */
function read(fields: [string, string][]) {
  const form = new FormData()
  for (const [name, value] of [['responseId', 'x'], ['number', '1'], ...fields] as const) form.append(name, value)
  refuseUnknownNames(form, namesIn([answerInput]))
  const parsed = readForm(form, answerInput)
  return 'errors' in parsed ? null : (parsed.value as z.output<typeof answerInput>)
}
const toSave = (fields: [string, string][]) => answerToSave(read(fields) ?? expect.fail('it is a form of ours'))

const twoItems: [string, string][] = [
  ['items[0].id', a],
  ['items[0].text', 'Een\r\nregel'],
  ['items[0].seen', 'Een'],
  ['items[1].id', b],
  ['items[1].text', ' \n '],
  ['items[1].seen', 'Twee'],
]
const clash: [string, string][] = [
  ['items[0].id', a],
  ['items[0].text', 'van mij'],
  ['items[0].seen', 'van haar'],
  ['items[0].base', 'van eerst'],
  ['items[0].freshId', c],
]

describe('the form of a question', () => {
  test('says what is typed, and from what', () => {
    expect(read([])).toMatchObject({ versionId: null, more: false })
    expect(toSave(twoItems)).toEqual({
      ...{ undecided: [], move: null },
      items: [
        { id: a, text: 'Een\nregel', seen: 'Een' },
        { id: b, text: '', seen: 'Twee' },
      ],
    })
  })

  test('is none of ours with more items than any page has', () => {
    const withPoints = (count: number) =>
      Array.from({ length: count }, (_, at): [string, string] => [
        `items[${at}].id`,
        `0191d0a8-0000-7000-8000-${String(at).padStart(12, '0')}`,
      ])
    expect(toSave(withPoints(400)).items).toHaveLength(400)
    expect(() => read([[`items[5001].id`, a]])).toThrow('kwam niet goed over')
  })

  test('takes what cannot be seen for nothing', () => {
    const fields: [string, string][] = [
      ['items[0].id', a],
      ['items[0].text', '\u200b \u2060'],
      ['items[0].seen', ''],
    ]
    expect(toSave(fields).items).toEqual([{ id: a, text: '', seen: '' }])
  })

  test('takes one away, moves one, and says what becomes of the question', () => {
    expect(toSave([...twoItems, ['remove', a]]).items[0]).toEqual({ id: a, text: '', seen: 'Een' })
    expect(toSave([['move', `${b}:${a}`]]).move).toEqual({ itemId: b, before: a })
    expect(toSave([['move', `${b}:`]]).move).toEqual({ itemId: b, before: null })
    expect(read([['state', 'skipped']])?.state).toBe('skipped')
  })

  test('keeps a conflict that was not decided on', () => {
    expect(toSave(clash)).toMatchObject({
      items: [],
      undecided: [{ id: a, base: 'van eerst', mine: 'van mij', theirs: 'van haar' }],
    })
  })

  test.each([
    ['mine', [{ id: a, text: 'van mij', seen: 'van haar' }]],
    ['theirs', []],
    ['merged', [{ id: a, text: 'van haar mij', seen: 'van haar' }]],
    ['both', [{ id: c, text: 'van mij', seen: '', after: a }]],
  ])('decides on a conflict: %s', (choice, items) => {
    expect(toSave([...clash, ['decide', `${choice}:${a}`]])).toMatchObject({ items, undecided: [] })
  })

  test.each([
    [[['items[0].id', 'x']]],
    [
      [
        ['items[0].id', a],
        ['items[1].id', a],
      ],
    ],
    [[['state', 'sent']]],
    [[['versionId', 'nieuwste']]],
  ] as [string, string][][][])('is no form of ours: %j', (fields) => {
    expect(read(fields)).toBeNull()
  })
})
