import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparedWords, hashOfWords, heldPart, likeness, saidPart, signatureOf } from './letter-signature.ts'

const letter = (...sentences: string[]) => sentences.join(' ')
const about =
  'Ik maak bezwaar tegen zonnevelden op landbouwgrond. Er liggen in onze gemeente nog veel daken leeg. Begin daar.'
const fields = 'Een veld met panelen hoort niet vlak bij huizen. Houd ook rekening met weidevogels in het voorjaar.'
const share = 'Laat omwonenden meebeslissen en meedelen in de opbrengst. Dat staat nu niet in het beleidskader.'
const other = 'De bus rijdt na zeven uur niet meer door ons dorp. Daardoor kan mijn moeder niet naar haar koor.'

const words = fc.array(
  fc.integer({ min: 0, max: 400 }).map((number) => `woord${number}`),
  { minLength: 60, maxLength: 200 },
)

/** The true part of their runs of three words that two texts share. */
function trueLikeness(one: readonly string[], two: readonly string[]): number {
  const runs = (of: readonly string[]) => new Set(of.slice(2).map((_, at) => of.slice(at, at + 3).join(' ')))
  const [left, right] = [runs(one), runs(two)]
  const shared = [...left].filter((run) => right.has(run)).length
  return shared / (left.size + right.size - shared)
}

describe('letters that say the same have the same variant', () => {
  test.each([
    ['capitals, accents, marks and line breaks', `${about}\n\n${fields}`, letter(about.toUpperCase(), fields)],
    ['greeting', `Geacht college,\n${about}`, `Beste mensen van de gemeente,\n${about}`],
    ['who signs', `${about}\nMet vriendelijke groet,\nInwoner A`, `${about}\nHoogachtend,\nInwoner B, Dorpsstraat`],
  ])('whatever their %s', (_, one, two) => {
    expect(signatureOf(one)).toEqual(signatureOf(two))
  })

  test('and a word more makes another', () => {
    expect(signatureOf(about).variant).not.toBe(signatureOf(`${about} Nu.`).variant)
  })
})

test('what a letter says is all of it when it greets only', () => {
  expect(saidPart('Geachte heer,')).toEqual({ start: 0, end: 13 })
  expect(saidPart('Groeten vanuit Exloo is een ansichtkaart, en verder niets.')).toEqual({ start: 0, end: 58 })
})

test('two texts are as alike as their runs of words are the same', () => {
  fc.assert(
    fc.property(words, fc.double({ min: 0, max: 1, noNaN: true }), words, (one, part, rest) => {
      const two = [...one.slice(0, Math.round(one.length * part)), ...rest]
      const estimate = likeness(signatureOf(one.join(' ')).marks, signatureOf(two.join(' ')).marks)
      // Four times the standard error of 120 hashes at its largest.
      expect(Math.abs(estimate - trueLikeness(one, two))).toBeLessThan(0.2)
    }),
    { numRuns: 200, seed: 11 },
  )
})

test('of many pairs the estimate is right on average', () => {
  let [sum, runs] = [0, 0]
  fc.assert(
    fc.property(words, words, (one, rest) => {
      const two = [...one.slice(0, Math.round(one.length / 2)), ...rest]
      sum += likeness(signatureOf(one.join(' ')).marks, signatureOf(two.join(' ')).marks) - trueLikeness(one, two)
      runs++
    }),
    { numRuns: 300, seed: 12 },
  )
  expect(Math.abs(sum / runs)).toBeLessThan(0.01)
})

describe('letters come together by a band that they share', () => {
  const shared = (one: string, two: string) => {
    const bands = new Set(signatureOf(one).bands)
    return signatureOf(two).bands.filter((band) => bands.has(band)).length
  }
  const base = letter(about, fields, share)

  test.each([
    ['a sentence more', letter(about, fields, other, share)],
    ['another order', letter(share, about, fields)],
    ['typing errors', base.replace('weidevogels', 'wiedevogels').replace('opbrengst', 'opbrenst')],
    ['a part left out', letter(about, share)],
  ])('with %s', (_, variant) => {
    expect(shared(base, variant)).toBeGreaterThan(0)
    expect(heldPart(signatureOf(base), signatureOf(variant))).toBeGreaterThan(0.6)
  })

  test('and not when they say something else', () => {
    expect(shared(base, letter(other, other.replace('bus', 'trein')))).toBe(0)
    expect(likeness(signatureOf(base).marks, signatureOf(other).marks)).toBeLessThan(0.1)
  })

  test('every band has a place of its own: equal hashes in two bands do not meet', () => {
    const { bands } = signatureOf('Nee.')
    expect(new Set(bands).size).toBe(bands.length)
  })
})

test('a shorter letter is held by the longer one', () => {
  const [short, long] = [signatureOf(about), signatureOf(letter(about, fields, share, other))]
  expect(heldPart(short, long)).toBeGreaterThan(0.75)
  expect(likeness(short.marks, long.marks)).toBeLessThan(0.5)
})

test('the order of words counts, and every number fits in what JavaScript counts exactly', () => {
  expect(hashOfWords(['a', 'b'])).not.toBe(hashOfWords(['b', 'a']))
  for (const { variant, bands } of [about, fields, share, other, ''].map(signatureOf))
    for (const number of [variant, ...bands]) expect(Number.isSafeInteger(number) && number >= 0).toBe(true)
  expect(comparedWords('Één  dag, vóór 8.30')).toEqual(['een', 'dag', 'voor', '8', '30'])
})
