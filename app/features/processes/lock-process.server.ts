import { refusedBy } from '#app/acts/act.server.ts'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { hasInnerRole, innerRoleNames, type Doer, type InnerRole } from '#app/features/accounts/account.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { Process } from './queries.server.ts'
import { asProcess } from './queries.server.ts'

/** Refuses an account without the inner role; whoever runs the machine may do everything. Throws NotAllowed. */
export function needRole(by: Doer, role: InnerRole): void {
  if (by.kind === 'command') return
  if (by.roles.includes('official') && hasInnerRole(by, role)) return
  throw new NotAllowed(
    `Hiervoor hebt u de rol ${innerRoleNames[role]} nodig. Vraag de beheerder van uw gemeente om die rol.`,
  )
}

/**
 * The process, held until the act is done, so that of two acts at once the second sees what the first did. `shared` keeps
 * it as it is without keeping others waiting who do the same. Throws NotFound.
 */
export async function lockProcess(
  trx: Trx,
  by: { municipalityId: string },
  processId: string,
  { shared = false } = {},
): Promise<Process> {
  const row = await trx
    .selectFrom('process')
    .selectAll()
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', asId(processId))
    .$call((process) => (shared ? process.forShare() : process.forUpdate()))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return asProcess(row)
}

export const withdrawnRefusal = {
  withdrawn: { says: 'Dit traject is ingetrokken. U kunt er niets meer aan wijzigen.' },
}

/** Refuses every change to a process that was withdrawn. */
export function refuseWithdrawn(process: Process): void {
  if (process.state === 'withdrawn') throw refusedBy(withdrawnRefusal, 'withdrawn')
}
