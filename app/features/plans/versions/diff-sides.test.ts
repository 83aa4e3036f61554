import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffSides } from './diff-sides.ts'

const marked = (sides: { kind: string; text: string }[][] | undefined) =>
  sides?.map((pieces) =>
    pieces.map(({ kind, text }) => (kind === 'same' ? text : `[${kind}: ${text.trim()}]`)).join(''),
  )

describe('old and new side by side', () => {
  test('a changed paragraph shows on each side what is only there', () => {
    const { pieces, words, percent } = diffSides(
      ['Zij krijgen elk jaar een pas voor de bus in Drenthe.'],
      ['Zij krijgen elke maand een pas voor de bus in Drenthe.'],
    )
    expect(marked(pieces?.old)).toEqual(['Zij krijgen [gone: elk jaar]een pas voor de bus in Drenthe.'])
    expect(marked(pieces?.now)).toEqual(['Zij krijgen [new: elke maand]een pas voor de bus in Drenthe.'])
    expect([words, percent]).toEqual([{ gone: 2, new: 2 }, 81])
  })

  test('what was merged keeps its paragraphs apart on the old side', () => {
    const { pieces } = diffSides(
      ['U hebt recht op iemand die gratis meedenkt.', 'Het sociaal team vertelt u dat bij het gesprek.'],
      ['U hebt recht op iemand die gratis meedenkt. Het sociaal team vertelt u dat bij het eerste gesprek.'],
    )
    expect(marked(pieces?.old)).toEqual([
      'U hebt recht op iemand die gratis meedenkt. ',
      'Het sociaal team vertelt u dat bij het gesprek.',
    ])
    expect(marked(pieces?.now)?.[0]).toContain('[new: eerste]')
  })

  test('other words altogether are read whole', () =>
    expect(diffSides(['Een twee drie.'], ['Vier vijf zes zeven.'])).toMatchObject({ pieces: null, percent: 0 }))

  test('nothing of either side is lost, whatever the words', () => {
    const text = fc.array(fc.constantFrom('de', 'bus', 'rijdt', 'door', 'Borger.', 'elk', 'uur,'), {
      minLength: 1,
      maxLength: 12,
    })
    const texts = fc.array(
      text.map((words) => words.join(' ')),
      { minLength: 1, maxLength: 3 },
    )
    const solid = (all: string) => all.replace(/\s/g, '')
    fc.assert(
      fc.property(texts, texts, (olds, news) => {
        const { pieces } = diffSides(olds, news)
        if (!pieces) return
        const side = (parts: { text: string }[][]) => parts.map((each) => solid(each.map(({ text }) => text).join('')))
        expect(side(pieces.old)).toEqual(olds.map(solid))
        expect(side(pieces.now)).toEqual(news.map(solid))
      }),
    )
  })
})
