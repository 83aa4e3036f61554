import { describe, expect, test } from 'vitest'
import { besideBase, differenceFrom, differenceInWords } from './beside-base.ts'

const roofs = 'Er liggen in onze gemeente nog veel daken leeg.'
const homes = 'Een veld met panelen hoort niet vlak bij huizen.'
const birds = 'Houd ook rekening met weidevogels in het voorjaar.'
const base = `Geacht college,\n\n${roofs} ${homes}\n\n${birds}`

/** [added] and {gone}. */
const shown = (letter: string, of = base) =>
  besideBase(of, letter).map((paragraph) =>
    paragraph
      .map(({ kind, text }) => (kind === 'both' ? text : kind === 'added' ? `[${text}]` : `{${text}}`))
      .join(' '),
  )

describe('a letter beside the base text', () => {
  test('has nothing marked when it is the same', () => {
    expect(shown(base)).toEqual(['Geacht college,', `${roofs} ${homes}`, birds])
  })

  test('shows other words in a sentence', () => {
    expect(shown(base.replace('in onze gemeente', 'tussen Borger en Drouwen'))[1]).toBe(
      `Er liggen {in onze gemeente} [tussen Borger en Drouwen] nog veel daken leeg. ${homes}`,
    )
  })

  test('shows a sentence more and one less, in its place', () => {
    const mine = 'Ik woon er zelf naast.'
    expect(shown(`Geacht college,\n\n${roofs} ${mine}\n\n${birds}`)).toEqual([
      'Geacht college,',
      `${roofs} {${homes}} [${mine}]`,
      birds,
    ])
  })

  test('marks nothing of what only stands in another place', () => {
    expect(shown(`${birds}\n\n${roofs} ${homes}`, `${roofs} ${homes} ${birds}`)).toEqual([birds, `${roofs} ${homes}`])
  })
})

test('long letters of nonsense are compared in a moment', () => {
  const numbers = (step: number) => Array.from({ length: 15_000 }, (_, at) => (at * step) % 1000)
  for (const [one, other] of [
    ['de '.repeat(33_000), `${'de '.repeat(33_000)}x`],
    ['a. '.repeat(33_000), `${'a. '.repeat(33_000)}b.`],
    [`Weg: ${'b c, '.repeat(20_000)}`, `Weg: ${'b c, d '.repeat(14_000)}`],
    [numbers(7).join(' '), numbers(13).join(' ')],
    [numbers(7).join('. De bus. '), numbers(13).join('. De trein en de bus. ')],
  ]) {
    expect(besideBase(one ?? '', other ?? '').flat().length).toBeGreaterThan(0)
    expect(differenceFrom(one ?? '', other ?? '').own.length).toBeLessThan(33_000)
  }
})

describe('in a few words', () => {
  test.each([
    [base, 'andere leestekens of ondertekening'],
    [base.replace('weidevogels', 'wiedevogels'), 'typefouten'],
    [`${birds} ${roofs} ${homes}`, 'andere volgorde'],
    [`${roofs}`, '2 zinnen weggelaten'],
    [`${base} Ik woon er zelf naast.`, '“Ik woon er zelf naast.”'],
    [
      `${roofs} ${homes} Dit is een heel lange zin die iemand zelf schreef omdat er nog zo veel te zeggen is. Nee. Ja.`,
      '“Dit is een heel lange zin die iemand zelf schreef omdat er nog zo veel…” en nog 2 zinnen, een zin weggelaten',
    ],
  ])('%s', (letter, words) => {
    expect(differenceInWords(differenceFrom(base, letter))).toBe(words)
  })
})
