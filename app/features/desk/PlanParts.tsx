import type { PlanPart } from '#app/features/plans/find-parts.server.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'

/** A part of the plan with the begin of its text. */
export function PartWords({ part }: { part: PlanPart }) {
  return (
    <>
      <b>{partInWords(part)}</b>
      {part.text !== '' && <span className="it-part-text">{part.text}</span>}
    </>
  )
}

/** How many parts were found, read aloud as it changes. */
export function PartsStatus({ failed, count }: { failed: boolean; count: number | null }) {
  const says = failed
    ? 'Zoeken lukt nu niet. Probeer het zo nog een keer.'
    : count === 0
      ? 'Niets gevonden. Probeer een ander woord, of een nummer.'
      : count === null
        ? ''
        : `${count === 1 ? '1 plek' : `${count} plekken`} gevonden.`
  return (
    <p className="small soft" role="status">
      {says}
    </p>
  )
}
