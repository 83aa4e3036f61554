import type { Piece } from './excerpt.ts'

/** A text with the found words marked. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) =>
    piece.hit ? (
      <mark key={at} className="hit">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}
