import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { asSession, type SessionRow } from './queries.server.ts'
import { byClerk, lockRanking } from './ranking-to-change.server.ts'

export const creatingRefusals = {
  tooLate: {
    says: 'De antwoorden van dit traject zijn al openbaar, of het is ingetrokken. Een ranglijst kan er niet meer bij.',
    at: 'processSlug',
  },
}

/** Makes the ranking of a process, in preparation, or gives the one that is there: a process has one. */
export const createRanking = act({
  name: 'createRanking',
  by: byClerk,
  input: z.object({ processSlug: z.string().min(1, 'Kies het traject waar de ranglijst bij hoort.') }),
  refusals: creatingRefusals,
  async run({ trx, by, now }, { processSlug }) {
    const { id: processId, slug } = await processBySlug(trx, by.municipalityId, processSlug)
    const process = await lockProcess(trx, by, processId)
    const there = await lockRanking(trx, by, process)
    if (there) return changedNothing({ id: there.id, slug })
    const { id } = await insertRanking(trx, process, now)
    return did({ id, slug }, { subject: { kind: 'rankingSession', id }, processId })
  },
})

/** The ranking of a process that is held and has none; with other rules than the usual where they are given. */
export async function insertRanking(
  trx: Trx,
  { municipalityId, id: processId, state }: Process,
  now: Date,
  rules: Partial<Pick<SessionRow, 'k' | 'unrankedRank'>> = {},
): Promise<SessionRow> {
  if (!processAllows.ask(state)) throw refusedBy(creatingRefusals, 'tooLate')
  const made = await trx
    .insertInto('rankingSession')
    .values({ municipalityId, id: uuid(), processId, createdAt: now, ...rules })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asSession(made)
}
