import { sql } from 'kysely'
import { proposedChanges, type ProposedChanges } from '#app/features/contributions/proposed-changes.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { SentProposal } from './sent-answers.ts'

type Ref = { municipalityId: string; id: string }

/** Other words that a colleague proposes, as people of the organisation see them. */
export type ColleagueProposal = {
  id: string
  by: { id: string; name: string }
  at: string
  words: string
  reason: string
  changes: ProposedChanges
  state: 'open' | 'chosen' | 'refused'
  /** Why it does not go along; '' unless it was refused. */
  refusal: string
}

/** A paragraph with all that colleagues propose for it, the first to propose first. */
export type ParagraphProposals = {
  paragraph: { id: string; number: number; heading: string }
  proposals: ColleagueProposal[]
}

type Row = Omit<ColleagueProposal, 'by' | 'at' | 'changes'> & {
  accountId: string
  name: string
  proposedAt: Date
  paragraphId: string
  number: number
  heading: string
  old: string
}

/** All that is proposed in a response, in the order of the plan. */
export async function proposalsOfResponse(db: Db | Trx, { municipalityId, id }: Ref): Promise<ParagraphProposals[]> {
  const { rows } = await sql<Row>`
    select response_proposal.id, proposed_by as account_id, account.name, proposed_at, words, response_proposal.reason, state, refusal,
      paragraph.id as paragraph_id, paragraph.number, section.heading, paragraph.text as old
    from response_proposal
    join account on account.municipality_id = response_proposal.municipality_id and account.id = proposed_by
    join paragraph on paragraph.municipality_id = response_proposal.municipality_id and paragraph.id = paragraph_id
    join section on section.municipality_id = paragraph.municipality_id and section.id = paragraph.section_id
    where response_proposal.municipality_id = ${municipalityId} and response_id = ${id}
    order by paragraph.position, proposed_at, response_proposal.id`.execute(db)
  return [...Map.groupBy(rows, ({ paragraphId }) => paragraphId).values()].flatMap((ofParagraph) => {
    const [first] = ofParagraph
    if (!first) return []
    const { paragraphId, number, heading } = first
    return [{ paragraph: { id: paragraphId, number, heading }, proposals: ofParagraph.map(asProposal) }]
  })
}

const asProposal = ({
  id,
  accountId,
  name,
  proposedAt,
  words,
  reason,
  state,
  refusal,
  old,
}: Row): ColleagueProposal => ({
  ...{ id, by: { id: accountId, name }, at: proposedAt.toISOString(), words, reason, state, refusal },
  changes: proposedChanges(old, words, { removed: 'Alles weg' }),
})

/** The proposals that go along when a response is sent. */
export async function chosenProposals(db: Db | Trx, response: Ref): Promise<SentProposal[]> {
  return (await proposalsOfResponse(db, response)).flatMap(({ paragraph, proposals }) =>
    proposals.flatMap(({ state, words, reason }) =>
      state === 'chosen' ? [{ paragraphId: paragraph.id, number: paragraph.number, words, reason }] : [],
    ),
  )
}

/** How many proposals go along, and how many nobody chose or refused yet. */
export async function countProposals(
  db: Db | Trx,
  { municipalityId, id }: Ref,
): Promise<{ chosen: number; open: number }> {
  const rows = await db
    .selectFrom('responseProposal')
    .select(['state', (eb) => eb.fn.countAll<string>().as('count')])
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', id)
    .groupBy('state')
    .execute()
  const of = (wanted: string) => Number(rows.find(({ state }) => state === wanted)?.count ?? 0)
  return { chosen: of('chosen'), open: of('open') }
}
