import { NotFound, Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { Actor, Doer } from './account.ts'
import { asAdministrator } from './administrators.server.ts'
import { confirmPassword } from './confirm-password.server.ts'
import { needsSecondStep } from './second-step.ts'
import { tellOfSecondStep } from './tell-owner.server.ts'

/** Turns off one's own second step. Refused at 'current', and for who must have one. */
export async function endSecondStep(
  db: Db,
  by: Actor,
  input: { current: string; sessionId: string; baseUrl: string; mode: 'demo' | 'production' },
  now: Date,
  secret: string,
): Promise<void> {
  if (needsSecondStep(by, input.mode)) throw new Refused('Voor uw taken is inloggen in twee stappen nodig')
  await confirmPassword(db, by, input, now, secret)
  const { municipalityId, id: accountId } = by
  await inTransaction(db, async (trx) => {
    if (!(await taken(trx, municipalityId, accountId))) return
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'endSecondStep',
      subject: { kind: 'account', id: accountId },
    })
    await tellOfSecondStep(trx, { municipalityId, accountId, baseUrl: input.baseUrl }, 'ended', now)
  })
}

/**
 * Takes away the second step of someone who lost app and codes, by another administrator or by command; all sessions of the
 * account end, and the person gets a message. Refused for yourself; a second time changes nothing.
 */
export async function resetSecondStep(
  db: Db,
  by: Doer,
  { accountId, baseUrl }: { accountId: string; baseUrl: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  await inTransaction(db, async (trx) => {
    if (by.kind === 'account') {
      await asAdministrator(trx, by)
      if (accountId === by.id) throw new Refused('U kunt uw eigen tweede stap niet wissen. Vraag een andere beheerder')
    }
    const known = await trx
      .selectFrom('account')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .executeTakeFirst()
    if (!known) throw new NotFound()
    if (!(await taken(trx, municipalityId, accountId))) return
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', accountId)
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'resetSecondStep',
      subject: { kind: 'account', id: accountId },
    })
    await tellOfSecondStep(trx, { municipalityId, accountId, baseUrl }, 'reset', now)
  })
}

/** Recovery codes go with it. */
async function taken(trx: Trx, municipalityId: string, accountId: string): Promise<boolean> {
  const gone = await trx
    .deleteFrom('secondStep')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .returning('accountId')
    .executeTakeFirst()
  return gone !== undefined
}
