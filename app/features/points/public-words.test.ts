import { describe, expect, test } from 'vitest'
import { publicWords, redactedText, type PointWording, type Redaction } from './public-words.ts'

const text = 'Mijn buurvrouw Ans Vos, 0612345678, zit in de schulden. Kom eens langs.'
const whole = { start: 0, end: text.length }
const first = { start: 0, end: text.indexOf(' Kom') }

function leftOut(words: string, reason: Redaction['reason'] = 'contactDetails', of = text): Redaction {
  const start = of.indexOf(words)
  if (start < 0) throw new Error(`not in the text: ${words}`)
  return { start, end: start + words.length, reason, otherReason: reason === 'other' ? 'naam van een school' : '' }
}

const point = (given: Partial<PointWording>): PointWording => ({
  range: first,
  summary: '',
  showsQuotation: false,
  withdrawal: null,
  ...given,
})

describe('what the public reads of a point', () => {
  test('is what was written where nothing else was chosen', () => {
    expect(publicWords(point({}), text, [])).toEqual({
      form: 'quotation',
      words: 'Mijn buurvrouw Ans Vos, 0612345678, zit in de schulden.',
    })
  })

  test('is the summary alone when there is one', () => {
    expect(publicWords(point({ summary: 'Een buurman zit in de schulden' }), text, [])).toEqual({
      form: 'summary',
      words: 'Een buurman zit in de schulden',
    })
  })

  test('is the quotation with a summary only when that was chosen', () => {
    expect(publicWords(point({ summary: 'Kort', showsQuotation: true }), text, []).words).toBe(
      'Mijn buurvrouw Ans Vos, 0612345678, zit in de schulden.',
    )
  })

  test('is the summary of a point that quotes nothing, whatever was chosen', () => {
    expect(publicWords(point({ range: null, summary: 'Kort', showsQuotation: true }), text, [])).toEqual({
      form: 'summary',
      words: 'Kort',
    })
  })

  test('has the reason in place of what is left out', () => {
    expect(publicWords(point({}), text, [leftOut('Ans Vos', 'personName'), leftOut('0612345678')])).toEqual({
      form: 'redacted',
      words: 'Mijn buurvrouw [weggelaten: naam], [weggelaten: contactgegevens], zit in de schulden.',
    })
  })

  test('is the quotation unchanged by what is left out elsewhere in the text', () => {
    expect(publicWords(point({}), text, [leftOut('Kom eens')]).form).toBe('quotation')
  })

  test('says when and why it was taken back, and nothing else', () => {
    const withdrawal = { on: '2016-12-06', because: 'personalData' } as const
    expect(publicWords(point({ summary: 'Kort', withdrawal }), text, [])).toEqual({
      form: 'withdrawn',
      words: 'Dit punt is teruggenomen op 6\u00a0december 2016, omdat er gegevens over een persoon in stonden.',
    })
  })
})

describe('what is left out', () => {
  test('is one gap where ranges overlap, with both reasons', () => {
    expect(redactedText(text, first, [leftOut('Ans Vos, 06', 'personName'), leftOut('0612345678')])).toBe(
      'Mijn buurvrouw [weggelaten: naam en contactgegevens], zit in de schulden.',
    )
  })

  test('is one gap where one range lies inside another', () => {
    expect(redactedText(text, first, [leftOut('Ans Vos, 0612345678'), leftOut('0612')])).toBe(
      'Mijn buurvrouw [weggelaten: contactgegevens], zit in de schulden.',
    )
  })

  test('is one gap where ranges of one reason touch or only white space parts them', () => {
    expect(redactedText(text, first, [leftOut('Ans', 'personName'), leftOut('Vos', 'personName')])).toContain(
      'buurvrouw [weggelaten: naam], 06',
    )
    expect(redactedText(text, first, [leftOut('0612345'), leftOut('678')])).toContain(
      'Vos, [weggelaten: contactgegevens], zit',
    )
  })

  test('is two gaps where touching ranges have other reasons', () => {
    expect(redactedText(text, first, [leftOut('Ans Vos', 'personName'), leftOut(', 0612345678')])).toContain(
      'buurvrouw [weggelaten: naam][weggelaten: contactgegevens], zit',
    )
  })

  test('goes as far as the point, when it begins before or ends after it', () => {
    expect(
      redactedText(text, { start: text.indexOf('Vos'), end: first.end }, [leftOut('Ans Vos', 'personName')]),
    ).toMatch(/^\[weggelaten: naam\], 06/)
    expect(redactedText(text, first, [leftOut('schulden. Kom', 'health')])).toMatch(
      /zit in de \[weggelaten: gezondheid\]$/,
    )
  })

  test('can be the whole text', () => {
    expect(redactedText(text, whole, [{ ...whole, reason: 'health', otherReason: '' }])).toBe(
      '[weggelaten: gezondheid]',
    )
  })

  test('has the reason that an official wrote', () => {
    expect(redactedText(text, first, [leftOut('Ans Vos', 'other')])).toContain('[weggelaten: naam van een school]')
  })

  test('takes a character of two units whole', () => {
    const flowers = 'Bel 🌻 of 🌻.'
    const half = flowers.indexOf('🌻') + 1
    const cut: Redaction = {
      start: half,
      end: flowers.lastIndexOf('🌻') + 1,
      reason: 'contactDetails',
      otherReason: '',
    }
    expect(redactedText(flowers, { start: 0, end: flowers.length }, [cut])).toBe('Bel [weggelaten: contactgegevens].')
  })

  test('is in the order of the text, in whatever order it was marked', () => {
    const one = [leftOut('Ans Vos', 'personName'), leftOut('0612345678')]
    expect(redactedText(text, first, one.toReversed())).toBe(redactedText(text, first, one))
  })
})
