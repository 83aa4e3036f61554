import { isAppendix, isBareChapter, isCaption, readsAsHeading } from '#app/features/plans/heading-shape.ts'
import { WITHOUT_WORDS } from '#app/features/plans/figures/figure-markup.ts'
import type { RawBlock, RawDocument } from './raw-block.ts'

/** What is put right in the blocks of any format before headings are looked for. */

/** A picture takes the caption beside it; a caption without a picture still stands for one. */
export function settleFigures(blocks: readonly RawBlock[]): RawBlock[] {
  const isFreeCaption = (block: RawBlock | undefined) => block?.kind === 'text' && isCaption(block.text)
  const taken = new Set<RawBlock>()
  const captions = new Map<RawBlock, RawBlock>()
  blocks.forEach((block, index) => {
    if (block.kind !== 'figure' || isCaption(block.text) || isCaption(block.picture?.alt ?? '')) return
    const beside = [blocks[index + 1], blocks[index - 1]].find(
      (each) => each && isFreeCaption(each) && !taken.has(each),
    )
    if (!beside) return
    taken.add(beside)
    captions.set(block, beside)
  })
  return blocks.flatMap((block): RawBlock[] => {
    if (taken.has(block)) return []
    if (isFreeCaption(block)) return [{ ...block, kind: 'figure', level: null, html: null }]
    if (block.kind !== 'figure') return [block]
    const caption = captions.get(block)
    const below = [caption?.text, block.text].filter((text) => text !== undefined && text !== '').join('\n')
    const alt = block.picture?.alt ?? ''
    const words = [below, alt === block.text ? '' : alt].filter((text) => text !== '').join('\n')
    return [
      {
        ...block,
        text: words === '' ? WITHOUT_WORDS : words,
        ...(block.picture ? { picture: { ...block.picture, caption: below } } : {}),
        ...(caption?.notes ? { notes: caption.notes } : {}),
      },
    ]
  })
}

/**
 * "Bijlage 1" gets the title that stands on the next line. Where the file itself marks it as a heading, only a heading of the
 * same level is that title: a lower one is a part of the chapter, and a line of text is text. In Word an appendix is the
 * exception: there the style is often put on its number alone.
 */
export function joinChapterTitles({ blocks, looseStyles }: Pick<RawDocument, 'blocks' | 'looseStyles'>): RawBlock[] {
  const isLoose = ({ level, text }: RawBlock) => level === null || (looseStyles === true && isAppendix(text))
  const joined: RawBlock[] = []
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]
    const next = blocks[index + 1]
    if (!block) break
    const isBare = block.kind === 'text' && isBareChapter(block.text)
    if (
      isBare &&
      next?.kind === 'text' &&
      !isBareChapter(next.text) &&
      (isLoose(block)
        ? next.level !== null || next.isBold || readsAsHeading(next.text, 120)
        : next.level === block.level)
    ) {
      joined.push({
        ...block,
        text: `${block.text} ${next.text}`,
        html: null,
        notes: [...(block.notes ?? []), ...(next.notes ?? [])],
      })
      index++
    } else joined.push(block)
  }
  return joined
}

const contentsHeading = /^(?:inhoud|inhoudsopgave)$/i
const contentsLine = /(?:\s*\.{3,}\s*|…+\s*|\t\s*|\s{3,})\d{1,3}$/

/** Leaves out a table of contents that was typed or pasted: its heading with three or more lines that end in a page number. */
export function withoutContents(blocks: readonly RawBlock[]): { blocks: RawBlock[]; wasThere: boolean } {
  const at = blocks.findIndex((block) => contentsHeading.test(block.text))
  if (at === -1) return { blocks: [...blocks], wasThere: false }
  let end = at + 1
  while (end < blocks.length && (blocks[end]?.text.split('\n').every((line) => contentsLine.test(line)) ?? false)) end++
  const next = blocks[at + 1]
  // The heading that Word puts above its own table of contents is left when the reader already dropped the lines.
  const isEmpty = blocks[at]?.level !== null && (next === undefined || next.level !== null)
  if (end - at - 1 < 3 && !isEmpty) return { blocks: [...blocks], wasThere: false }
  return { blocks: [...blocks.slice(0, at), ...blocks.slice(end)], wasThere: true }
}

/** Five or more headings in a row without a word between them are a list under the first, unless the whole plan is so bare. */
export function listsOfHeadings(blocks: readonly RawBlock[]): RawBlock[] {
  const headings = blocks.filter((block) => block.level !== null).length
  const result: RawBlock[] = []
  for (let index = 0; index < blocks.length;) {
    const first = blocks[index]
    if (!first) break
    let end = index + 1
    while (first.level !== null && end < blocks.length && blocks[end]?.level === first.level && blocks[end]?.gap === 0)
      end++
    const run = blocks.slice(index + 1, end)
    const isList =
      run.length >= 4 && end < blocks.length && blocks[end]?.level !== first.level && run.length < headings / 2
    result.push(first, ...(isList ? [plainList(run)] : run))
    index = end
  }
  return result
}

const plainList = (items: readonly RawBlock[]): RawBlock => ({
  kind: 'list',
  text: items.map((item) => `• ${item.text}`).join('\n'),
  html: null,
  level: null,
  gap: 0,
  notes: items.flatMap((item) => item.notes ?? []),
})
