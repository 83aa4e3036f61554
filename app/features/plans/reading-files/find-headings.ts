import {
  endsLikeSentence,
  isCellValue,
  isChapterWord,
  ownNumbers,
  readsAsHeading,
} from '#app/features/plans/heading-shape.ts'
import { seriesLabels } from './cell-runs.ts'
import { levelsOf } from './heading-levels.ts'
import type { RawBlock, RawDocument } from './raw-block.ts'

/** By what the headings were known: the file's own marks, bold letters, numbers, or only their shape. */
type HeadingEvidence = 'marked' | 'bold' | 'shape' | 'none'

/** The longest bold or numbered line that can be a heading, in characters. */
const LONGEST_HEADING = 120

/**
 * Gives every heading its level; all other blocks get null. `title` is what the document is called, if that is known. One heading
 * that is marked in Markdown or HTML shows that headings are marked; one style in Word shows nothing yet.
 */
export function findHeadings(
  { blocks, looseStyles }: Pick<RawDocument, 'blocks' | 'looseStyles'>,
  title: string | null,
): { blocks: RawBlock[]; evidence: HeadingEvidence } {
  const marked = blocks.filter((block) => block.level !== null)
  const bold = new Set(blocks.filter((block, index) => isBoldHeading(block, blocks[index + 1])))
  const boldIsRare = bold.size <= blocks.length * 0.6
  if (marked.length >= (looseStyles ? 2 : 1))
    return { blocks: withBoldBelow(blocks, boldIsRare ? bold : new Set()), evidence: 'marked' }
  const plain = blocks.map((block) => (block.level === null ? block : { ...block, level: null, isBold: true }))
  if (bold.size + marked.length >= 2 && boldIsRare) {
    const candidates = new Set(plain.filter((block, index) => isBoldHeading(block, plain[index + 1])))
    return { blocks: boldLevels(plain, candidates), evidence: 'bold' }
  }
  const candidates = shapedHeadings(plain, title)
  if (candidates.size === 0) return { blocks: plain, evidence: 'none' }
  return { blocks: levelsOf(plain, candidates), evidence: 'shape' }
}

/** A short line, all bold, that doesn't end as a sentence and has something after it. */
const isBoldHeading = (block: RawBlock, next: RawBlock | undefined) =>
  block.kind === 'text' &&
  block.level === null &&
  block.isBold === true &&
  next !== undefined &&
  block.text.length <= LONGEST_HEADING &&
  !block.text.includes('\n') &&
  !isCellValue(block.text) &&
  (!endsLikeSentence(block.text) || block.text.endsWith('?'))

/** In a file with heading styles a bold line is a smaller heading, one level under the styled one above it. */
function withBoldBelow(blocks: readonly RawBlock[], bold: ReadonlySet<RawBlock>): RawBlock[] {
  let above = 0
  return blocks.map((block, index) => {
    if (block.level !== null) above = block.level
    const next = blocks[index + 1]
    const leadsText = next?.level === null && !bold.has(next)
    return bold.has(block) && above > 0 && leadsText ? { ...block, level: above + 1 } : block
  })
}

/** Among bold lines the larger letters are the higher heading; with one size only, everything else must tell. */
function boldLevels(blocks: readonly RawBlock[], candidates: ReadonlySet<RawBlock>): RawBlock[] {
  const sizes = [...new Set([...candidates].map((block) => block.size ?? 0))].sort((a, b) => b - a)
  if (sizes.length < 2) return levelsOf(blocks, candidates)
  return blocks.map((block) =>
    candidates.has(block) ? { ...block, level: Math.min(sizes.indexOf(block.size ?? 0) + 1, 4) } : block,
  )
}

/** Lines that look like headings and have something under them. */
function shapedHeadings(blocks: readonly RawBlock[], title: string | null): Set<RawBlock> {
  const labels = seriesLabels(blocks)
  const found = new Set<RawBlock>()
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index]
    const next = blocks[index + 1]
    const afterNext = blocks[index + 2]
    if (!block || !next || block.kind !== 'text' || block.isTitle) continue
    const isShaped =
      readsAsHeading(block.text) ||
      labels.has(block.text) ||
      isNumbered(block) ||
      (isChapterWord(block.text) && block.text.length <= LONGEST_HEADING)
    if (!isShaped || isHeadOfTable(next, afterNext)) continue
    const onTitlePage = index < blocks.length / 10 && !isChapterWord(block.text) && (index > 0 || found.has(next))
    if (onTitlePage && repeatsTitle(block.text, title)) continue
    found.add(block)
  }
  return found
}

const isNumbered = (block: RawBlock) =>
  block.text.length <= LONGEST_HEADING &&
  !block.text.includes('\n') &&
  ownNumbers(block.text) !== null &&
  !endsLikeSentence(block.text)

/** Two short questions after a short line are the other cells of a table's head. */
const isHeadOfTable = (next: RawBlock, afterNext: RawBlock | undefined) =>
  [next, afterNext].every((block) => block?.kind === 'text' && block.text.endsWith('?') && block.text.length <= 40)

/** The document's title, or most of its words, once more: part of the title page. */
function repeatsTitle(text: string, title: string | null): boolean {
  const words = (of: string) => of.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const titleWords = new Set(words(title ?? ''))
  const own = words(text)
  return own.length >= 3 && own.filter((word) => titleWords.has(word)).length / own.length >= 0.8
}
