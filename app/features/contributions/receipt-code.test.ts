import { describe, expect, test } from 'vitest'
import { codeAlphabet, readCode, receiptCode, receiptCodeHash, showCode } from './receipt-code.server.ts'

const owner = { secret: 'x'.repeat(32), municipalityId: 'm1' }

describe('the code on a receipt', () => {
  const codes = Array.from({ length: 2000 }, (_, at) => receiptCode(owner, `key-${at}`))

  test('has 12 letters and digits that cannot be taken for each other', () => {
    expect(codeAlphabet).toHaveLength(30)
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{12}$/)
  })

  test('uses every letter about as often', () => {
    const seen = new Map<string, number>()
    for (const letter of codes.join('')) seen.set(letter, (seen.get(letter) ?? 0) + 1)
    expect(seen.size).toBe(30)
    for (const times of seen.values()) expect(times).toBeGreaterThan(650)
  })

  test('is the same for the same key, and another for another key, municipality or secret', () => {
    const code = receiptCode(owner, 'key-1')
    expect(receiptCode(owner, 'key-1')).toBe(code)
    expect(receiptCode(owner, 'key-2')).not.toBe(code)
    expect(receiptCode({ ...owner, municipalityId: 'm2' }, 'key-1')).not.toBe(code)
    expect(receiptCode({ ...owner, secret: 'y'.repeat(32) }, 'key-1')).not.toBe(code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('is stored as a hash that differs per municipality', () => {
    const hash = receiptCodeHash(owner, 'K7RM4TQX9WHB')
    expect(hash).not.toBe(receiptCodeHash({ ...owner, municipalityId: 'm2' }, 'K7RM4TQX9WHB'))
    expect(hash).toHaveLength(43)
  })

  test('is shown in three groups', () => {
    expect(showCode('K7RM4TQX9WHB')).toBe('K7RM-4TQX-9WHB')
  })
})

describe('what people type as a code', () => {
  test.each([
    'K7RM-4TQX-9WHB',
    'k7rm-4tqx-9whb',
    ' K7RM 4TQX 9WHB ',
    'k7rm4tqx9whb',
    'K7RM–4TQX—9WHB.',
    'K7RM\u00a04TQX\u200b9WHB',
    'Ｋ7ＲＭ-4ＴＱＸ-9ＷＨＢ',
  ])('%s is read', (typed) => {
    expect(readCode(typed)).toEqual({ code: 'K7RM4TQX9WHB', problem: null })
  })

  test('an empty code gets the words where to find it', () => {
    expect(readCode('  ').problem).toContain('ontvangstbewijs')
  })

  test('a letter that is in no code is named', () => {
    expect(readCode('K7RM-4TQO-9WH1').problem).toContain('“O” en “1”')
  })

  test('a code that is too short or too long gets its length in the error', () => {
    expect(readCode('K7RM-4TQX').problem).toContain('U vulde er 8 in')
    expect(readCode('K7RM-4TQX-9WHB-K').problem).toContain('U vulde er 13 in')
  })
})
