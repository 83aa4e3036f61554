import { useMemo } from 'react'
import { wordDiff } from './word-diff.ts'

const words = (count: number) => `${count} ${count === 1 ? 'woord' : 'woorden'}`

/** How much changed, in words: '7 woorden weg, 12 woorden nieuw'. */
export function changesInWords(old: string, now: string): string {
  if (now.trim() === '') return 'De hele tekst is weg'
  if (old === now) return 'Er verandert niets'
  const { gone, new: added } = wordDiff(old, now).words
  if (gone === 0 && added === 0) return 'Alleen witruimte verandert'
  return [gone > 0 && `${words(gone)} weg`, added > 0 && `${words(added)} nieuw`].filter(Boolean).join(', ')
}

/** What changed in a text, word by word; where too much did, old and new whole, one below the other. Screen readers hear what went and what came. */
export function WordChanges({ old, now }: { old: string; now: string }) {
  const { pieces } = useMemo(() => wordDiff(old, now), [old, now])
  if (!pieces)
    return (
      <>
        <Gone text={old} />
        <New text={now} />
      </>
    )
  return (
    <p className="words-changed" dir="auto">
      {pieces.map(({ kind, text }, at) =>
        kind === 'same' ? (
          <span key={at}>{text}</span>
        ) : kind === 'gone' ? (
          <del key={at}>
            <span className="vh">(weg: </span>
            {text}
            <span className="vh">) </span>
          </del>
        ) : (
          <ins key={at}>
            <span className="vh">(nieuw: </span>
            {text}
            <span className="vh">) </span>
          </ins>
        ),
      )}
    </p>
  )
}

const Gone = ({ text }: { text: string }) => (
  <p className="words-changed" dir="auto">
    <del>
      <span className="vh">(weg: </span>
      {text}
      <span className="vh">) </span>
    </del>
  </p>
)

const New = ({ text }: { text: string }) => (
  <p className="words-changed" dir="auto">
    <ins>
      <span className="vh">(nieuw: </span>
      {text}
      <span className="vh">) </span>
    </ins>
  </p>
)
