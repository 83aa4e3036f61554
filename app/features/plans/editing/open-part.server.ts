import { isHeading, sectionInWords, type ParagraphKind } from '#app/features/plans/plan.ts'
import { canBecomeHeading, demote, promote } from '#app/features/plans/correct-headings.ts'
import { canMerge, kindsFor } from '#app/features/plans/correct-paragraphs.ts'
import type { StoredBlock, StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import { versionNames } from '#app/features/plans/versions/version-words.ts'
import { markOfPlanPart } from './change-words.server.ts'
import { withMarks } from './marked-words.ts'

/** From this number of parts on a plan offers only its headings as places to move to. */
const MANY_PARTS = 600

/** A heading or paragraph as an official opens it, with what may be done to it. */
export type OpenPart = {
  id: string
  number: string
  isHeading: boolean
  kind: ParagraphKind | 'heading'
  level: number
  /** The words with their marks. */
  words: string
  seen: string
  /** The heading it stands under, or is. */
  section: string
  kinds: ParagraphKind[]
  canBecomeHeading: boolean
  canMerge: boolean
  canPromote: boolean
  canDemote: boolean
  /** What it was in the version before, and which that is; null where it is new or there is none. */
  before: { words: string; says: string } | null
}
/** Where a part may be moved to: behind this one. */
export type Place = { id: string; label: string }

/** The part with this id; null when it is not in this version. */
export function openPart(plan: StoredPlan, compared: Comparison | null, id: string): OpenPart | null {
  const index = plan.blocks.findIndex((block) => block.id === id)
  const block = plan.blocks[index]
  if (!block) return null
  const section = plan.blocks.slice(0, index + 1).findLast(isHeading)
  const { number, kind } = block
  const isOther = (moved: readonly { kind: string; level?: number }[]) =>
    isHeading(block) && moved[index]?.level !== block.level
  return {
    ...{ id, number, kind, isHeading: isHeading(block), level: isHeading(block) ? block.level : 0 },
    words: isHeading(block) ? block.text : withMarks(block),
    seen: markOfPlanPart(block),
    section: section ? sectionInWords({ number: section.number, heading: section.text }) : '',
    kinds: kindsFor(block),
    canBecomeHeading: canBecomeHeading(block),
    canMerge: canMerge(plan.blocks, index),
    canPromote: isOther(promote(plan.blocks, index)),
    canDemote: isOther(demote(plan.blocks, index)),
    before: before(compared, id),
  }
}

function before(compared: Comparison | null, id: string): OpenPart['before'] {
  if (!compared) return null
  const at = compared.now.paragraphs.findIndex((each) => each.id === id)
  const olds = compared.lines.flatMap(({ from, to }) => {
    const old = to === at && from !== null ? compared.old.paragraphs[from] : undefined
    return old ? [old] : []
  })
  if (at === -1 || olds.length === 0) return null
  const numbers = olds.map(({ number }) => number).join(' en ')
  return {
    words: olds.map(withMarks).join('\n\n'),
    says: `${olds.length === 1 ? 'alinea' : 'de alinea’s'} ${numbers} in het ${versionNames[compared.old.plan.kind]}`,
  }
}

/** The places that a part may be moved to, by what stands there. */
export function placesToMoveTo(blocks: readonly StoredBlock[], moving: string): Place[] {
  const offered = blocks.length > MANY_PARTS ? blocks.filter(isHeading) : blocks
  return offered.flatMap((block) => {
    if (block.id === moving) return []
    const { id, number, text } = block
    const words = text.replace(/\s+/g, ' ')
    const short = words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
    return [{ id, label: isHeading(block) ? sectionInWords({ number, heading: short }) : `\u2003${number}: ${short}` }]
  })
}
