import {
  endsLikeSentence,
  isActionHeading,
  isChapterWord,
  isNarrativeHeading,
  isUsualChapter,
  ownNumbers,
} from '#app/features/plans/heading-shape.ts'
import type { Block, ReadParagraph, ReadPlan, ReadSection } from '#app/features/plans/plan.ts'
import { treeOf } from '#app/features/plans/plan.ts'
import { joinCellRuns } from './cell-runs.ts'
import { findHeadings } from './find-headings.ts'
import { nestHeadings } from './nest-headings.ts'
import type { RawBlock, RawDocument } from './raw-block.ts'
import { joinChapterTitles, listsOfHeadings, settleFigures, withoutContents } from './settle-blocks.ts'
import { joinTypedBullets } from './typed-lists.ts'

/** The longest first line that is proposed as the plan's title, in characters. */
const LONGEST_TITLE = 150

/** Makes the tree of what a reader of any format found. */
export function buildPlan(document: RawDocument): ReadPlan {
  const contents = withoutContents(document.blocks)
  const { title, blocks } = takeTitle(settleFigures(joinTypedBullets(contents.blocks)), document.title)
  const found = findHeadings({ ...document, blocks: joinCellRuns(joinChapterTitles({ ...document, blocks })) }, title)
  const headed = nestHeadings(listsOfHeadings(found.blocks))
  const warnings = [...document.warnings]
  const figures = document.blocks.filter((block) => block.kind === 'figure').length
  if (contents.wasThere)
    warnings.push('De inhoudsopgave uit het bestand is niet overgenomen. Het plan krijgt vanzelf een inhoudsopgave.')
  if (figures > 0) {
    warnings.push(
      `${figures === 1 ? 'Er staat 1 afbeelding' : `Er staan ${figures} afbeeldingen`} in dit bestand. ` +
        'De beschrijving of het bijschrift is overgenomen, de afbeelding zelf niet.',
    )
  }
  if (found.evidence === 'bold')
    warnings.push(
      'Dit bestand heeft geen kopstijlen. De koppen zijn herkend aan vette letters: ' +
        'kijk na of de hoofdstukken en kopjes kloppen.',
    )
  if (found.evidence === 'shape')
    warnings.push(
      'Dit bestand heeft geen kopstijlen. De koppen zijn herkend aan korte regels: kijk na of de hoofdstukken en kopjes kloppen.',
    )
  if (found.evidence === 'none')
    warnings.push('In dit bestand zijn geen koppen gevonden. De hele tekst staat onder één kop.')
  return { title, sections: withKinds(treeOf(toBlocks(headed))), warnings: [...new Set(warnings)] }
}

/**
 * The title that the file marks as such (a title style, or the one highest heading above all others) leaves the text; a first
 * line that only looks like a title is proposed and stays. "1 Inleiding" is a chapter, not a title.
 */
function takeTitle(blocks: readonly RawBlock[], proposed: string | null): { title: string | null; blocks: RawBlock[] } {
  const marked = blocks.find((block) => block.isTitle)
  if (marked) return { title: oneLine(marked.text), blocks: blocks.filter((block) => block !== marked) }
  const headings = blocks.filter((block) => block.level !== null)
  const first = headings[0]
  const highest = Math.min(...headings.map((block) => block.level ?? 9))
  const isAlone = first?.level === highest && headings.filter((block) => block.level === highest).length === 1
  if (first && isAlone && headings.length >= 3 && blocks.indexOf(first) <= 2)
    return { title: first.text, blocks: blocks.filter((block) => block !== first) }
  const line = blocks[0]
  const isChapter =
    line !== undefined && (isChapterWord(line.text) || isUsualChapter(line.text) || ownNumbers(line.text) !== null)
  const looksLikeTitle =
    line?.kind === 'text' &&
    line.level === null &&
    !isChapter &&
    line.text.length <= LONGEST_TITLE &&
    !endsLikeSentence(line.text)
  return { title: looksLikeTitle ? oneLine(line.text) : proposed, blocks: [...blocks] }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Footnotes become paragraphs at the end of the section that refers to them. */
function toBlocks(raw: readonly RawBlock[]): Block[] {
  const blocks: Block[] = []
  let notes: string[] = []
  const placeNotes = () => {
    for (const text of notes) blocks.push({ kind: 'text', text, html: null })
    notes = []
  }
  for (const block of raw) {
    if (block.level !== null) {
      placeNotes()
      blocks.push({ kind: 'heading', level: block.level, text: oneLine(block.text) })
    } else blocks.push({ kind: block.kind, text: block.text, html: block.html })
    notes.push(...(block.notes ?? []))
  }
  placeNotes()
  return blocks
}

/** Paragraphs under a heading that announces action points, or a story, get that kind. */
function withKinds(sections: readonly ReadSection[], kind: 'action_item' | 'narrative' | null = null): ReadSection[] {
  return sections.map((section) => {
    const own = isActionHeading(section.heading)
      ? 'action_item'
      : isNarrativeHeading(section.heading)
        ? 'narrative'
        : kind
    return {
      ...section,
      paragraphs: section.paragraphs.flatMap((paragraph) => asKind(paragraph, own)),
      sections: withKinds(section.sections, own),
    }
  })
}

function asKind(paragraph: ReadParagraph, kind: 'action_item' | 'narrative' | null): ReadParagraph[] {
  if (kind === null || (paragraph.kind !== 'text' && paragraph.kind !== 'list')) return [paragraph]
  if (kind === 'narrative') return [paragraph.kind === 'text' ? { ...paragraph, kind } : paragraph]
  if (/^\[[^\]]{1,5}\] /.test(paragraph.text)) return [paragraph]
  const isFlatList =
    paragraph.kind === 'list' &&
    paragraph.text.split('\n').every((line) => /^(?:•|\w{1,2}\.) /.test(line)) &&
    !/<(?:a|strong|em|sup|sub|br)\b/.test(paragraph.html ?? '')
  if (!isFlatList) return [{ ...paragraph, kind }]
  return paragraph.text.split('\n').map((line) => ({ kind, text: line.replace(/^(?:•|\w{1,2}\.) /, ''), html: null }))
}
