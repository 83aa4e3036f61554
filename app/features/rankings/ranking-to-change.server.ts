import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Trx } from '#db/client.server.ts'
import { asSession, rankingOf, type RankingSession, type SessionRow } from './queries.server.ts'
import { leadsTo, rankingAllows, stateRefusal, type SessionAct } from './session.ts'

/** Whose acts those on a ranking are: only a list may also be changed by the members of its group. */
export const byClerk = { audience: 'council', needs: 'clerk' } as const

type In = { municipalityId: string }
type ProcessRef = { id: string }

/**
 * The ranking of a process, held until the act is done; null when there is none. `shared` keeps it as it is without keeping
 * others waiting who do the same.
 */
export async function lockRanking(
  trx: Trx,
  { municipalityId }: In,
  process: ProcessRef,
  { shared = false } = {},
): Promise<SessionRow | null> {
  const row = await trx
    .selectFrom('rankingSession')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .$call((session) => (shared ? session.forShare() : session.forUpdate()))
    .executeTakeFirst()
  return row ? asSession(row) : null
}

/** The ranking with its topics, groups and lists, held until the act is done, in a state that allows it. Throws NotFound or Refused. */
export async function rankingToChange(
  trx: Trx,
  by: In,
  process: ProcessRef,
  act: keyof typeof rankingAllows,
): Promise<RankingSession> {
  const held = await lockRanking(trx, by, process)
  if (!held) throw new NotFound()
  if (!rankingAllows[act](held.state)) throw refusedBy(stateRefusal, 'wrongState', held.state)
  return heldRanking(trx, { municipalityId: held.municipalityId, id: held.processId })
}

/** The same for an act that brings it to another state; null where it is in that state: a button was pressed twice. */
export async function rankingToMove(
  trx: Trx,
  by: In,
  process: ProcessRef,
  act: SessionAct,
): Promise<RankingSession | null> {
  const held = await lockRanking(trx, by, process)
  return held?.state === leadsTo[act] ? null : rankingToChange(trx, by, process, act)
}

/** Topics, groups and lists of a ranking that is held. */
export async function heldRanking(trx: Trx, process: In & ProcessRef): Promise<RankingSession> {
  const ranking = await rankingOf(trx, process)
  if (!ranking) throw new Error('a ranking that is held is there')
  return ranking
}
