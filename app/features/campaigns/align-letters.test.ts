import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignLetters, carriedSplit, sentencesOf } from './align-letters.ts'

const roofs = 'Er liggen nog veel daken leeg.'
const begin = 'Begin daar.'
const homes = 'Een veld met panelen hoort niet vlak bij huizen.'
const birds = 'Houd ook rekening met weidevogels in het voorjaar.'
const share = 'Laat omwonenden meebeslissen en meedelen in de opbrengst.'
const text = `Geacht college,\n\n${roofs} ${begin}\n\n${homes} ${birds}\n\n${share}\n\nMet vriendelijke groet,\nInwoner A`
const rangeOf = (words: string, within = text) => ({
  start: within.indexOf(words),
  end: within.indexOf(words) + words.length,
})
const base = {
  sentences: sentencesOf(text),
  points: [rangeOf(`${roofs} ${begin}`), rangeOf(homes), rangeOf(birds), rangeOf(share)],
  nonPoints: [rangeOf('Geacht college,')],
}

/** The split of a letter in words. */
function split(letter: string, of = base) {
  const { shared, own, nonPoints } = carriedSplit(of, letter)
  const words = ({ start, end }: { start: number; end: number }) => letter.slice(start, end)
  return {
    shared: shared.map((range) => `${range.of}: ${words(range)}`),
    own: own.map(words),
    nonPoints: nonPoints.map(words),
  }
}
const all = [`0: ${roofs} ${begin}`, `1: ${homes}`, `2: ${birds}`, `3: ${share}`]

describe('the split of the base text is carried to a letter', () => {
  test('that is the same', () => {
    expect(split(text).shared).toEqual(all)
    expect(split(text).own).toEqual([])
  })

  test('with its paragraphs in another order', () => {
    const letter = `${share}\n${homes} ${birds}\n${roofs} ${begin}`
    expect(split(letter)).toEqual({ shared: [all[3], all[1], all[2], all[0]], own: [], nonPoints: [] })
  })

  test('in which someone else greets and signs', () => {
    const letter = `Beste raad,\n${roofs} ${begin} ${homes} ${birds} ${share}\nHoogachtend,\nInwoner B uit het dorp`
    expect(split(letter)).toMatchObject({
      shared: all,
      own: [],
      nonPoints: [],
    })
  })

  test('that is shorter', () => {
    expect(split(`${birds} ${share}`)).toEqual({ shared: [all[2], all[3]], own: [], nonPoints: [] })
  })

  test('with typing errors in long words', () => {
    const letter = `${roofs} ${begin} ${homes.replace('panelen', 'panleen')} ${birds.replace('weidevogels', 'weidevogel')}`
    expect(split(letter).shared.map((piece) => piece[0])).toEqual(['0', '1', '2'])
  })

  test('to half a sentence, where a point is half a sentence', () => {
    const halves = {
      ...base,
      points: [rangeOf('Laat omwonenden meebeslissen'), rangeOf('en meedelen in de opbrengst.')],
    }
    expect(split(`Ja! ${share.toUpperCase()}`, halves).shared).toEqual([
      '0: LAAT OMWONENDEN MEEBESLISSEN',
      '1: EN MEEDELEN IN DE OPBRENGST.',
    ])
  })
})

describe('what a letter says by itself stays a point of its own', () => {
  test('a sentence more, and what stands on both sides stays what it was', () => {
    const mine = 'Ik woon er zelf naast.'
    expect(split(`${roofs} ${mine} ${begin} ${homes}`)).toEqual({
      shared: [`0: ${roofs}`, `0: ${begin}`, `1: ${homes}`],
      own: [mine],
      nonPoints: [],
    })
  })

  test.each([
    ['a short word less', homes.replace('niet ', ''), 1],
    ['another number', 'Houd 500 meter afstand van huizen.', null],
    ['a short word that differs by one letter', birds.replace('ook', 'nok'), 2],
    ['the opposite', homes.replace('niet', 'wel'), 1],
  ])('as with %s', (_, sentence, like) => {
    expect(split(`${roofs} ${begin} ${sentence}`).own).toEqual([sentence])
    const [, , aligned] = alignLetters(base.sentences, sentencesOf(`${roofs} ${begin} ${sentence}`))
    expect(aligned).toMatchObject({ same: null, like: like === null ? null : 3 + (like - 1) })
  })

  test('sentences that follow on each other in a paragraph are one point', () => {
    const [one, two, three] = ['Ik woon er naast.', 'Dat geeft herrie.', 'Mijn buurvrouw ook.']
    expect(split(`${one} ${two}\n${three}\n${share}`).own).toEqual([`${one} ${two}`, three])
  })
})

test('whatever is put in, left out and moved: pieces do not overlap and say what the point says', () => {
  const pool = [
    roofs,
    begin,
    homes,
    birds,
    share,
    'Ik woon er naast.',
    'Nee!',
    'Wat kost dat, 3,5 miljoen?',
    '😀 Dank.',
    '...',
  ]
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pool), { maxLength: 14 }),
      fc.constantFrom(' ', '\n', '\n\n'),
      (chosen, between) => {
        const letter = chosen.join(between)
        const { shared, own, nonPoints } = carriedSplit(base, letter)
        const ranges = [...shared, ...own, ...nonPoints].sort((one, other) => one.start - other.start)
        for (const [at, { start, end }] of ranges.entries()) {
          expect(end).toBeGreaterThan(start)
          expect(start).toBeGreaterThanOrEqual(ranges[at - 1]?.end ?? 0)
        }
        for (const { of, start, end } of shared) {
          const point = base.points[of]
          const pieces = sentencesOf(letter.slice(start, end)).map(({ words }) =>
            words.map(({ word }) => word).join(' '),
          )
          const whole = sentencesOf(text.slice(point?.start, point?.end)).map(({ words }) =>
            words.map(({ word }) => word).join(' '),
          )
          for (const piece of pieces) expect(whole).toContain(piece)
        }
      },
    ),
    { numRuns: 300, seed: 5 },
  )
})
