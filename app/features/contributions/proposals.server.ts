import { sql } from 'kysely'
import { paragraphKinds, type ParagraphKind } from '#app/features/plans/plan.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Other words for a paragraph in a contribution: where they stand in its text, and what they are for. */
export type Proposal = {
  contributionId: string
  /** Of the proposed words; where the paragraph is to go, of the sentence that says so. */
  start: number
  end: number
  removes: boolean
  /** Of the reason behind them; null for none. */
  reason: { start: number; end: number } | null
  /** As it was when the words were proposed: an error that was corrected since is still in it. */
  paragraph: { id: string; number: number; heading: string; kind: ParagraphKind; text: string }
}

type Row = Omit<Proposal, 'paragraph' | 'reason'> & {
  reasonStart: number | null
  reasonEnd: number | null
  paragraphId: string
  number: number
  heading: string
  kind: string
  text: string
}

/** The proposals in contributions of a process, in the order of their text. Of what was erased nothing is left to compare. */
export async function proposalsIn(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  contributionIds: readonly string[],
): Promise<Map<string, Proposal[]>> {
  if (contributionIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select item.contribution_id, item.quote_start as start, item.quote_end as "end", proposed_text.removes,
      reason.quote_start as reason_start, reason.quote_end as reason_end,
      paragraph.id as paragraph_id, paragraph.number, section.heading, coalesce(erratum.kind, paragraph.kind) as kind,
      coalesce(erratum.old_text, paragraph.text) as text
    from proposed_text
    join contribution on contribution.municipality_id = proposed_text.municipality_id and contribution.id = proposed_text.contribution_id
    join contribution_item as item on item.municipality_id = proposed_text.municipality_id
      and item.contribution_id = proposed_text.contribution_id and item.position = proposed_text.position
    join paragraph on paragraph.municipality_id = proposed_text.municipality_id and paragraph.id = proposed_text.paragraph_id
    join section on section.municipality_id = paragraph.municipality_id and section.id = paragraph.section_id
    left join contribution_item as reason on reason.municipality_id = item.municipality_id
      and reason.contribution_id = item.contribution_id and reason.position = item.position + 1 and reason.number is null
      and not exists (select from proposed_text as other where other.municipality_id = reason.municipality_id
        and other.contribution_id = reason.contribution_id and other.position = reason.position)
    left join lateral (
      select kind, old_text from erratum
      where erratum.municipality_id = paragraph.municipality_id and erratum.paragraph_id = paragraph.id
        and erratum.corrected_at > contribution.received_at
      order by corrected_at, erratum.id limit 1
    ) as erratum on true
    where proposed_text.municipality_id = ${municipalityId} and contribution.process_id = ${processId}
      and proposed_text.contribution_id = any(${[...contributionIds]}::uuid[]) and contribution.erased_at is null
    order by item.contribution_id, item.position`.execute(db)
  return Map.groupBy(rows.map(asProposal), ({ contributionId }) => contributionId)
}

function asProposal(row: Row): Proposal {
  const { contributionId, start, end, removes, reasonStart, reasonEnd } = row
  return {
    ...{ contributionId, start, end, removes },
    reason: reasonStart === null || reasonEnd === null ? null : { start: reasonStart, end: reasonEnd },
    paragraph: {
      ...{ id: row.paragraphId, number: row.number, heading: row.heading, text: row.text },
      kind: oneOf(paragraphKinds, row.kind),
    },
  }
}
