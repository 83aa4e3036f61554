import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { takesProposals } from '#app/features/contributions/proposal.ts'
import { readableParagraph } from '#app/features/plans/paragraph-by-number.server.ts'
import { processAllows, type ProcessState } from '#app/features/processes/process.ts'
import type { ProposalsData } from './ProposalsPage.tsx'
import { responsePage } from './response-page.server.ts'
import { proposalsOfResponse } from './response-proposals.server.ts'
import { ownResponse } from './response-to-change.server.ts'

/** What people of an organisation propose in their response, with the paragraph that the address asks for. */
export async function proposalsPage(visit: MemberVisit): Promise<ProposalsData> {
  const page = await responsePage(visit)
  const { db, actor, url } = visit
  const { municipalityId, id, processId } = await ownResponse(db, actor, page.responseId)
  const { state } = await db
    .selectFrom('process')
    .select('state')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', processId)
    .executeTakeFirstOrThrow()
  // The check on the state of a process in the database names the same states.
  const isReleased = processAllows.show(state as ProcessState)
  const asked = url.searchParams.get('alinea')?.trim() ?? ''
  const number = isReleased && /^\d{1,6}$/.test(asked) ? Number(asked) : null
  const found = number === null ? null : await readableParagraph(db, { municipalityId, id: processId }, { number })
  const paragraph = found && takesProposals(found.kind) ? found : null
  const ofParagraphs = await proposalsOfResponse(db, { municipalityId, id })
  const own = ofParagraphs
    .find((one) => one.paragraph.id === paragraph?.id)
    ?.proposals.find(({ by }) => by.id === actor.id)
  return { ...page, asked, paragraph, ofParagraphs, own: own ?? null, isReleased }
}
