import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { clientNetwork } from './client-network.ts'
import { countWrongCode } from './failed-log-in.server.ts'
import { finishLogIn } from './finish-log-in.server.ts'
import { kept } from './account.schema.ts'
import { knownDevice } from './known-device.server.ts'
import { pendingOf } from './pending-log-in.server.ts'
import { countAttempts, forgiveAttempt, type Attempt } from './rate-limit.server.ts'
import { readCodeTyped } from './second-step.ts'
import { hashOfRecoveryCode, timeStepOf, unseal } from './second-step-secret.server.ts'
import { notifyOfSecondStep } from './notify-owner.server.ts'

const NO_CODE = 'Vul de zes cijfers in die de app nu toont, of een herstelcode van 16 tekens'

/** At any moment three codes of a million are right: whoever has the password guesses for a year at this rate. */
const PER_DEVICE = 10
const PER_ACCOUNT_AND_NETWORK = 10
const PER_ACCOUNT_AN_HOUR = 30

type Owner = { municipalityId: string; accountId: string }
type Field = 'code' | 'recovery'
type Typed = NonNullable<ReturnType<typeof readCodeTyped>>

const at = (field: Field) => field

/**
 * The second step: a code of the app, or a recovery code; each works once. Refused at the field that was filled in,
 * TooManyAttempts after too many wrong ones. Only after it does a session exist. In the record the account is who did it.
 */
export const passSecondStep = act({
  name: 'passSecondStep',
  by: { audience: 'everyone' },
  needs: ['baseUrl', 'secret', 'clientAddress', 'device', 'deviceToken'],
  input: z
    .object({
      code: z.string().default(''),
      recovery: z.string().default(''),
      /** What the first step gave. */
      pending: z.string().default(''),
      kept,
    })
    .transform((given, context) => {
      const field: Field = given.code.trim() === '' && given.recovery.trim() !== '' ? 'recovery' : 'code'
      const typed = readCodeTyped(given[field])
      if (typed) return { field, typed, pending: given.pending }
      context.addIssue({ code: 'custom', path: [field], message: NO_CODE })
      return z.NEVER
    }),
  refusals: {
    tooLate: { says: 'Dat duurde te lang. Log opnieuw in, en vul daarna de code in' },
    wrongCode: {
      says: (_: Field) => 'Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in de app',
      at,
    },
    wrongRecoveryCode: { says: (_: Field) => 'Deze herstelcode klopt niet, of is al gebruikt', at },
    unreadable: {
      says: (_: Field) =>
        'Wij kunnen de codes van uw app niet meer nakijken. Gebruik een herstelcode, of vraag een andere beheerder om uw tweede stap te wissen',
      at,
    },
  },
  async prepare({ db, by, now, secret, clientAddress, deviceToken, refuse }, { field, typed, pending }) {
    const { municipalityId } = by
    const first = await pendingOf(db, { municipalityId, secret }, pending, now)
    if (!first) return refuse('tooLate')
    const { accountId, email } = first
    const owner = { municipalityId, accountId }
    const deviceId = await knownDevice(db, owner, deviceToken, now)
    const attempts = attemptsOf(owner, { deviceId, network: clientNetwork(clientAddress), secret })
    await countAttempts(db, attempts, now, 'Er is te vaak een verkeerde code ingevuld.')
    const found = await findCode(db, owner, typed, { now, secret })
    if ('problem' in found) {
      await countWrongCode(db, { municipalityId, email, accountId }, now, secret)
      return refuse(found.problem, field)
    }
    for (const attempt of attempts) await forgiveAttempt(db, attempt, now)
    return { owner, found }
  },
  async run({ trx, now, baseUrl, device, deviceToken, refuse }, { field }, { owner, found }) {
    // Taken in one statement, so that two windows cannot both use it.
    if ('step' in found && !(await takeAppCode(trx, owner, found.step))) refuse('wrongCode', field)
    if ('codeHash' in found) {
      if (!(await takeRecoveryCode(trx, owner, found.codeHash, now))) refuse('wrongRecoveryCode', field)
      const subject = { kind: 'account', id: owner.accountId }
      const by = { kind: 'account' as const, id: owner.accountId }
      await record(trx, { municipalityId: owner.municipalityId, at: now, by, act: 'useRecoveryCode', subject })
      await notifyOfSecondStep(trx, { ...owner, baseUrl }, 'codeUsed', now)
    }
    return changedNothing(await finishLogIn(trx, owner, { device, deviceToken, baseUrl, notifyOwner: true }, now))
  },
})

type Problem = 'wrongCode' | 'wrongRecoveryCode' | 'unreadable'
/** What is there to be taken: a time step of the app, or a recovery code. */
type Found = { step: number } | { codeHash: string }

/** Whether a code fits and was not used before. */
async function findCode(
  db: Db,
  owner: Owner,
  { kind, code }: Typed,
  { now, secret }: { now: Date; secret: string },
): Promise<Found | { problem: Problem }> {
  if (kind === 'recovery') {
    const codeHash = hashOfRecoveryCode(code)
    const unused = await db
      .selectFrom('recoveryCode')
      .select('accountId')
      .where('municipalityId', '=', owner.municipalityId)
      .where('accountId', '=', owner.accountId)
      .where('codeHash', '=', codeHash)
      .where('usedAt', 'is', null)
      .executeTakeFirst()
    return unused ? { codeHash } : { problem: 'wrongRecoveryCode' }
  }
  const mine = await db
    .selectFrom('secondStep')
    .select(['sealedSecret', 'lastTimeStep'])
    .where('municipalityId', '=', owner.municipalityId)
    .where('accountId', '=', owner.accountId)
    .executeTakeFirst()
  if (!mine) return { problem: 'wrongCode' }
  const appSecret = unseal(mine.sealedSecret, owner, secret)
  if (appSecret === null) return { problem: 'unreadable' }
  const step = timeStepOf(appSecret, code, now, mine.lastTimeStep)
  return step === null ? { problem: 'wrongCode' } : { step }
}

async function takeAppCode(trx: Trx, owner: Owner, step: number): Promise<boolean> {
  const taken = await trx
    .updateTable('secondStep')
    .set({ lastTimeStep: step })
    .where('municipalityId', '=', owner.municipalityId)
    .where('accountId', '=', owner.accountId)
    .where('lastTimeStep', '<', step)
    .returning('accountId')
    .executeTakeFirst()
  return taken !== undefined
}

async function takeRecoveryCode(trx: Trx, owner: Owner, codeHash: string, now: Date): Promise<boolean> {
  const taken = await trx
    .updateTable('recoveryCode')
    .set({ usedAt: now })
    .where('municipalityId', '=', owner.municipalityId)
    .where('accountId', '=', owner.accountId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .returning('accountId')
    .executeTakeFirst()
  return taken !== undefined
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
