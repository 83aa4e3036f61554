import { canBecomeHeading, demote, promote } from './correct-headings.ts'
import { canMerge, isEmptyHeading, kindsFor } from './correct-paragraphs.ts'
import type { Block, ParagraphKind } from './plan.ts'
import { isHeading } from './plan.ts'

type Stored = Block & { id: string; number: string }

/** A heading of the outline, with what may be done to it. */
export type OutlineHeading = {
  id: string
  number: string
  level: number
  text: string
  /** Paragraphs directly under it. */
  paragraphs: number
  canPromote: boolean
  canDemote: boolean
  isEmpty: boolean
}

/** A paragraph under an opened heading, with what may be done to it. */
export type OutlineParagraph = {
  id: string
  number: string
  kind: ParagraphKind
  text: string
  kinds: ParagraphKind[]
  canBecomeHeading: boolean
  canMerge: boolean
}

/** The headings of a plan in reading order. */
export function outlineOf(blocks: readonly Stored[]): OutlineHeading[] {
  return blocks.flatMap((block, index) => {
    if (!isHeading(block)) return []
    const after = blocks.slice(index + 1)
    const next = after.findIndex(isHeading)
    const moves = (moved: readonly Block[]) =>
      moved.some((other, at) => at === index && isHeading(other) && other.level !== block.level)
    const { id, number, level, text } = block
    return [
      {
        ...{ id, number, level, text },
        paragraphs: next === -1 ? after.length : next,
        canPromote: moves(promote(blocks, index)),
        canDemote: moves(demote(blocks, index)),
        isEmpty: isEmptyHeading(blocks, index),
      },
    ]
  })
}

/** The paragraphs directly under one heading; empty when there is no such heading. */
export function paragraphsUnder(blocks: readonly Stored[], headingId: string): OutlineParagraph[] {
  const start = blocks.findIndex((block) => block.id === headingId && isHeading(block))
  if (start === -1) return []
  const found: OutlineParagraph[] = []
  for (let index = start + 1; index < blocks.length; index++) {
    const block = blocks[index]
    if (!block || isHeading(block)) break
    const { id, number, kind, text } = block
    found.push({
      ...{ id, number, kind, text },
      kinds: kindsFor(block),
      canBecomeHeading: canBecomeHeading(block),
      canMerge: canMerge(blocks, index),
    })
  }
  return found
}

/** The heading that a block stands under, or the block itself when it is one; null when there is no such block. */
export function headingOf(blocks: readonly Stored[], id: string): string | null {
  const index = blocks.findIndex((block) => block.id === id)
  return index === -1 ? null : (blocks.slice(0, index + 1).findLast(isHeading)?.id ?? null)
}
