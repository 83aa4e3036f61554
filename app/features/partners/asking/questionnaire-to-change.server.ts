import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { questionnaireOf, type Questionnaire } from '#app/features/partners/queries.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'

export const askingRefusals = {
  ...withdrawnRefusal,
  answersPublic: {
    says: 'De antwoorden van dit traject zijn openbaar. Daarom kunt u organisaties niets meer vragen.',
  },
}

/** The list of questions of a process, held until the act is done. Throws Refused, and NotFound without a list. */
export async function questionnaireToChange(
  trx: Trx,
  by: Doer,
  { id: processId }: { id: string },
): Promise<{ process: Process; questionnaire: Questionnaire }> {
  const process = await lockProcess(trx, by, processId)
  refuseWithdrawn(process)
  if (!processAllows.ask(process.state)) throw refusedBy(askingRefusals, 'answersPublic')
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
