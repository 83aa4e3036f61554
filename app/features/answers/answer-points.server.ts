import { z } from 'zod'
import { WrongInput } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { needRole } from '#app/features/processes/lock-process.server.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { answerFields, checkComplete } from './answer.schema.ts'
import { storeAnswer } from './store-answer.server.ts'

const fields = z
  .object({
    ...answerFields,
    /** The points that get this one answer; those that had it and are no longer named lose it. */
    pointIds: z.array(z.string()).min(1, 'Kies minstens één punt dat dit antwoord krijgt.'),
  })
  .superRefine(checkComplete)

type AnswerOfPoints = z.input<typeof fields> & { process: { id: string } }

/**
 * Gives points of one process one answer, or changes the answer they have, for who knows the points, such as the demo; a form asks
 * `answerPoint`. Throws NotAllowed, WrongInput, NotFound, and Refused when a colleague was first or when the points already have
 * different answers.
 */
export async function answerPoints(
  db: Db | Trx,
  by: Doer,
  { process: ref, ...given }: AnswerOfPoints,
  now: Date,
): Promise<{ id: string; mark: string }> {
  needRole(by, 'processor')
  const read = fields.safeParse(given)
  if (!read.success) throw new WrongInput(fieldErrors(read.error))
  return inTransaction(db, async (trx) => storeAnswer(trx, by, await processToAnswer(trx, by, ref), read.data, now))
}
