import { describe, expect, test } from 'vitest'
import { fieldErrors } from '#app/form-errors.ts'
import { decodeTyped } from '#app/forms/typed.ts'
import { MAX_TEXT_LENGTH } from './reaction-text.ts'
import { aboutYou, firstGap, problemOfEmail, problemOfReaction, textThatFits } from './reaction.schema.ts'
import { emptyDraft, readAbout, wholePlan, writeAbout } from './reaction.ts'

describe('the text of a reaction', () => {
  test('comes out of the form with the line breaks that were typed, and nothing else changed', () => {
    expect(textThatFits.parse('  een\r\ntwee\r\n\r\ndrie \rvier\n')).toBe('  een\ntwee\n\ndrie \rvier\n')
    expect(decodeTyped('\r\r\n')).toBe('\r\n')
  })

  test.each(['', '   ', '\n\n', '\t\u00a0', '\u200b\u200d\ufeff', '\u0001'])('%j is empty', (text) => {
    expect(problemOfReaction(text)).toBe('Schrijf uw reactie. Eén zin is genoeg.')
  })

  test.each(['a', '👍', '?', '  één woord  ', 'é'])('%j is enough', (text) => {
    expect(problemOfReaction(text)).toBeNull()
  })

  test('may be 100,000 characters, an emoji being one', () => {
    expect(problemOfReaction('🌻'.repeat(MAX_TEXT_LENGTH))).toBeNull()
    expect(problemOfReaction('a'.repeat(MAX_TEXT_LENGTH))).toBeNull()
  })

  test('says how long it is and how much that is too much', () => {
    expect(problemOfReaction('🌻'.repeat(MAX_TEXT_LENGTH + 1))).toContain(
      '100.001 tekens lang. Dat is 1 teken te veel. Er passen 100.000 tekens in.',
    )
    expect(problemOfReaction('a'.repeat(MAX_TEXT_LENGTH + 2345))).toContain(
      '102.345 tekens lang. Dat is 2.345 tekens te veel.',
    )
  })

  test('with a NUL says what was done about it', () => {
    expect(problemOfReaction('voor\0na')).toContain('Wij hebben dat teken weggehaald')
  })
})

describe('an e-mail address', () => {
  test.each(['', 'u@voorbeeld.example', 'a.b+c@sub.voorbeeld.nl'])('%j is fine', (address) => {
    expect(problemOfEmail(address)).toBeNull()
  })

  test.each([
    ['voorbeeld.nl', 'geen @'],
    ['u@@voorbeeld.nl', 'meer dan één @'],
    ['@voorbeeld.nl', 'Voor de @'],
    ['u@voorbeeld', 'na de @'],
    ['u @voorbeeld.nl', 'spatie'],
    ['u..v@voorbeeld.nl', 'letter of punt'],
  ])('%s: says how to mend it', (address, words) => {
    expect(problemOfEmail(address)).toContain(words)
  })
})

describe('about you', () => {
  const form = { speaksFor: 'self', name: '', organisation: '', email: '', named: 'no', notPublic: '' }
  const errors = (given: Partial<typeof form>) => {
    const { error } = aboutYou.safeParse({ ...form, ...given })
    return error ? fieldErrors(error) : {}
  }

  test('may be left empty', () => {
    expect(errors({})).toEqual({})
  })

  test('asks for the name only of someone who wants to be named, and for that of the organisation one speaks for', () => {
    expect(Object.keys(errors({ named: 'yes' }))).toEqual(['name'])
    expect(Object.keys(errors({ speaksFor: 'organisation' }))).toEqual(['organisation'])
    expect(errors({ speaksFor: 'organisation', organisation: 'Dorpsraad', named: 'yes' })).toEqual({})
  })

  test('tells everything that is wrong at once', () => {
    expect(Object.keys(errors({ speaksFor: 'organisation', email: 'x', name: 'y'.repeat(201) })).sort()).toEqual([
      'email',
      'name',
      'organisation',
    ])
  })
})

describe('the first step that is not in order', () => {
  test.each([
    ['nothing yet', {}, 'text'],
    ['a text', { text: 'Ja' }, 'aboutYou'],
    ['about you, and no text', { aboutYouDone: true }, 'text'],
    ['a text that is too long', { text: 'a'.repeat(MAX_TEXT_LENGTH + 1), aboutYouDone: true }, 'text'],
    ['an address that is wrong', { text: 'Ja', aboutYouDone: true, email: 'x' }, 'aboutYou'],
    ['all of it', { text: 'Ja', aboutYouDone: true }, 'check'],
  ] as const)('%s', (_, given, step) => {
    expect(firstGap({ ...emptyDraft, ...given })).toBe(step)
  })
})

describe('what it is about', () => {
  const id = '0190f1c0-1234-7abc-8def-001122334455'
  test('is written and read back', () => {
    for (const about of [{ kind: 'paragraph' as const, id }, { kind: 'section' as const, id }, wholePlan]) {
      expect(readAbout(writeAbout(about))).toEqual(about)
    }
  })

  test.each([null, '', 'alinea:', 'alinea:1', `kop:${id}`, `alinea:${id}' or 1=1`])('%j is the whole plan', (text) => {
    expect(readAbout(text)).toEqual(wholePlan)
  })
})
