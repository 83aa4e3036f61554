import type { DiffPiece } from './word-diff.ts'

/** Words of a paragraph with what went or came: read in black and white, and said in words to who listens. */
export function DiffWords({ pieces }: { pieces: readonly DiffPiece[] }) {
  return pieces.map(({ kind, text }, at) => {
    if (kind === 'same') return <span key={at}>{text}</span>
    const Mark = kind === 'new' ? 'ins' : 'del'
    const words = text.trim()
    const [before, behind] = [text.slice(0, text.length - text.trimStart().length), text.slice(text.trimEnd().length)]
    return (
      <span key={at}>
        {before}
        <Mark>
          <span className="vh">{kind === 'new' ? '(nieuw: ' : '(weg: '}</span>
          {words}
          <span className="vh">) </span>
        </Mark>
        {behind}
      </span>
    )
  })
}
