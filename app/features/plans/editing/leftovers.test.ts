import { describe, expect, test } from 'vitest'
import type { Block } from '#app/features/plans/plan.ts'
import { leftoversOf } from './leftovers.ts'

const planOf = (...lines: string[]) =>
  lines.map((line, at): Block & { id: string; number: string } =>
    line.startsWith('# ')
      ? { id: `${at}`, number: '1', kind: 'heading', level: 1, text: line.slice(2) }
      : { id: `${at}`, number: `${at}`, kind: 'text', text: line, html: null },
  )
const found = (...lines: string[]) => leftoversOf(planOf(...lines)).map(({ text, reason }) => `${reason}: ${text}`)

describe('what an importer could not place', () => {
  test('is proposed by what it is: navigation, words of a website, page numbers', () => {
    expect(
      found(
        '# Zorg',
        'Wij helpen mensen thuis.',
        'Naar boven',
        'Gebouwd op een platform voor begrotingen',
        'Pagina 12 van 40',
        '- 13 -',
        '# Terug naar boven',
      ),
    ).toEqual([
      'navigation: Naar boven',
      'builtWith: Gebouwd op een platform voor begrotingen',
      'pageNumber: Pagina 12 van 40',
      'pageNumber: - 13 -',
      'navigation: Terug naar boven',
    ])
  })

  test('a header or footer that comes back on every page, also with the number of the page behind it', () => {
    const footer = (page: number) => `Beleidsplan sociaal domein ${page}`
    const text = 'Inwoners zorgen voor elkaar, en wij helpen daarbij.'
    expect(found('# Zorg', text, footer(1), text, footer(2), text, footer(3), text)).toEqual(
      [1, 2, 3].map((page) => `repeated: ${footer(page)}`),
    )
    expect(found('# Zorg', text, footer(1), text, footer(2), text)).toEqual([])
  })

  test('short lines on a row that were the cells of a table', () => {
    const cells = ['Naam/organisatie', 'Welke punten?', 'Wat is ermee gedaan?']
    expect(found('# Bijlage', ...cells, '# Gezin')).toEqual(cells.map((cell) => `looseCell: ${cell}`))
  })

  test('what a plan says is left alone: headings that come back, sentences that come back, a line alone', () => {
    const sentence = 'Dit is meegenomen in het hoofdstuk over voorzieningen.'
    expect(
      found(
        ...['# Gezin', 'Marieke zit in groep 8.', sentence, '# Gezin', sentence, '# Gezin', sentence],
        'Vanzölf saomen!',
        'Wij bouwen op wat er is, gebouwd op vertrouwen.',
        'Meer aandacht voor mantelzorgers',
      ),
    ).toEqual([])
  })
})
