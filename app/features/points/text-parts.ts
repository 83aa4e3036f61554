import type { ContributionItem } from '#app/features/contributions/items.server.ts'
import { headingsIn } from './letter-parts.ts'
import { trimRange, type QuotedRange } from './quoted-range.ts'
import { questionStarts } from './question-words.ts'

/** What a text consists of beside the sentences that are split. */
export type TextParts = {
  /** Answers that were chosen from a list or on a scale: they are counted, not split. */
  chosen: QuotedRange[]
  /** Headings that the sender put above parts of the text. */
  headings: QuotedRange[]
  /** What every place of the text stands under: questions and headings in one order, with their words. */
  above: { start: number; words: string }[]
}

/** The parts of a text, of which a file may have said what its headings are. */
export function textParts(
  text: string,
  items: readonly ContributionItem[],
  headingsInFile: readonly QuotedRange[],
): TextParts {
  const chosen = items.flatMap((item) =>
    item.kind === 'choice' || item.kind === 'scale' ? (trimRange(text, item) ?? []) : [],
  )
  const headings = headingsInFile.length > 0 ? [...headingsInFile] : headingsByShape(text, items)
  const above = [
    ...questionStarts(items),
    ...headings.map(({ start, end }) => ({
      start,
      words: text.slice(start, end).replace(/\s+/g, ' ').replace(/:$/, ''),
    })),
  ].sort((one, other) => one.start - other.start)
  return { chosen, headings, above }
}

/** Of what was given in pieces only the long answers can have headings; loose points are as short as headings. */
function headingsByShape(text: string, items: readonly ContributionItem[]): QuotedRange[] {
  if (items.length === 0) return headingsIn(text)
  return items
    .filter(({ kind }) => kind === 'text')
    .flatMap((item) =>
      headingsIn(text.slice(item.start, item.end)).map(({ start, end }) => ({
        start: start + item.start,
        end: end + item.start,
      })),
    )
}

/** What stands apart from the sentences: it is not to be split, and never open. */
export const standsApart = ({ chosen, headings }: TextParts): QuotedRange[] => [...chosen, ...headings]
