import { expect, test } from 'vitest'
import type { Block } from '#app/features/plans/plan.ts'
import { levelRows } from './level-rows.ts'

type Numbered = Block & { id: string; number: string }
const heading = (number: string, level: number): Numbered => ({
  ...{ id: `h${number}`, number, kind: 'heading', level, text: `Kop ${number}` },
})
const paragraph = (number: string, text: string, kind: 'text' | 'table' = 'text'): Numbered => ({
  ...{ id: `p${number}`, number, kind, text, html: null },
})

test('headings are listed with their level, and of the paragraphs those that could be one', () => {
  const blocks = [
    heading('1', 1),
    paragraph('1', 'Eigen kracht'),
    paragraph('2', 'x'.repeat(151)),
    paragraph('3', 'Jaar\t2017', 'table'),
    heading('1.1', 2),
  ]
  expect(levelRows(blocks, 1)).toEqual({
    pages: 1,
    rows: [
      { id: 'h1', number: '1', level: '1', text: 'Kop 1' },
      { id: 'p1', number: '1', level: 'text', text: 'Eigen kracht' },
      { id: 'h1.1', number: '1.1', level: '2', text: 'Kop 1.1' },
    ],
  })
})

test('a long plan comes in pieces that fit in a form, and a page that is not there is the nearest', () => {
  const blocks = Array.from({ length: 900 }, (_, at) => paragraph(String(at + 1), 'Kort'))
  const sizes = [1, 2, 3, 99, 0, Number.NaN].map((page) => levelRows(blocks, page))
  expect(sizes.map(({ pages, rows }) => [pages, rows.length, rows[0]?.number])).toEqual([
    ...[
      [3, 400, '1'],
      [3, 400, '401'],
      [3, 100, '801'],
      [3, 100, '801'],
      [3, 400, '1'],
      [3, 400, '1'],
    ],
  ])
})
