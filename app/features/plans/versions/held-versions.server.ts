import { NotFound } from '#app/errors.server.ts'
import { fixedPlanRefusal, refuseFixedPlan } from '#app/features/plans/fixed-plan.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'

type Held = { process: Process; version: StoredPlan; previous: StoredPlan }

/** What an official said about where words come from: by what it is taken back, null when nothing changed; and of how many parts. */
export type Settled = { settled: string | null; count: number }

/** What people read of where their words went stays as it is once the version is theirs. */
export const fixedRefusal = { versionFixed: fixedPlanRefusal.versionFixed }

/** The version that officials work on and the one before it, held. Throws NotFound when it is the first; refuses one that is fixed. */
export async function heldVersions(trx: Trx, by: { municipalityId: string }, processId: string): Promise<Held> {
  const process = await lockProcess(trx, by, processId)
  const version = await storedPlan(trx, process)
  const previous = version?.previousId ? await storedPlan(trx, process, { id: version.previousId }) : null
  if (!version || !previous) throw new NotFound()
  refuseFixedPlan(process, version)
  return { process, version, previous }
}
