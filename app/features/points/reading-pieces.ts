import type { FindingKind } from '#app/features/contributions/personal-data.ts'
import { hasWords } from './range-sums.ts'
import { overlaps, trimRange, type QuotedRange } from './quoted-range.ts'

/** What a piece of a text is: in a point, no point, open, or only white space and marks between those. */
type Standing = 'point' | 'nonPoint' | 'open' | 'gap'

/** `found` says what kind of finding the piece is (of), if any. */
export type Piece = QuotedRange & {
  suggested: boolean
  /** Where its sentence begins; null for what is in none. */ sentence: number | null
  found?: FindingKind
}

/** Pieces that belong together: what stays together in one line of one point, or one open sentence. */
export type Group = QuotedRange & {
  standing: Standing
  pointId: string | null
  /** The first of this point, in the order of the text. */
  begins: boolean
  pieces: Piece[]
}

export type Line = QuotedRange & { groups: Group[] }

export type Marked = {
  text: string
  sentences: readonly QuotedRange[]
  points: readonly { id: string; range: QuotedRange | null }[]
  nonPoints: readonly QuotedRange[]
  suggestions?: readonly QuotedRange[]
  /** What may tell who someone is. */
  findings?: readonly (QuotedRange & { kind: FindingKind })[]
}

/**
 * A text in its lines, and each line in pieces that are one thing throughout. Together they are the whole text, each
 * character once, so that what is shown and selected is exactly what was written.
 */
export function readingLines({ text, sentences, points, nonPoints, suggestions = [], findings = [] }: Marked): Line[] {
  const quoted = points
    .flatMap(({ id, range }) => (range ? [{ id, ...range }] : []))
    .sort((one, other) => one.start - other.start)
  const trimmed = sentences.flatMap((sentence) => trimRange(text, sentence) ?? [])
  const ends = lineEnds(text)
  const isEnd = new Set(ends)
  const cuts = [
    0,
    ...ends,
    ...[...quoted, ...trimmed, ...nonPoints, ...suggestions].flatMap(({ start, end }) => [start, end]),
  ]
  const places = [...new Set(cuts)].sort((one, other) => one - other)
  const at = {
    point: walker(quoted),
    sentence: walker(trimmed),
    nonPoint: walker(nonPoints),
    suggestion: walker(suggestions),
  }
  const begun = new Set<string>()
  const lines: Line[] = []
  let line: Line = { start: 0, end: 0, groups: [] }
  let unit: string | null = null
  for (const [index, start] of places.entries()) {
    const end = places[index + 1]
    if (end === undefined) break
    const piece = { start, end }
    const point = at.point(piece)
    const sentence = at.sentence(piece)
    const nonPoint = point ? undefined : at.nonPoint(piece)
    const standing: Standing = point
      ? 'point'
      : nonPoint
        ? 'nonPoint'
        : sentence && hasWords(text, piece)
          ? 'open'
          : 'gap'
    const suggested = standing === 'open' && at.suggestion(piece) !== undefined
    const drawn = { ...piece, suggested, sentence: sentence?.start ?? null }
    const own = point ? point.id : `${standing} ${standing === 'gap' ? start : sentence?.start}`
    const last = line.groups.at(-1)
    if (last && unit === own) {
      last.end = end
      last.pieces.push(drawn)
    } else {
      const begins = point !== undefined && !begun.has(point.id)
      if (point) begun.add(point.id)
      line.groups.push({ ...piece, standing, pointId: point?.id ?? null, begins, pieces: [drawn] })
    }
    unit = own
    line.end = end
    if (isEnd.has(end)) {
      lines.push(line)
      line = { start: end, end, groups: [] }
      unit = null
    }
  }
  if (findings.length > 0) markFindings(lines, findings)
  return lines
}

