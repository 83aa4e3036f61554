import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { continuedParts } from './kept-parts.ts'
import { matchVersions } from './match-versions.ts'
import type { ComparedPart } from './matching.ts'

/** The ids of the old parts that new parts continue. */
const keptParts = (olds: readonly (ComparedPart & { id: string })[], news: readonly ComparedPart[]) =>
  continuedParts(olds, news, matchVersions(olds, news)).map((at) => (at === null ? null : (olds[at]?.id ?? null)))

const old = [
  { id: 'a', text: 'De gemeente bouwt elk jaar veertig huizen voor starters.' },
  { id: 'b', text: 'De bibliotheek blijft op zaterdag open voor iedereen.' },
  { id: 'c', text: 'Er komt een fietspad langs het kanaal.' },
  { id: 'd', text: '6' },
  { id: 'e', text: '6' },
]
const news = (...texts: string[]) => texts.map((text) => ({ text }))
const heading = (text: string) => ({ text, isHeading: true })

describe('a changed file is uploaded again', () => {
  test('what stayed the same keeps its id, what is new has none', () => {
    const [a, b, c] = old.map(({ text }) => text)
    expect(keptParts(old, news(a ?? '', b ?? '', 'Honden mogen los op het veld.', c ?? '', '6', '6'))).toEqual([
      ...['a', 'b', null, 'c', 'd', 'e'],
    ])
  })

  test('a changed paragraph is still the same one', () => {
    const changed = news(
      'De gemeente bouwt elk jaar zestig huizen voor starters en ouderen.',
      'De bibliotheek blijft op zaterdag en zondag open voor iedereen.',
    )
    expect(keptParts(old, changed)).toEqual(['a', 'b'])
  })

  test('other quotes, spaces or capitals make no difference', () => {
    expect(keptParts([{ id: 'x', text: 'Onze ‘noaber’ helpt  mee.' }], news("onze 'noaber' helpt mee."))).toEqual(['x'])
  })

  test('a moved paragraph keeps its id', () => {
    const [a, b, c] = old.map(({ text }) => text)
    expect(keptParts(old.slice(0, 3), news(c ?? '', a ?? '', b ?? ''))).toEqual(['c', 'a', 'b'])
  })

  test('a paragraph split in two gives its id to the part most like it', () => {
    const whole = {
      id: 'w',
      text: 'Wij planten bomen in elke straat en wij halen tegels weg op elk plein in het dorp.',
    }
    expect(keptParts([whole], news('Wij planten bomen.', 'Wij halen tegels weg op elk plein in het dorp.'))).toEqual([
      null,
      'w',
    ])
  })

  test('no id is ever given twice', () => {
    const words = fc
      .array(fc.constantFrom('groen', 'huis', 'school', 'zorg', 'sport', '6'), { maxLength: 5 })
      .map((each) => each.join(' '))
    fc.assert(
      fc.property(fc.array(words, { maxLength: 15 }), fc.array(words, { maxLength: 15 }), (before, after) => {
        const given = keptParts(
          before.map((text, index) => ({ id: `p${index}`, text })),
          after.map((text) => ({ text })),
        )
        expect(given).toHaveLength(after.length)
        const used = given.filter((id) => id !== null)
        expect(new Set(used).size).toBe(used.length)
      }),
    )
  })

  test('the same text keeps every id, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (texts) => {
        const parts = texts.map((text, index) => ({ id: `${index}`, text }))
        expect(
          keptParts(
            parts,
            texts.map((text) => ({ text })),
          ),
        ).toEqual(parts.map(({ id }) => id))
      }),
    )
  })

  test('a plan of thousands of paragraphs is matched', () => {
    const many = Array.from({ length: 4000 }, (_, index) => ({
      id: `${index}`,
      text: `Alinea ${index} gaat over straat ${index * 7} en plein ${index * 13}.`,
    }))
    const changed = many.map(({ text }, index) => ({ text: index % 3 === 0 ? text.replace('gaat', 'handelt') : text }))
    expect(keptParts(many, changed).filter((id, index) => id === `${index}`).length).toBeGreaterThan(3990)
  })
})

describe('headings of a changed file', () => {
  test('equal names in different chapters keep their own ids', () => {
    const sections = [
      { id: '1', ...heading('Wonen') },
      { id: '2', ...heading('Actiepunten') },
      { id: '3', ...heading('Zorg') },
      { id: '4', ...heading('Actiepunten') },
    ]
    expect(keptParts(sections, [heading('Zorg'), heading('Actiepunten')])).toEqual(['3', '4'])
  })

  test('a renamed chapter, and a heading under it, keep their ids', () => {
    const sections = [
      { id: '1', ...heading('Gezond en veilig wonen') },
      { id: '2', ...heading('Huren') },
    ]
    expect(keptParts(sections, [heading('Gezond wonen'), heading('Huren')])).toEqual(['1', '2'])
  })

  test('a heading never continues as a paragraph with the same words', () => {
    expect(keptParts([{ id: '1', ...heading('Wonen') }], news('Wonen'))).toEqual([null])
  })
})
