import type { Doer } from '#app/features/accounts/account.ts'
import { leaveOut, putBack, type RedactRange } from '#app/features/points/leave-out.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { keepAccountOfMotivation } from '#app/features/rankings/account-of-motivation.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'

/**
 * Leaves a piece of a text out of everything that becomes public, for every point that quotes it; the text itself stays as it
 * was. The same piece twice is once, with the last reason. Until the answers are public: after that it is `redactPublished`. Throws NotFound, NotAllowed or Refused.
 */
export async function redactRange(db: Db | Trx, by: Doer, input: RedactRange, now: Date): Promise<{ id: string }> {
  return inTransaction(db, async (trx) => {
    await processToAnswer(trx, by, { id: input.processId })
    await keepAccountOfMotivation(trx, by, input, now)
    return leaveOut(trx, by, input, now)
  })
}

/** Takes that back: the piece is public again with the points that quote it. Throws NotFound, NotAllowed or Refused. */
export async function unredactRange(
  db: Db | Trx,
  by: Doer,
  input: { processId: string; redactionId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await processToAnswer(trx, by, { id: input.processId })
    await putBack(trx, by, input, now)
  })
}
