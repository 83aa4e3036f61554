import { Verbatim } from '#app/ui/Verbatim.tsx'
import { proposalHeading } from './proposal.ts'
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

/** The proposals in a contribution, for officials beside its text. */
export function ProposalsGiven({ proposals }: { proposals: readonly ShownProposal[] }) {
  return proposals.map(({ number, changes }, at) => (
    <section key={at} className="proposed-given" aria-labelledby={`voorstel-${at}`}>
      <h2 id={`voorstel-${at}`}>{proposalHeading(number)}</h2>
      <ProposedSummary {...changes} />
    </section>
  ))
}
