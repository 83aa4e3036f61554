import { DiffWords } from '#app/features/plans/versions/DiffWords.tsx'
import { WordChanges } from '#app/features/plans/versions/WordChanges.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { outcomeWords, type AmendmentOutcome, type PartKind } from './amendment.ts'
import type { ShownPart } from './amendment-view.server.ts'

/** What became of an amendment, with the day. */
export function OutcomeTag({ outcome, on }: { outcome: AmendmentOutcome; on?: string | null }) {
  const { label, tone } = outcomeWords[outcome]
  return (
    <Tag tone={tone}>
      {label}
      {on && ` op ${on}`}
    </Tag>
  )
}

/** Where a part is: 'Alinea 25', 'Nieuw na alinea 26'. */
export const placeInWords = ({ kind, number }: { kind: PartKind; number: string }): string =>
  kind === 'added' ? `Nieuw na alinea ${number}` : kind === 'removed' ? `Alinea ${number} vervalt` : `Alinea ${number}`

/** The words of a part against those that it was made on. */
export function AmendedWords({ part }: { part: Pick<ShownPart, 'kind' | 'old' | 'now'> }) {
  if (part.kind === 'words') return <WordChanges old={part.old} now={part.now} />
  const [kind, text] = part.kind === 'added' ? (['new', part.now] as const) : (['gone', part.old] as const)
  return (
    <p className="words-changed lines" dir="auto">
      <DiffWords pieces={[{ kind, text }]} />
    </p>
  )
}
