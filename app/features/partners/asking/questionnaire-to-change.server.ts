import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { questionnaireOf, type Questionnaire } from '#app/features/partners/queries.server.ts'
import { lockProcess, needRole, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'

/** The list of questions of a process, held until the act is done. For processors; throws NotFound without a list. */
export async function questionnaireToChange(
  trx: Trx,
  by: Doer,
  processId: string,
): Promise<{ process: Process; questionnaire: Questionnaire }> {
  needRole(by, 'processor')
  const process = await lockProcess(trx, by, processId)
  refuseWithdrawn(process)
  if (!processAllows.answer(process.state))
    throw new Refused('De antwoorden van dit traject zijn openbaar. Daarom kunt u organisaties niets meer vragen.')
  const { municipalityId, id } = process
  await trx
    .selectFrom('questionnaire')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .forUpdate()
    .execute()
  const questionnaire = await questionnaireOf(trx, process)
  if (!questionnaire) throw new NotFound()
  return { process, questionnaire }
}

export function recordAsking(
  trx: Trx,
  by: Parameters<typeof record>[1]['by'],
  { id, processId, municipalityId }: Pick<Questionnaire, 'id' | 'processId' | 'municipalityId'>,
  act: string,
  now: Date,
  detail: Record<string, string | number | boolean | null> = {},
): Promise<void> {
  return record(trx, { municipalityId, at: now, by, act, subject: { kind: 'questionnaire', id }, processId, detail })
}
