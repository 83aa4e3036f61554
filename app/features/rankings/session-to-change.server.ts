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

/** The session, held until the act is done, in a state that allows it. Throws NotAllowed, NotFound or Refused. */
export async function sessionToChange(trx: Trx, by: Doer, processId: string, act: keyof typeof can): Promise<SessionRow> {
  needClerk(by)
  const row = await trx
    .selectFrom('rankingSession')
    .selectAll()
    .where('municipalityId', '=', by.municipalityId)
    .where('processId', '=', processId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const session = asSession(row)
  const why = refusal(session.state, act)
  if (why) throw new Refused(why)
  return session
}
