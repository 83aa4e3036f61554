import { whyNot } from '#app/acts/who-may.ts'
import { NotAllowed } from '#app/errors.server.ts'
import { onlyFor, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { byClerk } from '#app/features/rankings/ranking-to-change.server.ts'

/** Guards a page of the council that is the clerk's, as the acts on it are. */
export const forClerk = <T>(handle: (visit: MemberVisit) => Promise<T>) =>
  onlyFor('council', (visit) => {
    const why = whyNot(byClerk, visit.actor)
    if (why !== null) throw new NotAllowed(why)
    return handle(visit)
  })
