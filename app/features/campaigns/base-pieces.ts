import { overlaps, sentencesToSplit, type QuotedRange } from '#app/features/points/quoted-range.ts'
import { suggestionsIn, type ToSuggest } from '#app/features/points/suggestions.ts'

/** What a piece of the base text becomes in all letters. */
export const pieceKinds = ['point', 'noPoint', 'open'] as const
export type PieceKind = (typeof pieceKinds)[number]

/** A base text with more pieces than this is split in the screen that is made for it. */
export const MOST_PIECES = 60

/** A piece of the base text that is still to be decided; `proposed` is null where only a person can tell. */
export type BasePiece = QuotedRange & { words: string; proposed: PieceKind | null }

/**
 * The pieces of a base text that stand nowhere yet, in reading order: what is proposed for it, and each sentence for which nothing is.
 * `settled` is in a point or no point; `skipped` is not proposed again, but has to be decided.
 */
export function basePieces({
  settled,
  skipped,
  ...rest
}: ToSuggest & { skipped: readonly QuotedRange[] }): BasePiece[] {
  const { text, apart } = rest
  const proposed = suggestionsIn({ ...rest, settled: [...settled, ...skipped] }).flatMap(({ kind, ranges }) =>
    ranges.map((range) => ({ ...range, proposed: kind === 'noPoint' ? ('noPoint' as const) : ('point' as const) })),
  )
  const taken = [...settled, ...proposed]
  const left = sentencesToSplit(text, apart)
    .filter((sentence) => !taken.some((range) => overlaps(range, sentence)))
    .map((sentence) => ({ ...sentence, proposed: null }))
  return [...proposed, ...left]
    .sort((one, other) => one.start - other.start)
    .map((piece) => ({ ...piece, words: text.slice(piece.start, piece.end).trim() }))
}

/** How a choice for a piece is sent by a form: 'start-end:kind', without a kind while nothing was chosen. */
export const pieceChoice = ({ start, end }: QuotedRange, kind: PieceKind | null) => `${start}-${end}:${kind ?? ''}`
