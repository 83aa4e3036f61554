import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { changeResponse, lockResponse } from './response-to-change.server.ts'

/** The organisations that were asked and wrote nothing yet: the ids of their responses, by the name that a file may give them. */
export async function silentResponses(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('partner', (join) => join.onRef('partner.municipalityId', '=', 'response.municipalityId').onRef('partner.id', '=', 'response.partnerId'))
    .select(['response.id', 'partner.name'])
    .where('response.municipalityId', '=', municipalityId)
    .where('response.processId', '=', id)
    .where('response.state', 'in', ['invited', 'draft'])
    .where((eb) => eb.not(eb.exists(eb.selectFrom('responseItem').select('responseItem.id').whereRef('responseItem.municipalityId', '=', 'response.municipalityId').whereRef('responseItem.responseId', '=', 'response.id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('responseVersion').select('number').whereRef('responseVersion.municipalityId', '=', 'response.municipalityId').whereRef('responseVersion.responseId', '=', 'response.id'))))
    .execute()
  return new Map(rows.map(({ id: responseId, name }) => [fold(name), responseId]))
}

/**
 * Calls a response sent of an organisation that gave its points on paper, by mail or in a file: it is reminded no more, and
 * hears what is done with them. What is in the register is the only text; there is no version of it to write on.
 */
export async function takeInResponse(
  trx: Trx,
  by: Doer,
  { process, responseId, contributionId, contributorId, receivedAt }: { process: ProcessRef; responseId: string; contributionId: string; contributorId: string; receivedAt: Date },
  now: Date,
): Promise<void> {
  const response = await lockResponse(trx, process, responseId)
  await changeResponse(trx, response, { state: 'sent', hasPoints: true, sentAt: receivedAt, contributionId, contributorId })
  await record(trx, { municipalityId: process.municipalityId, at: now, by, act: 'takeInResponse', subject: { kind: 'response', id: responseId }, processId: process.id })
}
