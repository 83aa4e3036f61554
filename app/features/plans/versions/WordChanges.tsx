import { useMemo } from 'react'
import { wordsInWords } from './changes-in-words.ts'
import { DiffWords } from './DiffWords.tsx'
import { wordDiff } from './word-diff.ts'

/** How much changed, in words: '7 woorden weg, 12 woorden nieuw'. */
export function changesInWords(old: string, now: string): string {
  if (now.trim() === '') return 'De hele tekst is weg'
  if (old === now) return 'Er verandert niets'
  return wordsInWords(wordDiff(old, now).words) || 'Alleen witruimte verandert'
}

/** What changed in a text, word by word; where too much did, old and new whole, one below the other. Screen readers hear what went and what came. */
export function WordChanges({ old, now }: { old: string; now: string }) {
  const { pieces } = useMemo(() => wordDiff(old, now), [old, now])
  if (!pieces)
    return (
      <>
        <p className="words-changed" dir="auto">
          <DiffWords pieces={[{ kind: 'gone', text: old }]} />
        </p>
        <p className="words-changed" dir="auto">
          <DiffWords pieces={[{ kind: 'new', text: now }]} />
        </p>
      </>
    )
  return (
    <p className="words-changed" dir="auto">
      <DiffWords pieces={pieces} />
    </p>
  )
}
