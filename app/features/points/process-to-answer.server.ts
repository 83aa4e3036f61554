import { sql } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'

export const answeringRefusals = {
  ...withdrawnRefusal,
  answersPublic: {
    says: 'Dit is openbaar. Daarom liggen punten, thema’s en antwoorden vast.',
  },
}

/**
 * The process in which someone may split and answer now. It is held, so that nothing of it is published in between;
 * colleagues who answer other points are not kept waiting. Who may is asked before, and what is public already is fixed by
 * itself (`refusePublic`, `refusePublicPoints`). An act that changes very many points holds it with `change`: two who change the
 * same points, each in an order of its own, would wait for each other. Throws NotFound or Refused.
 */
export async function processToAnswer(
  trx: Trx,
  by: Doer,
  { id }: { id: string },
  hold: 'keep' | 'change' = 'keep',
): Promise<Process> {
  const process = await lockProcess(trx, by, id, hold)
  refuseWithdrawn(process)
  return process
}

/** Refuses to change what is public already of a contribution. */
export function refusePublic({ publicationId }: { publicationId: string | null }): void {
  if (publicationId !== null) throw refusedBy(answeringRefusals, 'answersPublic')
}

/** Refuses when one of these points of a process that is held is public. */
export async function refusePublicPoints(
  trx: Trx,
  { municipalityId }: Process,
  pointIds: readonly string[],
): Promise<void> {
  const found = await trx
    .selectFrom('pointWork')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where(sql<boolean>`point_id = any(${[...pointIds]}::uuid[])`)
    .where('isPublic', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (found) throw refusedBy(answeringRefusals, 'answersPublic')
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
