import { Fragment } from 'react'
import { DiffWords } from '#app/features/plans/versions/DiffWords.tsx'
import { leftInWords, type ProposedPiece } from './proposed-changes.ts'

/** The words of a proposal with what goes and what comes, read in black and white and said in words to who listens. */
export function ProposedChanges({ pieces }: { pieces: readonly ProposedPiece[] }) {
  return (
    <p className="proposed" dir="auto">
      {pieces.map((piece, at) => (
        <Fragment key={at}>
          {piece.kind === 'left' ? (
            <span className="proposed__left">{leftInWords(piece.sentences)} </span>
          ) : (
            <DiffWords pieces={[piece]} />
          )}
        </Fragment>
      ))}
    </p>
  )
}
