import { expect, test } from 'vitest'
import type { Block } from './plan.ts'
import { headingOf, outlineOf, paragraphsUnder } from './plan-outline.ts'

const heading = (id: string, level: number, number: string): Block & { id: string; number: string } => ({
  id,
  number,
  kind: 'heading',
  level,
  text: id,
})
const paragraph = (id: string, number: string, text = 'Een alinea.'): Block & { id: string; number: string } => ({
  id,
  number,
  kind: 'text',
  text,
  html: null,
})
const blocks = [
  heading('Zorg', 1, '1'),
  paragraph('a', '1'),
  paragraph('b', '2'),
  heading('Rust', 2, '1.1'),
  heading('Leeg', 1, '2'),
  heading('Slot', 1, '3'),
]

test('an official sees the headings with what stands directly under them and what can be done', () => {
  expect(
    outlineOf(blocks).map(({ id, paragraphs, canPromote, canDemote, isEmpty }) => [
      id,
      paragraphs,
      canPromote,
      canDemote,
      isEmpty,
    ]),
  ).toEqual([
    ['Zorg', 2, false, false, false],
    ['Rust', 0, true, false, true],
    ['Leeg', 0, false, true, true],
    ['Slot', 0, false, true, true],
  ])
})

test('an opened heading shows its own paragraphs with what can be done', () => {
  expect(
    paragraphsUnder(blocks, 'Zorg').map(({ id, canMerge, canBecomeHeading }) => [id, canMerge, canBecomeHeading]),
  ).toEqual([
    ['a', false, true],
    ['b', true, true],
  ])
  expect(paragraphsUnder(blocks, 'Rust')).toEqual([])
  expect(paragraphsUnder(blocks, 'a')).toEqual([])
  expect([headingOf(blocks, 'b'), headingOf(blocks, 'Rust'), headingOf(blocks, 'x')]).toEqual(['Zorg', 'Rust', null])
})
