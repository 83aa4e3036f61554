import { wholeWords, type QuotedRange } from './quoted-range.ts'
import { offsetInPiece } from './reading-pieces.ts'

/** Attribute that says where in the text a shown piece begins. */
export const STARTS_AT = 'data-s'

/**
 * What someone selected with mouse or finger, as a range of whole words of the verbatim text; null when nothing of it is selected.
 * Numbers in the margin and what else stands between the pieces are no part of the text.
 */
export function selectedRange(pane: HTMLElement, text: string, endOf: (start: number) => number): QuotedRange | null {
  const selection = pane.ownerDocument.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const chosen = selection.getRangeAt(0)
  if (!pane.contains(chosen.commonAncestorContainer)) return null
  const pieces: QuotedRange[] = []
  for (const span of pane.querySelectorAll(`[${STARTS_AT}]`)) {
    // Before the words of a sentence may stand its box to tick.
    const words = span.lastChild
    if (!(words instanceof Text) || !chosen.intersectsNode(words)) continue
    const start = Number(span.getAttribute(STARTS_AT))
    const piece = text.slice(start, endOf(start))
    const from = start + offsetInPiece(piece, chosen.startContainer === words ? chosen.startOffset : 0)
    const to = start + offsetInPiece(piece, chosen.endContainer === words ? chosen.endOffset : words.length)
    if (to > from) pieces.push({ start: from, end: to })
  }
  const [first, last] = [pieces[0], pieces.at(-1)]
  return first && last ? wholeWords(text, { start: first.start, end: last.end }) : null
}
