import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Trx } from '#db/client.server.ts'
import { asSession, type SessionRow } from './queries.server.ts'
import { can, refusal } from './session.ts'

/** Refuses who is no clerk; whoever runs the machine may do everything. Throws NotAllowed. */
export function needClerk(by: Doer): void {
  if (by.kind === 'command' || by.roles.includes('clerk')) return
  throw new NotAllowed('Dit doet de griffier.')
}

/**
 * The session of a process, held until the act is done; null when there is none. `shared` keeps it as it is without keeping
 * others waiting who do the same.
 */
export async function lockSession(
  trx: Trx,
  { municipalityId }: { municipalityId: string },
  processId: string,
  { shared = false } = {},
): Promise<SessionRow | null> {
  const row = await trx
    .selectFrom('rankingSession')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .$call((session) => (shared ? session.forShare() : session.forUpdate()))
    .executeTakeFirst()
  return row ? asSession(row) : null
}

/** The session, held until the act is done, in a state that allows it. Throws NotAllowed, NotFound or Refused. */
export async function sessionToChange(
  trx: Trx,
  by: Doer,
  processId: string,
  act: keyof typeof can,
): Promise<SessionRow> {
  needClerk(by)
  const session = await lockSession(trx, by, processId)
  if (!session) throw new NotFound()
  const why = refusal(session.state, act)
  if (why) throw new Refused(why)
  return session
}
