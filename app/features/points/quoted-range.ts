/** A piece of the verbatim text, [start, end) in UTF-16 units; the text itself is never copied. */
export type QuotedRange = { start: number; end: number }

/** Whether a range quotes something of the text: inside it, between whole characters, and not only white space. */
export function isRange(text: string, start: number, end: number): boolean {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return false
  if (start < 0 || end <= start || end > text.length) return false
  return !cutsCharacter(text, start) && !cutsCharacter(text, end) && text.slice(start, end).trim() !== ''
}

/** Whether a cut at this place falls between the two halves of a surrogate pair. */
function cutsCharacter(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  return isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) && isBetween(text.charCodeAt(at), 0xdc00, 0xdfff)
}

const isBetween = (code: number, first: number, last: number) => code >= first && code <= last

/** The range without the white space around it; null when nothing else is in it. */
export function trimRange(text: string, { start, end }: QuotedRange): QuotedRange | null {
  const quoted = text.slice(start, end)
  if (quoted.trim() === '') return null
  return { start: end - quoted.trimStart().length, end: start + quoted.trimEnd().length }
}

/** Whether two ranges share at least one character. */
export function overlaps(one: QuotedRange, other: QuotedRange): boolean {
  return one.start < other.end && other.start < one.end
}

const wordSegmenter = new Intl.Segmenter('nl', { granularity: 'word' })

/** The range with the words whole that it begins or ends in: a hand that drags seldom stops between two letters on purpose. */
export function wholeWords(text: string, { start, end }: QuotedRange): QuotedRange {
  const segments = wordSegmenter.segment(text)
  const first = segments.containing(start)
  const last = segments.containing(end - 1)
  return {
    start: first?.isWordLike ? first.index : start,
    end: last?.isWordLike ? last.index + last.segment.length : end,
  }
}

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' })
const blank = /^[\s\u0085]*$/
const endsLine = /[\n\r\u0085\u2028\u2029]\s*$/
// Words with a full stop that rarely end a sentence; those that often do (etc., enz., e.d.) are left to the segmenter.
const titles = 'dhr|mevr|mw|mej|drs|dr|ing|ir|mr|prof|ds|fam'
const pointers = 'nrs?|artt?|blz|pag|bijv|ca|resp|vgl|incl|excl'
const phrases = 'o.a|m.n|m.b.t|i.v.m|d.m.v|t.a.v|t.o.v|i.p.v|n.a.v|d.w.z|o.b.v|z.g|v.d'.replaceAll('.', '\\.')
const abbreviation = new RegExp(`(?:^|[\\s(])(?:${titles}|${pointers}|${phrases})\\.$`, 'i')
const initial = /(?:^|[\s(.])\p{Lu}\.$/u

/** Sentences that cover the text without gaps; each ends at a line break at the latest. None in a text of white space. */
export function sentences(text: string): QuotedRange[] {
  const found: QuotedRange[] = []
  let start = 0
  // Looks at each segment once, because a text of a hundred thousand stops must not keep the server busy.
  let hasWords = false
  let hasLetters = false
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length
    const previous = found.at(-1)
    if (blank.test(segment) && !hasWords) {
      // White space at the very beginning waits for words; elsewhere it belongs to the sentence before it.
      if (previous) {
        previous.end = end
        start = end
      }
      continue
    }
    hasWords = true
    hasLetters ||= /\p{L}/u.test(segment)
    if (end < text.length && !endsLine.test(segment) && (!hasLetters || isNoEnd(segment))) continue
    found.push({ start, end })
    start = end
    hasWords = hasLetters = false
  }
  return found
}

/** Whether the stop at the end belongs to an abbreviation or to initials. */
function isNoEnd(segment: string): boolean {
  const tail = segment.trimEnd().slice(-16)
  return abbreviation.test(tail) || initial.test(tail)
}

/** The lines of a text, without their line breaks. */
export function linesIn(text: string): QuotedRange[] {
  const found: QuotedRange[] = []
  let start = 0
  for (const match of text.matchAll(/\r\n|[\n\r\u0085\u2028\u2029]/g)) {
    found.push({ start, end: match.index })
    start = match.index + match[0].length
  }
  return [...found, { start, end: text.length }]
}

/** The sentences to split, without the white space around them: all but those that lie in what stands apart. */
export function sentencesToSplit(text: string, apart: readonly QuotedRange[] = []): QuotedRange[] {
  const near = nearby(apart)
  return sentences(text)
    .flatMap((sentence) => trimRange(text, sentence) ?? [])
    .filter((sentence) => !near(sentence).some(({ start, end }) => start <= sentence.start && end >= sentence.end))
}

/** Those of the sentences that stand in no point and were not marked as no point. */
export function openSentences(
  text: string,
  all: readonly QuotedRange[],
  ranges: readonly QuotedRange[],
  nonPoints: readonly QuotedRange[],
): QuotedRange[] {
  return standings(text, all, ranges, nonPoints).flatMap(({ sentence, standing }) =>
    standing === 'open' ? [sentence] : [],
  )
}

export type Coverage = { sentences: number; inPoint: number; nonPoint: number; open: number }

/** Number of sentences of which something stands in a point, that are marked as no point, and that are nowhere yet. */
export function coverage(
  text: string,
  all: readonly QuotedRange[],
  ranges: readonly QuotedRange[],
  nonPoints: readonly QuotedRange[],
): Coverage {
  const count = { sentences: all.length, inPoint: 0, nonPoint: 0, open: 0 }
  for (const { standing } of standings(text, all, ranges, nonPoints)) count[standing]++
  return count
}

/** Finds what overlaps a piece; pieces are asked in order, so that a long text is walked once. The ranges do not overlap each other. */
function nearby(ranges: readonly QuotedRange[]): (piece: QuotedRange) => QuotedRange[] {
  const sorted = [...ranges].sort((one, other) => one.start - other.start)
  let index = 0
  return (piece) => {
    while ((sorted[index]?.end ?? Infinity) <= piece.start) index++
    const found: QuotedRange[] = []
    for (let at = index; ; at++) {
      const range = sorted[at]
      if (!range || range.start >= piece.end) return found
      found.push(range)
    }
  }
}

function standings(
  text: string,
  all: readonly QuotedRange[],
  ranges: readonly QuotedRange[],
  nonPoints: readonly QuotedRange[],
) {
  const near = { point: nearby(ranges), nonPoint: nearby(nonPoints) }
  return all.map((sentence) => {
    const holds = (range: QuotedRange) => {
      const shared = { start: Math.max(range.start, sentence.start), end: Math.min(range.end, sentence.end) }
      // A sentence of marks only, such as a line of dashes, has no letters to share.
      const isInside = range.start <= sentence.start && range.end >= sentence.end
      return isInside || /[\p{L}\p{N}\p{S}]/u.test(text.slice(shared.start, shared.end))
    }
    const [inPoint, inNonPoint] = [near.point(sentence), near.nonPoint(sentence)]
    const standing: 'inPoint' | 'nonPoint' | 'open' = inPoint.some(holds)
      ? 'inPoint'
      : inNonPoint.some(holds)
        ? 'nonPoint'
        : 'open'
    return { sentence, standing }
  })
}
