import { sql } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'

export const answeringRefusals = {
  ...withdrawnRefusal,
  answersPublic: {
    says: 'De antwoorden van dit traject zijn openbaar. Daarom liggen punten, thema’s en antwoorden vast.',
  },
  setAside: { says: 'Deze inbreng telt niet mee. Laat die eerst weer meetellen.' },
}

/**
 * The process in which someone may split and answer now. It is held, so that the answers are not published in between;
 * colleagues who answer other points are not kept waiting. Who may is asked before. Throws NotFound or Refused.
 */
export async function processToAnswer(trx: Trx, by: Doer, { id }: { id: string }): Promise<Process> {
  const process = await lockProcess(trx, by, id, 'keep')
  if (processAllows.answer(process.state)) return process
  refuseWithdrawn(process)
  throw refusedBy(answeringRefusals, 'answersPublic')
}

/** The theme, when it is one of this process; null stays null. Throws NotFound. */
export async function themeOfProcess(trx: Trx, process: Process, themeId: string | null): Promise<string | null> {
  if (themeId !== null) await refuseStrangeThemes(trx, process, [themeId])
  return themeId
}

/** Throws NotFound when one of these is no theme of this process. */
export async function refuseStrangeThemes(trx: Trx, process: Process, themeIds: readonly string[]): Promise<void> {
  const ids = [...new Set(themeIds.map(asId))]
  if (ids.length === 0) return
  const found = await trx
    .selectFrom('theme')
    .select('id')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  if (found.length < ids.length) throw new NotFound()
}
