import { expect, test } from 'vitest'
import type { Block } from './plan.ts'
import { headingOf } from './plan-outline.ts'

const heading = (id: string): Block & { id: string } => ({ id, kind: 'heading', level: 1, text: id })
const paragraph = (id: string): Block & { id: string } => ({ id, kind: 'text', text: 'Een alinea.', html: null })

test('a part stands under the heading before it, and a heading under itself', () => {
  const blocks = [heading('Zorg'), paragraph('a'), paragraph('b'), heading('Rust')]
  expect([headingOf(blocks, 'b'), headingOf(blocks, 'Rust'), headingOf(blocks, 'x')]).toEqual(['Zorg', 'Rust', null])
})
