import { z } from 'zod'
import { refusedBy } from '#app/acts/act.server.ts'
import { typed } from '#app/forms/typed.ts'
import type { ContributionToSplit } from './contribution-to-split.server.ts'
import { sentences, type QuotedRange } from './quoted-range.ts'
import { readingLines, stretchOf } from './reading-pieces.ts'

const MOST_RANGES = 10_000
/** The most characters of an official’s words for a point. */
export const LONGEST_SUMMARY = 5000

/** Where a piece of the verbatim text begins and ends, in UTF-16 units. */
export const quotedRange = z.object({ start: z.number().int(), end: z.number().int() })

/** The same as the value of a box to tick: 'start-end'. */
const rangeInWords = z
  .string()
  .regex(/^\d{1,7}-\d{1,7}$/, 'Kies eerst een zin of een stuk van de tekst.')
  .transform((text): QuotedRange => {
    const [start = 0, end = 0] = text.split('-').map(Number)
    return { start, end }
  })

/** Pieces of a text, such as sentences that were ticked. */
export const quotedRanges = z
  .array(z.union([rangeInWords, quotedRange]))
  .max(MOST_RANGES)
  .default([])

/** An official's words for a point. */
export const summary = typed.pipe(z.string().max(LONGEST_SUMMARY, 'Maak de samenvatting korter: hooguit 5.000 tekens.'))

/** One piece of a text: a selection, or sentences that were ticked and follow on each other. */
export const chosenWords = { contributionId: z.string(), range: quotedRange.nullish(), ranges: quotedRanges }

export const NOTHING_CHOSEN = 'Kies eerst een zin of een stuk van de tekst.'

export const chosenRefusals = {
  notTogether: { says: 'Kies zinnen die op elkaar volgen. Een punt is één stuk van de tekst.', at: 'ranges' },
}

/** The one piece that was chosen; null when none was. Refused when a sentence was left out between ticked ones. */
export function oneStretch(
  { text, points, nonPoints }: ContributionToSplit,
  { range, ranges }: { range?: QuotedRange | null | undefined; ranges: readonly QuotedRange[] },
): QuotedRange | null {
  const [first] = ranges
  if (range || !first || ranges.length === 1) return range ?? first ?? null
  const stretch = stretchOf(ranges, readingLines({ text, sentences: sentences(text), points, nonPoints }))
  if (!stretch) throw refusedBy(chosenRefusals, 'notTogether')
  return stretch
}
