import {
  endsLikeSentence,
  isActionHeading,
  isChapterWord,
  isNarrativeHeading,
  isUsualChapter,
  ownNumbers,
} from '#app/features/plans/heading-shape.ts'
import { figureMarkup, figureText, imageAt } from '#app/features/plans/figures/figure-markup.ts'
import type { Block, ReadImage, ReadParagraph, ReadPlan, ReadSection } from '#app/features/plans/plan.ts'
import { treeOf } from '#app/features/plans/plan.ts'
import { escapeHtml, noteReference } from '#app/features/plans/safe-markup.ts'
import { joinCellRuns } from './cell-runs.ts'
import { findHeadings } from './find-headings.ts'
import { nestHeadings } from './nest-headings.ts'
import type { RawBlock, RawDocument, RawNote, RawPicture } from './raw-block.ts'
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
  const images = document.images ?? []
  const pictures = document.blocks.flatMap(({ picture }) => picture ?? [])
  const lost = pictures.filter(({ source }) => images[imageAt(source) ?? -1] === undefined).length
  if (contents.wasThere)
    warnings.push('De inhoudsopgave uit het bestand is niet overgenomen. Het plan krijgt vanzelf een inhoudsopgave.')
  if (lost > 0) warnings.push(document.looseStyles ? lostFromWord(lost) : onlyReferred(lost))
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
  return { title, sections: withKinds(treeOf(toBlocks(headed, images))), warnings: [...new Set(warnings)], images }
}

const lostFromWord = (count: number) =>
  `${count === 1 ? '1 afbeelding is' : `${count} afbeeldingen zijn`} niet overgenomen, alleen de beschrijving of het bijschrift. Het zijn tekeningen, grafieken of beelden die een webpagina niet kan tonen, of ze zijn te groot. Sla ze in Word op als PNG of JPEG en upload het bestand opnieuw.`

const onlyReferred = (count: number) =>
  `Het bestand verwijst naar ${count === 1 ? '1 afbeelding, die' : `${count} afbeeldingen, die`} er niet in ${count === 1 ? 'zit' : 'zitten'} en dus niet ${count === 1 ? 'is' : 'zijn'} overgenomen. De beschrijving of het bijschrift wel. Wilt u de afbeeldingen erbij? Upload dan het Word-bestand (.docx).`

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
function toBlocks(raw: readonly RawBlock[], images: readonly ReadImage[]): Block[] {
  const blocks: Block[] = []
  let notes: RawNote[] = []
  const placeNotes = () => {
    for (const { mark, text, html } of notes)
      blocks.push({ kind: 'note', text, html: noteReference(mark) + (html ?? escapeHtml(text)) })
    notes = []
  }
  for (const block of raw) {
    if (block.level !== null) {
      placeNotes()
      blocks.push({ kind: 'heading', level: block.level, text: oneLine(block.text) })
    } else
      blocks.push(
        block.picture
          ? figureOf(block, block.picture, images)
          : { kind: block.kind, text: block.text, html: block.html },
      )
    notes.push(...(block.notes ?? []))
  }
  placeNotes()
  return blocks
}

/** A figure with its picture, or, where that did not come along, with its words alone. */
function figureOf(
  { kind, text, html }: RawBlock,
  { source, alt, caption = '' }: RawPicture,
  images: readonly ReadImage[],
): ReadParagraph {
  const place = imageAt(source)
  const image = place === null ? undefined : images[place]
  if (!image) return { kind, text, html }
  const size = { width: image.width, height: image.height }
  const figure = { image: String(place), alt, caption, size }
  return { kind: 'figure', text: figureText(figure), html: figureMarkup(figure) }
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
  const isFlatList =
    paragraph.kind === 'list' &&
    paragraph.text.split('\n').every((line) => /^(?:•|\w{1,2}\.) /.test(line)) &&
    !/<(?:a|strong|em|sup|sub|br)\b/.test(paragraph.html ?? '')
  if (!isFlatList) return [{ ...paragraph, kind }]
  return paragraph.text.split('\n').map((line) => ({ kind, text: line.replace(/^(?:•|\w{1,2}\.) /, ''), html: null }))
}
