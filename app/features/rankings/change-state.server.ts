import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { rankingOf, type SessionRow } from './queries.server.ts'
import { sessionToChange } from './session-to-change.server.ts'
import { leadsTo, missingToOpen, type SessionAct } from './session.ts'

type Of = { processId: string }

/** Opens the boards: from here on topics, groups and rules stand. Refused while something misses. */
export async function openSession(
  db: Db | Trx,
  by: Doer,
  { processId, plannedClose = null }: Of & { plannedClose?: Date | null },
  now: Date,
) {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'open')
    const whole = await rankingOf(trx, { id: processId, municipalityId: session.municipalityId })
    const missing = whole ? missingToOpen(whole) : []
    if (missing.length > 0) throw new Refused(missing.join(' '))
    await changeState(trx, by, session, 'open', { openedAt: now, plannedClose }, now)
  })
}

/** Closes the boards: nothing can be moved any more, and the outcome can be seen by the clerk. */
export async function closeSession(db: Db | Trx, by: Doer, { processId }: Of, now: Date) {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'close')
    await changeState(trx, by, session, 'close', { closedAt: now, plannedClose: null }, now)
  })
}

/** Opens the boards again, for a list that is not right. What was decided about level topics is taken away with it. */
export async function reopenSession(db: Db | Trx, by: Doer, { processId }: Of, now: Date) {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'reopen')
    await trx
      .deleteFrom('tieDecision')
      .where('municipalityId', '=', session.municipalityId)
      .where('sessionId', '=', session.id)
      .execute()
    await changeState(trx, by, session, 'reopen', { closedAt: null, revealed: 0 }, now)
  })
}

/** Brings a session to its next state, writes it down and tells the boards. */
export async function changeState(
  trx: Trx,
  by: Doer,
  session: SessionRow,
  act: SessionAct,
  fields: Partial<Pick<SessionRow, 'openedAt' | 'closedAt' | 'publishedAt' | 'plannedClose' | 'revealed'>>,
  now: Date,
): Promise<void> {
  const { municipalityId, id, processId } = session
  await trx
    .updateTable('rankingSession')
    .set({ state: leadsTo[act], ...fields })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
  await record(trx, {
    ...{ municipalityId, at: now, by, act: `${act}Ranking`, subject: { kind: 'rankingSession', id }, processId },
    detail: { from: session.state, to: leadsTo[act] },
  })
  await notice(trx, { sessionId: id })
}
