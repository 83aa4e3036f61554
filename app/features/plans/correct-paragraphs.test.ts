import { describe, expect, test } from 'vitest'
import { canMerge, kindsFor, mergeWithPrevious, renameHeading, setKind } from './correct-paragraphs.ts'
import type { Block } from './plan.ts'

const blocks: Block[] = [
  { id: 'h1', kind: 'heading', level: 1, text: 'Mantelzorg' },
  { id: 'a', kind: 'text', text: 'De gemeente steunt wie', html: null },
  {
    id: 'b',
    kind: 'text',
    text: 'voor een ander zorgt & blijft.',
    html: 'voor een <strong>ander</strong> zorgt &amp; blijft.',
  },
  { id: 'c', kind: 'list', text: '• één\n• twee', html: '<ul><li>één</li><li>twee</li></ul>' },
  { id: 'h2', kind: 'heading', level: 2, text: 'Leeg' },
  { id: 'h3', kind: 'heading', level: 1, text: 'Vervoer' },
  { id: 't', kind: 'table', text: 'a\tb', html: '<table></table>' },
]

describe('an official joins two halves of a paragraph', () => {
  test('the first keeps its id, the words and the markup follow each other', () => {
    expect(mergeWithPrevious(blocks, 2)[1]).toEqual({
      id: 'a',
      kind: 'text',
      text: 'De gemeente steunt wie voor een ander zorgt & blijft.',
      html: 'De gemeente steunt wie voor een <strong>ander</strong> zorgt &amp; blijft.',
    })
    expect(mergeWithPrevious(blocks, 2)).toHaveLength(blocks.length - 1)
  })

  test('plain halves stay plain, and what the first half says with < stays text', () => {
    const plain: Block[] = [
      { id: 'a', kind: 'text', text: 'kosten < 5\neuro', html: null },
      { id: 'b', kind: 'text', text: 'per keer', html: '<em>per keer</em>' },
    ]
    expect(mergeWithPrevious(plain, 1)[0]).toMatchObject({ html: 'kosten &lt; 5<br>euro <em>per keer</em>' })
    expect(
      mergeWithPrevious(
        plain.map((block) => ({ ...block, html: null })),
        1,
      )[0],
    ).toMatchObject({ html: null })
  })

  test('not across a heading, a list or a table', () => {
    expect([1, 3, 6].map((index) => canMerge(blocks, index))).toEqual([false, false, false])
    expect(mergeWithPrevious(blocks, 3)).toEqual(blocks)
  })
})

describe('an official says what a paragraph is', () => {
  test('text and a list can be an action item, a table cannot', () => {
    expect(setKind(blocks, 1, 'action_item')[1]).toMatchObject({ id: 'a', kind: 'action_item' })
    expect(setKind(blocks, 3, 'action_item')[3]).toMatchObject({
      kind: 'action_item',
      html: '<ul><li>één</li><li>twee</li></ul>',
    })
    expect(setKind(blocks, 6, 'action_item')).toEqual(blocks)
    expect(kindsFor({ kind: 'heading', level: 1, text: 'x' })).toEqual([])
  })

  test('a list that was an action item becomes a list again, running text never', () => {
    expect(setKind(setKind(blocks, 3, 'action_item'), 3, 'list')[3]).toEqual(blocks[3])
    expect(setKind(blocks, 1, 'list')).toEqual(blocks)
  })
})

describe('an official tidies headings', () => {
  test('a heading gets other words, not none and not a whole page', () => {
    expect(renameHeading(blocks, 0, '  Zorg\n voor elkaar ')[0]).toMatchObject({ id: 'h1', text: 'Zorg voor elkaar' })
    expect(renameHeading(blocks, 0, '   ')).toEqual(blocks)
    expect(renameHeading(blocks, 0, 'x'.repeat(151))).toEqual(blocks)
    expect(renameHeading(blocks, 1, 'Kop')).toEqual(blocks)
  })
})
