import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { PartOfPlan } from './contents.ts'
import { planLinks } from './plan-links.ts'
import { PlanText } from './PlanText.tsx'
import type { PlanParagraph } from './queries.server.ts'

const paragraph = (number: number, given: Partial<PlanParagraph> = {}): PlanParagraph => ({
  ...{
    id: `p${number}`,
    sectionId: 's',
    number,
    kind: 'text',
    text: `Tekst ${number}.`,
    html: null,
    actionNumber: null,
  },
  ...given,
})
const part = (number: string, heading: string, paragraphs: PlanParagraph[]): PartOfPlan<PlanParagraph> => ({
  ...{ id: `s${number}`, number, level: number.split('.').length, heading, paragraphs },
})
type Counts = Record<string, number>
const draw = (
  parts: PartOfPlan<PlanParagraph>[],
  { canReact = false, points = null as Counts | null, sections = {} as Counts } = {},
) =>
  renderToStaticMarkup(
    <PlanText
      parts={parts}
      links={planLinks('zorg', canReact, points && { paragraphs: points, sections })}
      top={1}
      untitled
    />,
  )

describe('the text of a chapter', () => {
  test('has an address for every heading and paragraph, and headings by their depth', () => {
    const page = draw([
      part('2', 'Gezin', [paragraph(1)]),
      part('2.1', 'Opvoeden', [paragraph(2)]),
      part('2.1.1', 'Thuis', []),
    ])
    expect(page).toContain('<div class="para" id="alinea-1">')
    expect(page, 'what a reader copies leads to its words for ever').toContain(
      '<a class="no" href="/trajecten/zorg/plan/alinea/p1" aria-label="Link naar alinea 1">',
    )
    expect(page, 'with the number that answers call it by').toContain(
      '<h2 id="onderdeel-2.1"><span class="plan-no">2.1 </span>Opvoeden</h2>',
    )
    expect(page).toContain('<h3 id="onderdeel-2.1.1"><span class="plan-no">2.1.1 </span>Thuis</h3>')
    expect(page, 'the page itself has this heading').not.toContain('Gezin')
  })

  test('never goes deeper than the sixth heading', () => {
    expect(draw([part('1', 'a', []), part('1.1.1.1.1.1.1', 'Diep', [])])).toContain('<h6 id="onderdeel-1.1.1.1.1.1.1">')
  })

  test('is no markup, whatever it looks like', () => {
    const page = draw([
      part('1', 'x', [paragraph(1, { text: '<script>alert(1)</script>' })]),
      part('1.1', '<b>Kop</b>', []),
    ])
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;b&gt;Kop&lt;/b&gt;')
  })

  test('shows lists and tables as the importer made them, and a list by its lines when it made nothing', () => {
    const page = draw([
      part('1', 'x', [
        paragraph(1, {
          ...{ kind: 'table', text: 'a\tb', html: '<table><tbody><tr><td>a</td></tr></tbody></table>' },
          rows: ['01a22d50-2e5a-75ed-a6eb-466fda0b2f26'],
        }),
        paragraph(2, { kind: 'list', text: '• een\n• twee' }),
        paragraph(3, { text: 'sterk', html: '<strong>sterk</strong>' }),
      ]),
    ])
    expect(page).toContain('aria-label="Tabel, alinea 1"')
    expect(page, 'a row has an address too').toMatch(
      /<tr id="rij-466fda0b2f26"><td><a class="row-no" href="\/trajecten\/zorg\/plan\/rij\/01a22d50-[^>]+>rij 1<\/a>a<\/td>/,
    )
    expect(page).toContain('<ul><li>een</li><li>twee</li></ul>')
    expect(page).toContain('<p><strong>sterk</strong></p>')
  })

  test('puts action items that follow each other in one list, with their own numbers', () => {
    const page = draw([
      part('1', 'x', [
        paragraph(1, { kind: 'action_item', actionNumber: 7 }),
        paragraph(2, { kind: 'action_item', actionNumber: 8 }),
        paragraph(3),
        paragraph(4, { kind: 'action_item', actionNumber: 9 }),
      ]),
    ])
    expect(page.match(/<ol class="acts">/g)).toHaveLength(2)
    expect(page.match(/<a class="an".*?<\/a>/g)).toEqual(
      [7, 8, 9].map(
        (n) => `<a class="an" href="/trajecten/zorg/plan/actiepunt/${n}"><span class="vh">Actiepunt </span>A${n}</a>`,
      ),
    )
    expect(page).toContain('<a href="/trajecten/zorg/plan/alinea/p2">Alinea 2</a>')
    expect(page).toContain('<li id="actiepunt-8">')
    expect(page).toContain('<div id="alinea-2" class="act-part">')
  })

  test('has an action item of several paragraphs once', () => {
    const page = draw(
      [
        part(
          '1',
          'x',
          [1, 2].map((n) => paragraph(n, { kind: 'action_item', actionNumber: 7 })),
        ),
      ],
      { canReact: true },
    )
    expect(page.match(/<li id="actiepunt-7">/g)).toHaveLength(1)
    expect(page).toContain('<div id="alinea-2" class="act-part">')
    expect(page).toContain('Reageer op deze alinea<span class="vh"> (2)</span>')
  })
})

describe('what one can do at a place', () => {
  const parts = [
    part('2', 'x', [paragraph(1)]),
    part('2.1', 'Opvoeden', [paragraph(2), paragraph(3)]),
    part('2.2', 'Eén alinea', [paragraph(4)]),
  ]

  test('is reacting, while that is possible', () => {
    const page = draw(parts, { canReact: true })
    expect(page).toContain('href="/trajecten/zorg/reageren?over=alinea:p2"')
    expect(page).toContain('href="/trajecten/zorg/reageren?over=onderdeel:s2.1"')
    expect(page, 'reacting to its only paragraph says the same').not.toContain('over=onderdeel:s2.2')
  })

  test('is nothing when the term is over and no answer is public', () => {
    expect(draw(parts)).not.toMatch(/reageren|wat-is-ermee-gedaan/)
  })

  test('is reading what was done with the points about a part, under its heading', () => {
    const page = draw([part('2', 'Gezin', []), part('2.1', 'Opvoeden', [paragraph(2)]), part('2.2', 'School', [])], {
      ...{ points: {}, sections: { '2': 5, '2.1': 5 } },
    })
    expect(page).toContain('href="/trajecten/zorg/wat-is-ermee-gedaan?hoofdstuk=2.1"')
    expect(page).toContain('5 punten<span class="vh"> bij Opvoeden</span>: lees wat ermee is gedaan</span>')
    expect(page, 'a part without points').not.toContain('bij School')
  })

  test('is reading what was done, where points are public', () => {
    const page = draw(parts, { points: { p2: 1, p3: 4 } })
    expect(page).not.toContain('reageren')
    expect(page).toContain('href="/trajecten/zorg/wat-is-ermee-gedaan?hoofdstuk=2.1"')
    expect(page).toContain('1 punt<')
    expect(page).toContain('4 punten<')
    expect(page).not.toContain('hoofdstuk=2.2"')
  })
})
