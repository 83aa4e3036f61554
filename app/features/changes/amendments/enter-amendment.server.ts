import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { byClerk } from '#app/features/rankings/ranking-to-change.server.ts'
import { key, seen } from '#app/forms/typed.ts'
import { keyOfForm } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { amendmentFacts } from './amendment.schema.ts'
import {
  markOfAmendment,
  storedAmendment,
  versionBeforeCouncil,
  type StoredAmendment,
} from './stored-amendments.server.ts'

export const changingRefusals = {
  ...withdrawnRefusal,
  settled: {
    says: 'Over dit amendement is al besloten. Neem de uitkomst eerst terug als u nog iets wilt wijzigen.',
  },
}

/** An amendment that is not settled, with its process held until the act is done. Throws NotFound or Refused. */
export async function amendmentToChange(
  trx: Trx,
  by: { municipalityId: string },
  ref: { id: string },
  id: string,
): Promise<{ process: Process; amendment: StoredAmendment }> {
  const process = await lockProcess(trx, by, ref.id)
  refuseWithdrawn(process)
  const amendment = await storedAmendment(trx, process, id)
  if (amendment.outcome !== 'proposed') throw refusedBy(changingRefusals, 'settled')
  return { process, amendment }
}

/** What the record keeps an amendment by. */
export const amendmentSubject = ({ id }: { id: string }) => ({ kind: 'amendment', id })

/** Enters an amendment on the plan that is before the council, with the next number. The same form sent twice enters one. */
export const enterAmendment = act({
  name: 'enterAmendment',
  by: byClerk,
  on: 'process',
  input: z.object({ key, ...amendmentFacts }),
  refusals: {
    ...withdrawnRefusal,
    noPlanYet: {
      says: 'Er is nog geen plan dat vastligt. Een amendement kan erbij zodra het plan is vrijgegeven, of met het dossier aan de raad is overgedragen.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { key: formKey, ...facts }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const { municipalityId, id: processId } = process
    const idempotencyKey = keyOfForm(formKey, facts)
    const amendments = trx.selectFrom('amendment').where('municipalityId', '=', municipalityId)
    const earlier = await amendments
      .select('id')
      .where('processId', '=', processId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (earlier) return changedNothing({ id: earlier.id })
    const plan = await versionBeforeCouncil(trx, process)
    if (!plan) return refuse('noPlanYet')
    const last = await amendments
      .select((eb) => eb.fn.max('number').as('number'))
      .where('processId', '=', processId)
      .executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    const id = uuid()
    await trx
      .insertInto('amendment')
      .values({
        ...{ municipalityId, id, processId, number, ...facts, idempotencyKey, planVersionId: plan.versionId },
        ...{ enteredAt: now, enteredBy: by.id },
      })
      .execute()
    return did({ id }, { subject: amendmentSubject({ id }), detail: { number } })
  },
})

/** Changes what is said of an amendment as a whole, until it is settled. */
export const changeAmendment = act({
  name: 'changeAmendment',
  by: byClerk,
  on: 'process',
  input: z.object({ amendmentId: z.string(), seen, ...amendmentFacts }),
  refusals: { ...changingRefusals, stale: staleRefusal },
  async run({ trx, by, process: ref }, { amendmentId, seen, ...facts }) {
    const { process, amendment } = await amendmentToChange(trx, by, ref, amendmentId)
    const { id } = amendment
    const mark = markOfAmendment(amendment)
    if (markOfAmendment(facts) === mark) return changedNothing({ id })
    refuseStale(seen, mark)
    await trx
      .updateTable('amendment')
      .set(facts)
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', id)
      .execute()
    return did({ id }, { subject: amendmentSubject(amendment) })
  },
})
