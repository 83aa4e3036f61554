import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type ActEvent } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { notice } from './notice.server.ts'
import type { SessionRow } from './queries.server.ts'
import { rankingMarks } from './ranking-marks.server.ts'
import { byClerk, rankingToMove } from './ranking-to-change.server.ts'
import { plannedMoment } from './ranking.schema.ts'
import { leadsTo, missingToOpen, stateRefusal, type SessionAct } from './session.ts'

/** Refuses to rank what can get no answer any more; the process is kept as it is until the act is done. */
async function refuseEnded(trx: Trx, by: Doer, { id }: { id: string }): Promise<void> {
  const process = await lockProcess(trx, by, id, 'keep')
  if (!processAllows.ask(process.state)) throw refusedBy(endedRefusal, 'tooLate')
}

const endedRefusal = {
  tooLate: {
    says: 'Dit traject is afgerond of ingetrokken. Wat de groepen nu nog kiezen, kan geen antwoord meer krijgen.',
  },
}

/** Opens the boards: from here on topics, groups and rules stand. */
export const openRanking = act({
  name: 'openRanking',
  by: byClerk,
  on: 'process',
  input: z.object({ plannedClose: plannedMoment, seen }),
  refusals: {
    ...stateRefusal,
    ...endedRefusal,
    missing: { says: (missing: string[]) => missing.join(' ') },
    closesInPast: { says: 'Dit moment is al voorbij. Kies een later moment, of laat het leeg.', at: 'plannedClose' },
    stale: {
      says: 'Er is intussen iets gewijzigd, dus de ranglijst is nog niet open. Lees hieronder wat er nu staat, en open dan.',
    },
  },
  async run({ trx, by, process, now, refuse }, { plannedClose, seen }) {
    await refuseEnded(trx, by, process)
    const ranking = await rankingToMove(trx, by, process, 'open')
    if (!ranking) return changedNothing({ changed: false })
    const missing = missingToOpen(ranking)
    if (missing.length > 0) refuse('missing', missing)
    if (plannedClose && plannedClose <= now) refuse('closesInPast')
    // What opens is what was read: everything that decides the outcome stands from here on.
    if (seen !== undefined && seen !== rankingMarks.all(ranking)) refuse('stale')
    return did({ changed: true }, await changeState(trx, ranking, 'open', { openedAt: now, plannedClose }))
  },
})

/** Closes the boards: nothing can be moved any more, and the outcome can be seen by the clerk. */
export const closeRanking = act({
  name: 'closeRanking',
  by: byClerk,
  on: 'process',
  input: z.object({}),
  refusals: stateRefusal,
  async run({ trx, by, process, now }) {
    const ranking = await rankingToMove(trx, by, process, 'close')
    if (!ranking) return changedNothing({ changed: false })
    return did({ changed: true }, await changeState(trx, ranking, 'close', { closedAt: now, plannedClose: null }))
  },
})

/** Opens the boards again, for a list that is not right. What was decided about level topics is taken away with it. */
export const reopenRanking = act({
  name: 'reopenRanking',
  by: byClerk,
  on: 'process',
  input: z.object({}),
  refusals: { ...stateRefusal, ...endedRefusal },
  async run({ trx, by, process }) {
    await refuseEnded(trx, by, process)
    const ranking = await rankingToMove(trx, by, process, 'reopen')
    if (!ranking) return changedNothing({ changed: false })
    await trx
      .deleteFrom('tieDecision')
      .where('municipalityId', '=', ranking.municipalityId)
      .where('sessionId', '=', ranking.id)
      .execute()
    return did({ changed: true }, await changeState(trx, ranking, 'reopen', { closedAt: null, revealed: 0 }))
  },
})

/** Brings a ranking to its next state and tells the boards. Gives what the record keeps of it. */
export async function changeState(
  trx: Trx,
  { municipalityId, id, state }: Pick<SessionRow, 'municipalityId' | 'id' | 'state'>,
  act: SessionAct,
  fields: Partial<Pick<SessionRow, 'openedAt' | 'closedAt' | 'publishedAt' | 'plannedClose' | 'revealed'>>,
): Promise<ActEvent> {
  await trx
    .updateTable('rankingSession')
    .set({ state: leadsTo[act], ...fields })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
  await notice(trx, { sessionId: id })
  return {
    as: `${act}Ranking`,
    subject: { kind: 'rankingSession', id },
    detail: { from: state, to: leadsTo[act] },
  }
}
