import { sql } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { changeResponse, lockResponse } from './response-to-change.server.ts'

/**
 * The organisations that were asked and wrote nothing yet: the ids of their responses, by the name that a file may give them.
 * Without those whose name, read that way, is also that of another one that was asked: it would end the wrong one's turn.
 */
export async function silentResponses(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string; isSilent: boolean }>`
    select response.id, partner.name, response.state in ('invited', 'draft')
      and not exists (select from response_item as item where item.municipality_id = response.municipality_id and item.response_id = response.id)
      and not exists (select from response_version as sent where sent.municipality_id = response.municipality_id and sent.response_id = response.id) as is_silent
    from response
    join partner on partner.municipality_id = response.municipality_id and partner.id = response.partner_id
    where response.municipality_id = ${municipalityId} and response.process_id = ${id}`.execute(db)
  const byName = Map.groupBy(rows, ({ name }) => fold(name))
  return new Map(
    [...byName].flatMap(([name, [one, ...others]]) => (one?.isSilent && others.length === 0 ? [[name, one.id]] : [])),
  )
}

/**
 * Calls a response sent of an organisation that gave its points on paper, by mail or in a file: it is reminded no more, and
 * hears what is done with them. What is in the register is the only text; there is no version of it to write on.
 */
export async function takeInResponse(
  trx: Trx,
  by: Doer,
  {
    process,
    responseId,
    contributionId,
    contributorId,
    receivedAt,
  }: { process: ProcessRef; responseId: string; contributionId: string; contributorId: string; receivedAt: Date },
  now: Date,
): Promise<void> {
  const response = await lockResponse(trx, process, responseId)
  await changeResponse(trx, response, {
    state: 'sent',
    hasPoints: true,
    sentAt: receivedAt,
    contributionId,
    contributorId,
  })
  await record(trx, {
    municipalityId: process.municipalityId,
    at: now,
    by,
    act: 'takeInResponse',
    subject: { kind: 'response', id: responseId },
    processId: process.id,
  })
}
