import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { contributionKindOf, dayReceived, freeFields, type Origin } from './free-contribution.ts'
import { registeredByHand } from './origin-queries.server.ts'
import { replaceContact, timingOf } from './register-contribution.server.ts'
import { givenAt, momentOf, namesOf } from './register-free-contribution.server.ts'

/**
 * Corrects where a contribution comes from, never its text or kind, until the answers are public: from then on numbers and
 * names stay as they were read. Whether it came in time is judged again. Throws NotAllowed, NotFound or Refused.
 */
export async function correctOrigin(
  db: Db | Trx,
  by: Doer,
  { processId, contributionId, origin }: { processId: string; contributionId: string; origin: Origin },
  now: Date,
): Promise<void> {
  needRole(by, 'processor')
  await inTransaction(db, async (trx) => {
    const process = await lockProcess(trx, by, processId)
    refuseWithdrawn(process)
    if (!processAllows.answer(process.state))
      throw new Refused(
        'De antwoorden van dit traject zijn openbaar. Daarom ligt ook vast waar de inbreng vandaan komt.',
      )
    const { id, contributorId, kind, origin: before } = await registeredByHand(trx, process, contributionId)
    const changed = freeFields.filter((field) => origin[field] !== before[field])
    if (changed.length === 0) return
    const { municipalityId } = process
    const { channel, sentOn, heldOn, heldUntil, place, source, consent, readBackOn, email } = origin
    await trx
      .updateTable('contributor')
      .set(namesOf(origin))
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', contributorId)
      .execute()
    const day = dayReceived(origin, today(now))
    const moved = day === dayReceived(before, today(now)) ? {} : { receivedAt: momentOf(day, now) }
    const stored = await trx
      .updateTable('contribution')
      .set({ channel, sentOn, kind: contributionKindOf(kind, day, process.startsOn), ...moved })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .returning('receivedAt')
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('contribution')
      .set(timingOf(process, { channel, sentOn, receivedAt: stored.receivedAt }, { givenAt: givenAt(kind, origin) }))
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await trx
      .updateTable('contributionOrigin')
      .set({ heldOn, heldUntil, place, source, consent, readBackOn })
      .where('municipalityId', '=', municipalityId)
      .where('contributionId', '=', id)
      .execute()
    await replaceContact(trx, { municipalityId, contributorId }, email)
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'correctOrigin',
        subject: { kind: 'contribution', id },
        processId: process.id,
      },
      detail: { changed: changed.join(' ') },
    })
  })
}
