import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeItems, itemOfRange } from './contribution-items.ts'

describe('a contribution that was given in pieces', () => {
  test('keeps every piece as it is, and knows where it stands', () => {
    const { text, pieces } = composeItems([
      { text: 'Meer tijd.' },
      { text: ' \n' },
      { text: '  Een vast loket 👍\nin elk dorp ' },
    ])
    expect(text).toBe('Meer tijd.\n\n  Een vast loket 👍\nin elk dorp ')
    expect(pieces.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Meer tijd.',
      '  Een vast loket 👍\nin elk dorp ',
    ])
  })

  test('whatever was written, each piece with words is found at its place, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const { text, pieces } = composeItems(texts.map((each) => ({ text: each })))
        expect(pieces.map(({ start, end }) => text.slice(start, end))).toEqual(
          texts.filter((each) => each.trim() !== ''),
        )
        for (const piece of pieces) expect(itemOfRange(pieces, { start: piece.end - 1, end: piece.end })).toBe(piece)
      }),
    )
  })

  test('a point in the words of an official is of no piece', () => {
    const { pieces } = composeItems([{ text: 'Meer tijd.' }, { text: 'Een loket.' }])
    expect(itemOfRange(pieces, null)).toBeNull()
    expect(itemOfRange(pieces, { start: 10, end: 12 })).toBeNull()
    expect(itemOfRange(pieces, { start: 12, end: 20 })?.text).toBe('Een loket.')
  })
})
