import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { clientNetwork } from './client-network.ts'
import { countWrongCode } from './failed-log-in.server.ts'
import { finishLogIn, type LoggedIn } from './finish-log-in.server.ts'
import { knownDevice, type Browser } from './known-device.server.ts'
import type { Pending } from './pending-log-in.server.ts'
import { countAttempts, forgiveAttempt, type Attempt } from './rate-limit.server.ts'
import { readCodeTyped } from './second-step.ts'
import { hashOfRecoveryCode, timeStepOf, unseal } from './second-step-secret.server.ts'
import type { Site } from './session.server.ts'
import { tellOfSecondStep } from './tell-owner.server.ts'

const WRONG_CODE = 'Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in de app'
const WRONG_RECOVERY = 'Deze herstelcode klopt niet, of is al gebruikt'
const UNREADABLE =
  'Wij kunnen de codes van uw app niet meer nakijken. Gebruik een herstelcode, of vraag een andere beheerder om uw tweede stap te wissen'

/** At any moment three codes of a million are right: whoever has the password guesses for a year at this rate. */
const PER_DEVICE = 10
const PER_ACCOUNT_AND_NETWORK = 10
const PER_ACCOUNT_AN_HOUR = 30

type Pass = Browser & { pending: Pending; code: string; clientAddress: string; baseUrl: string }
type Owner = { municipalityId: string; accountId: string }

/**
 * The second step: a code of the app, or a recovery code; each works once. Refused at 'code' or 'recovery', TooManyAttempts
 * after too many wrong ones. Only after it does a session exist.
 */
export async function passSecondStep(db: Db, site: Site, input: Pass, now: Date, secret: string): Promise<LoggedIn> {
  const { municipalityId } = site
  const { accountId, email } = input.pending
  const owner = { municipalityId, accountId }
  const typed = readCodeTyped(input.code)
  if (!typed) throw new Refused('Vul de zes cijfers in die de app nu toont, of een herstelcode van 16 tekens', 'code')
  const deviceId = await knownDevice(db, owner, input.deviceToken, now)
  const attempts = attemptsOf(owner, { deviceId, network: clientNetwork(input.clientAddress), secret })
  await countAttempts(db, attempts, now, 'Er is te vaak een verkeerde code ingevuld.')
  const problem =
    typed.kind === 'app'
      ? await takeAppCode(db, owner, typed.code, now, secret)
      : await takeRecoveryCode(db, owner, { ...input, code: typed.code }, now)
  if (problem !== null) {
    await countWrongCode(db, { municipalityId, email, accountId }, now, secret)
    throw new Refused(problem, 'code')
  }
  for (const attempt of attempts) await forgiveAttempt(db, attempt, now)
  const { device, deviceToken, baseUrl } = input
  return finishLogIn(db, site, { device, deviceToken, baseUrl, accountId, tellOwner: true }, now)
}

/** Null when the code fits and was not used before. One statement takes it, so that two windows cannot both use it. */
async function takeAppCode(db: Db, owner: Owner, code: string, now: Date, secret: string): Promise<string | null> {
  const mine = await db
    .selectFrom('secondStep')
    .select(['sealedSecret', 'lastTimeStep'])
    .where('municipalityId', '=', owner.municipalityId)
    .where('accountId', '=', owner.accountId)
    .executeTakeFirst()
  if (!mine) return WRONG_CODE
  const appSecret = unseal(mine.sealedSecret, owner, secret)
  if (appSecret === null) return UNREADABLE
  const step = timeStepOf(appSecret, code, now, mine.lastTimeStep)
  if (step === null) return WRONG_CODE
  const taken = await db
    .updateTable('secondStep')
    .set({ lastTimeStep: step })
    .where('municipalityId', '=', owner.municipalityId)
    .where('accountId', '=', owner.accountId)
    .where('lastTimeStep', '<', step)
    .returning('accountId')
    .executeTakeFirst()
  return taken ? null : WRONG_CODE
}

async function takeRecoveryCode(
  db: Db,
  owner: Owner,
  { code, baseUrl }: { code: string; baseUrl: string },
  now: Date,
): Promise<string | null> {
  return inTransaction(db, async (trx) => {
    const taken = await trx
      .updateTable('recoveryCode')
      .set({ usedAt: now })
      .where('municipalityId', '=', owner.municipalityId)
      .where('accountId', '=', owner.accountId)
      .where('codeHash', '=', hashOfRecoveryCode(code))
      .where('usedAt', 'is', null)
      .returning('accountId')
      .executeTakeFirst()
    if (!taken) return WRONG_RECOVERY
    const { municipalityId, accountId } = owner
    const by = { kind: 'account' as const, id: accountId }
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'useRecoveryCode',
      subject: { kind: 'account', id: accountId },
    })
    await tellOfSecondStep(trx, { ...owner, baseUrl }, 'codeUsed', now)
    return null
  })
}

function attemptsOf(
  { municipalityId, accountId }: Owner,
  given: { deviceId: string | null; network: string; secret: string },
): Attempt[] {
  const { deviceId, network, secret } = given
  const shared = { municipalityId, secret, windowMinutes: 15 }
  if (deviceId !== null) return [{ ...shared, kind: 'codeOnDevice', subject: deviceId, limit: PER_DEVICE }]
  return [
    {
      ...shared,
      kind: 'codeFromAddress',
      subject: JSON.stringify([accountId, network]),
      limit: PER_ACCOUNT_AND_NETWORK,
    },
    { ...shared, kind: 'codeOfAccount', subject: accountId, limit: PER_ACCOUNT_AN_HOUR, windowMinutes: 60 },
  ]
}
