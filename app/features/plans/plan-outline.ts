import type { Block } from './plan.ts'
import { isHeading } from './plan.ts'

/** The heading that a block stands under, or the block itself when it is one; null when there is no such block. */
export function headingOf(blocks: readonly (Block & { id: string })[], id: string): string | null {
  const index = blocks.findIndex((block) => block.id === id)
  return index === -1 ? null : (blocks.slice(0, index + 1).findLast(isHeading)?.id ?? null)
}
