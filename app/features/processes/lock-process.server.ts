import { refusedBy } from '#app/acts/act.server.ts'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { hasInnerRole, innerRoleNames, type Doer, type InnerRole } from '#app/features/accounts/account.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { isRefused, transition, type ProcessAct, type ProcessState, type RefusedTransition } from './process.ts'
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
 * How an act holds its process until it is done:
 *
 *   change   (the usual)  it is the only one that changes the process or does what must happen once. Others that change it or
 *            keep it wait; what residents store under it does not, for that only needs the process to be there.
 *   keep     the process stays as it is. Those who do the same (split, answer, partners who write) do not wait for each other.
 *   close    from here on nothing comes in that nobody sees: what is being stored under the process comes first, what comes
 *            after waits, and then finds it closed (`registerWhileOpen`). For the few acts after which the website takes nothing.
 */
export type Hold = 'change' | 'keep' | 'close'

/** The process, held until the act is done, so that of two acts at once the second sees what the first did. Throws NotFound. */
export async function lockProcess(
  trx: Trx,
  by: { municipalityId: string },
  processId: string,
  hold: Hold = 'change',
): Promise<Process> {
  const row = await trx
    .selectFrom('process')
    .selectAll()
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', asId(processId))
    .$if(hold === 'change', (process) => process.forNoKeyUpdate())
    .$if(hold === 'keep', (process) => process.forShare())
    .$if(hold === 'close', (process) => process.forUpdate())
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

export const transitionRefusal = { wrongState: { says: ({ why }: RefusedTransition) => why } }

/** The state that an act leads to. Throws Refused with the state that was found, and why. */
export function stateAfter({ state }: Process, act: ProcessAct): ProcessState {
  const to = transition(state, act)
  if (isRefused(to)) throw refusedBy(transitionRefusal, 'wrongState', to)
  return to
}
