import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from '#app/features/plans/plan.ts'
import { addAfter, moveBehind, moveOne, removeAt, setLevels, writeAt, type Edited } from './edit-blocks.ts'

const heading = (text: string, level = 1): Block => ({ id: text, kind: 'heading', level, text })
const words = (text: string): Block => ({ id: text, kind: 'text', text, html: null })
const plan = [
  ...[heading('Zorg'), words('a'), words('b'), heading('Thuis', 2), words('c')],
  ...[heading('Vervoer'), words('d')],
]
const said = (edited: Edited | null) => edited?.blocks.map(({ text }) => text).join(' ') ?? null
const typed = (...texts: string[]) => texts.map((text) => ({ kind: 'text' as const, text, html: null }))

describe('editing a version of a plan', () => {
  test('other words keep the identity of the paragraph, and its kind is what was typed', () => {
    const edited = writeAt(plan, 1, [{ kind: 'list', text: '• x', html: '<ul><li>x</li></ul>' }])
    expect(edited?.blocks[1]).toEqual({ id: 'a', kind: 'list', text: '• x', html: '<ul><li>x</li></ul>' })
    expect(edited?.splitFrom.size).toBe(0)
  })

  test('what is typed behind an empty line is split off from the paragraph', () => {
    const edited = writeAt(plan, 1, typed('een', 'twee', 'drie'))
    expect(said(edited)).toBe('Zorg een twee drie b Thuis c Vervoer d')
    expect(edited?.blocks[1]?.id).toBe('a')
    expect([...(edited?.splitFrom ?? [])]).toEqual([2, 3].map((at) => [edited?.blocks[at]?.id, 'a']))
  })

  test('nothing typed is no paragraph, and a heading is no paragraph', () => {
    expect(writeAt(plan, 1, [])).toBeNull()
    expect(writeAt(plan, 0, typed('x'))).toBeNull()
    expect(addAfter(plan, 99, typed('x'))).toBeNull()
  })

  test('new paragraphs come behind a paragraph or under a heading', () => {
    expect(said(addAfter(plan, 0, typed('x')))).toBe('Zorg x a b Thuis c Vervoer d')
    expect(said(addAfter(plan, 2, typed('x', 'y')))).toBe('Zorg a b x y Thuis c Vervoer d')
  })

  test('a heading that goes leaves its text to the heading before it; the first one stays', () => {
    expect(said(removeAt(plan, 1))).toBe('Zorg b Thuis c Vervoer d')
    expect(said(removeAt(plan, 3))).toBe('Zorg a b c Vervoer d')
    expect(removeAt(plan, 0)).toBeNull()
  })

  test('a paragraph moves past its neighbour, a heading past its whole neighbour', () => {
    expect(said(moveOne(plan, 1, 'down'))).toBe('Zorg b a Thuis c Vervoer d')
    expect(said(moveOne(plan, 4, 'up'))).toBe('Zorg a b c Thuis Vervoer d')
    expect(said(moveOne(plan, 5, 'up'))).toBe('Vervoer d Zorg a b Thuis c')
    expect(said(moveOne(plan, 0, 'down'))).toBe('Vervoer d Zorg a b Thuis c')
    expect(moveOne(plan, 5, 'down')).toBeNull()
    expect(moveOne(plan, 3, 'up')).toBeNull()
    expect(moveOne(plan, 0, 'up')).toBeNull()
  })

  test('a part moves to any place but into itself', () => {
    expect(said(moveBehind(plan, 5, 2))).toBe('Zorg a b Vervoer d Thuis c')
    expect(said(moveBehind(plan, 1, 6))).toBe('Zorg b Thuis c Vervoer d a')
    expect(moveBehind(plan, 0, 3)).toBeNull()
    expect(moveBehind(plan, 1, 0)).toBeNull()
  })

  test('many levels are set at once, and skipped ones close up', () => {
    const levels = new Map<string, number | 'text'>([
      ['a', 2],
      ['Thuis', 'text'],
      ['Vervoer', 2],
    ])
    const edited = setLevels(plan, levels)
    expect(edited?.blocks.map((block) => (block.kind === 'heading' ? block.level : '-')).join('')).toBe('12---2-')
    expect(setLevels(plan, new Map([['Thuis', 7]]))).toBeNull()
    expect(setLevels([...plan, { id: 't', kind: 'table', text: 'x', html: null }], new Map([['t', 1]]))).toBeNull()
  })

  test('moving loses nothing', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: -1, max: 6 }), (index, behind) => {
        const moved = moveBehind(plan, index, behind)
        if (moved) expect([...moved.blocks].map(({ id }) => id).sort()).toEqual(plan.map(({ id }) => id).sort())
      }),
    )
  })
})
