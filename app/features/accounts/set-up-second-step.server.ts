import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { confirmPassword } from './confirm-password.server.ts'
import { readCodeTyped, showInGroups } from './second-step.ts'
import { newRecoveryCodes, seal, secretToSetUp, timeStepOf } from './second-step-secret.server.ts'
import { storedSessionId } from './session.server.ts'
import { tellOfSecondStep } from './tell-owner.server.ts'

type Confirmed = { current: string; sessionId: string; baseUrl: string }

/**
 * Turns on logging in in two steps, with the secret that was shown in this session and a code of it; all other sessions end.
 * Returns the recovery codes, which are shown once. Refused at 'current', at 'code', and when it is on already.
 */
export async function setUpSecondStep(
  db: Db,
  by: Actor,
  input: Confirmed & { code: string },
  now: Date,
  secret: string,
): Promise<string[]> {
  const { municipalityId, id: accountId } = by
  const owner = { municipalityId, accountId }
  const session = storedSessionId(input.sessionId)
  const typed = readCodeTyped(input.code)
  if (typed?.kind !== 'app') throw new Refused('Vul de zes cijfers in die de app nu toont', 'code')
  await confirmPassword(db, by, input, now, secret)
  const appSecret = secretToSetUp({ ...owner, storedSessionId: session }, secret)
  const step = timeStepOf(appSecret, typed.code, now)
  if (step === null) {
    throw new Refused(
      'Deze code klopt niet. Wacht op de volgende code in de app, en kijk of de klok van uw telefoon gelijk loopt',
      'code',
    )
  }
  const { codes, hashes } = newRecoveryCodes()
  await inTransaction(db, async (trx) => {
    const added = await trx
      .insertInto('secondStep')
      .values({ ...owner, sealedSecret: seal(appSecret, owner, secret), lastTimeStep: step, createdAt: now })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'accountId']).doNothing())
      .returning('accountId')
      .executeTakeFirst()
    if (!added) throw new Refused('Inloggen in twee stappen staat al aan')
    await storeCodes(trx, owner, hashes)
    const others = trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', accountId)
    await others.where('id', '!=', session).execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'setUpSecondStep',
      subject: { kind: 'account', id: accountId },
    })
    await tellOfSecondStep(trx, { ...owner, baseUrl: input.baseUrl }, 'setUp', now)
  })
  return codes.map(showInGroups)
}

/** Makes ten new recovery codes in place of the old ones; they are shown once. Refused at 'current', and without a second step. */
export async function renewRecoveryCodes(
  db: Db,
  by: Actor,
  input: Confirmed,
  now: Date,
  secret: string,
): Promise<string[]> {
  const { municipalityId, id: accountId } = by
  const owner = { municipalityId, accountId }
  await confirmPassword(db, by, input, now, secret)
  const { codes, hashes } = newRecoveryCodes()
  await inTransaction(db, async (trx) => {
    const on = await trx
      .selectFrom('secondStep')
      .select('accountId')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!on) throw new Refused('Inloggen in twee stappen staat uit')
    await trx
      .deleteFrom('recoveryCode')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .execute()
    await storeCodes(trx, owner, hashes)
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'renewRecoveryCodes',
      subject: { kind: 'account', id: accountId },
    })
    await tellOfSecondStep(trx, { ...owner, baseUrl: input.baseUrl }, 'newCodes', now)
  })
  return codes.map(showInGroups)
}

async function storeCodes(trx: Trx, owner: { municipalityId: string; accountId: string }, hashes: string[]) {
  await trx
    .insertInto('recoveryCode')
    .values(hashes.map((codeHash) => ({ ...owner, codeHash })))
    .execute()
}
