import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { TieNote } from './outcome-words.ts'

/** Why topics with the same points have different places. */
export function TieNotes({ notes }: { notes: readonly TieNote[] }) {
  return notes.map(({ says, reason }) => (
    <div key={says} className="tie-note gap-2">
      <p className="small">{says}</p>
      {reason && <Verbatim as="blockquote" text={reason} />}
    </div>
  ))
}
