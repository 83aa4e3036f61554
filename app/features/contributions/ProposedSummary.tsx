import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { ProposedChanges as Changes, ShownProposal } from './proposed-changes.ts'
import { ProposedChanges } from './ProposedChanges.tsx'

/** A proposal in a row of a summary: how much changes, and the words. */
export function ProposedSummary({ says, pieces }: Changes) {
  return (
    <>
      <p className="soft small">{says}</p>
      {pieces && <ProposedChanges pieces={pieces} />}
    </>
  )
}

/** What someone sent, in rows of a summary: one text, or other words for a paragraph with the reason. */
export function proposalRows({ text, proposal }: { text: string; proposal: ShownProposal | null }) {
  if (proposal === null) return [{ term: 'Uw tekst', value: <Verbatim text={text} />, verbatim: true }]
  const { changes, reason } = proposal
  return [
    { term: 'Uw voorstel', value: <ProposedSummary {...changes} /> },
    ...(reason === '' ? [] : [{ term: 'Waarom', value: <Verbatim text={reason} />, verbatim: true }]),
  ]
}
