import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound, WrongInput } from '#app/errors.server.ts'
import { takesProposals } from '#app/features/contributions/proposal.ts'
import { problemOfProposal } from '#app/features/contributions/reaction.schema.ts'
import { readableParagraph } from '#app/features/plans/paragraph-by-number.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { asTyped, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import {
  byPartner,
  changeResponse,
  leaderRefusals,
  leadsResponse,
  responseRefusals,
  responseToChange,
  type ResponseRow,
} from './response-to-change.server.ts'

/** The longest reason for not choosing a proposal, in characters. */
const LONGEST_REFUSAL = 2000

/**
 * Proposes other words for a paragraph to the colleagues of one's organisation, in place of what one proposed for it before. Who leads the response
 * chooses with it, unless another was chosen already.
 */
export const proposeWords = act({
  name: 'proposeWords',
  by: byPartner,
  input: z.object({ responseId: z.string(), paragraphId: z.string(), proposal: asTyped, reason: asTyped }),
  refusals: {
    ...responseRefusals,
    notReleased: {
      says: 'Het plan is nog niet vrijgegeven. Andere woorden kunt u voorstellen als bewoners het lezen.',
    },
    noParagraph: { says: 'Voor deze alinea kunt u geen andere woorden voorstellen. Kies een andere alinea.' },
  },
  async run({ trx, by, now, refuse }, { responseId, paragraphId, proposal: words, reason }) {
    const { process, response, member } = await responseToChange(trx, by, { responseId, act: 'write' }, now)
    if (!processAllows.show(process.state)) refuse('notReleased')
    const paragraph = await readableParagraph(trx, process, { id: asId(paragraphId) })
    if (!paragraph || !takesProposals(paragraph.kind)) return refuse('noParagraph')
    const problem = problemOfProposal(paragraph.text, { words, reason })
    if (problem) throw new WrongInput({ proposal: problem })
    const { municipalityId } = response
    const of = { municipalityId, responseId: response.id, paragraphId: paragraph.id }
    const all = await trx
      .selectFrom('responseProposal')
      .select(['proposedBy', 'state', 'words', 'reason'])
      .where((eb) => eb.and(of))
      .forUpdate()
      .execute()
    const own = all.find(({ proposedBy }) => proposedBy === member.id)
    // A form that is sent twice finds what it said.
    if (own?.words === words && own.reason === reason) return changedNothing({ number: paragraph.number })
    const isFree = !all.some(({ proposedBy, state }) => state === 'chosen' && proposedBy !== member.id)
    const isChosen = isFree && (await leadsResponse(trx, member, response))
    const decided = isChosen ? { decidedAt: now, decidedBy: member.id } : { decidedAt: null, decidedBy: null }
    const values = { words, reason, proposedAt: now, state: isChosen ? 'chosen' : 'open', refusal: '', ...decided }
    const id = uuid()
    await trx
      .insertInto('responseProposal')
      .values({ ...of, id, proposedBy: member.id, ...values })
      .onConflict((conflict) =>
        conflict.columns(['municipalityId', 'responseId', 'paragraphId', 'proposedBy']).doUpdateSet(values),
      )
      .execute()
    await changeResponse(trx, response, response.state === 'invited' ? { state: 'draft' } : {})
    const subject = { kind: 'response', id: response.id }
    return did(
      { number: paragraph.number },
      { subject, processId: process.id, detail: { paragraph: paragraph.number } },
    )
  },
})

/** Chooses which proposal for a paragraph goes along; one that was chosen before is open again. For who leads the response. */
export const chooseProposal = act({
  name: 'chooseProposal',
  by: byPartner,
  input: z.object({ responseId: z.string(), proposalId: z.string() }),
  refusals: { ...responseRefusals, ...leaderRefusals },
  async run({ trx, by, now }, { responseId, proposalId }) {
    const held = await responseToChange(trx, by, { responseId, act: 'write', leads: true }, now)
    const { response, member, process } = held
    const found = await proposalIn(trx, response, proposalId)
    if (found.state === 'chosen') return changedNothing(undefined)
    await sql`
      update response_proposal set state = 'open', decided_at = null, decided_by = null
      where municipality_id = ${response.municipalityId} and response_id = ${response.id} and paragraph_id = ${found.paragraphId}
        and state = 'chosen'`.execute(trx)
    await decide(trx, response, found.id, { state: 'chosen', refusal: '', decidedAt: now, decidedBy: member.id })
    return did(undefined, { subject: { kind: 'response', id: response.id }, processId: process.id })
  },
})

/** Says of a colleague's proposal that it does not go along, and why: the colleague reads that. For who leads the response. */
export const refuseProposal = act({
  name: 'refuseProposal',
  by: byPartner,
  input: z.object({
    responseId: z.string(),
    proposalId: z.string(),
    refusal: typed
      .transform((text) => text.trim())
      .pipe(
        z
          .string()
          .min(1, 'Schrijf waarom u dit niet kiest. Uw collega leest die reden.')
          .max(LONGEST_REFUSAL, `De reden is hoogstens ${LONGEST_REFUSAL} tekens lang.`),
      ),
  }),
  refusals: { ...responseRefusals, ...leaderRefusals },
  async run({ trx, by, now }, { responseId, proposalId, refusal }) {
    const held = await responseToChange(trx, by, { responseId, act: 'write', leads: true }, now)
    const { response, member, process } = held
    const found = await proposalIn(trx, response, proposalId)
    if (found.state === 'refused' && found.refusal === refusal) return changedNothing(undefined)
    await decide(trx, response, found.id, { state: 'refused', refusal, decidedAt: now, decidedBy: member.id })
    return did(undefined, { subject: { kind: 'response', id: response.id }, processId: process.id })
  },
})

/** A proposal of this response. Throws NotFound. */
async function proposalIn(trx: Trx, { municipalityId, id: responseId }: ResponseRow, proposalId: string) {
  const found = await trx
    .selectFrom('responseProposal')
    .select(['id', 'paragraphId', 'state', 'refusal'])
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', responseId)
    .where('id', '=', asId(proposalId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

async function decide(
  trx: Trx,
  response: ResponseRow,
  id: string,
  values: { state: 'chosen' | 'refused'; refusal: string; decidedAt: Date; decidedBy: string },
): Promise<void> {
  await trx
    .updateTable('responseProposal')
    .set(values)
    .where('municipalityId', '=', response.municipalityId)
    .where('id', '=', id)
    .execute()
  await changeResponse(trx, response)
}