/** Cuts pieces where a finding begins and ends. Afterwards, so that what one can choose stays whole sentences. */
function markFindings(lines: readonly Line[], findings: readonly (QuotedRange & { kind: FindingKind })[]): void {
  const sorted = [...findings].sort((one, other) => one.start - other.start)
  let index = 0
  const cut = (piece: Piece): Piece[] => {
    const cuts: Piece[] = []
    let from = piece.start
    while ((sorted[index]?.end ?? Infinity) <= piece.start) index++
    for (let at = index; ; at++) {
      const finding = sorted[at]
      if (!finding || finding.start >= piece.end) break
      const [start, end] = [Math.max(finding.start, from), Math.min(finding.end, piece.end)]
      if (start > from) cuts.push({ ...piece, start: from, end: start })
      cuts.push({ ...piece, start, end, found: finding.kind })
      from = end
    }
    if (from < piece.end) cuts.push({ ...piece, start: from })
    return cuts
  }
  for (const group of lines.flatMap(({ groups }) => groups)) group.pieces = group.pieces.flatMap(cut)
}

/** Finds the range that a piece lies in; pieces are asked in order, so that a long text is walked once. */
function walker<Range extends QuotedRange>(ranges: readonly Range[]): (piece: QuotedRange) => Range | undefined {
  const sorted = [...ranges].sort((one, other) => one.start - other.start)
  let index = 0
  return (piece) => {
    while ((sorted[index]?.end ?? Infinity) <= piece.start) index++
    const candidate = sorted[index]
    return candidate && overlaps(candidate, piece) ? candidate : undefined
  }
}

/** Where each line ends, its line break included; the last one at the end of the text. */
function lineEnds(text: string): number[] {
  const ends = [...text.matchAll(/\r\n|[\n\r\u0085\u2028\u2029]/g)].map((found) => found.index + found[0].length)
  return ends.at(-1) === text.length ? ends : [...ends, text.length]
}

/** What one chooses at once with a key or a click: an open sentence, or a sentence of a point. */
export type Unit = QuotedRange & { standing: Exclude<Standing, 'gap'>; pointId: string | null; pieces: Piece[] }

/** The units of lines, in order. A point of several sentences can be cut between them. */
export function unitsOf(lines: readonly Line[]): Unit[] {
  return lines.flatMap(({ groups }) =>
    groups.flatMap((group): Unit[] => {
      const { standing, pointId } = group
      if (standing === 'gap') return []
      if (standing !== 'point') return [{ ...group, standing }]
      return piecesBySentence(group).map((pieces) => ({
        ...{ start: pieces[0]?.start ?? group.start, end: pieces.at(-1)?.end ?? group.end },
        ...{ standing, pointId, pieces },
      }))
    }),
  )
}

/** The pieces of a group by the sentence that they are of; white space between sentences stays with the one before it. */
export function piecesBySentence({ pieces }: Group): Piece[][] {
  const runs: Piece[][] = []
  let last: number | null = null
  for (const piece of pieces) {
    const run = runs.at(-1)
    if (run && (piece.sentence === null || piece.sentence === last)) run.push(piece)
    else runs.push([piece])
    last = piece.sentence ?? last
  }
  return runs
}

/** What the browser shows of a piece: HTML knows one kind of line break. */
export function shownText(piece: string): string {
  return piece.replace(/\r\n?/g, '\n')
}

/** How many UTF-16 units of the piece itself lie before a place in what is shown of it. */
export function offsetInPiece(piece: string, shown: number): number {
  let at = 0
  for (let passed = 0; passed < shown && at < piece.length; passed++) at += piece.startsWith('\r\n', at) ? 2 : 1
  return at
}

/**
 * One range around pieces that were ticked, or null when something that can be chosen was left out between them: a
 * point quotes one stretch of the text.
 */
export function stretchOf(chosen: readonly QuotedRange[], lines: readonly Line[]): QuotedRange | null {
  const first = chosen[0]
  if (!first) return null
  const range = { start: Math.min(...chosen.map(({ start }) => start)), end: Math.max(...chosen.map(({ end }) => end)) }
  const between = lines
    .flatMap(({ groups }) => groups)
    .filter((group) => group.standing !== 'gap' && overlaps(group, range))
  return between.every((group) => chosen.some((piece) => overlaps(piece, group))) ? range : null
}
