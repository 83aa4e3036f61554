import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import type { Trx } from '#db/client.server.ts'
import { confirmPassword, confirmRefusals } from './confirm-password.server.ts'
import { readCodeTyped, showInGroups } from './second-step.ts'
import { newRecoveryCodes, seal, secretToSetUp, timeStepOf } from './second-step-secret.server.ts'
import { storedSessionId } from './session.server.ts'
import { notifyOfSecondStep } from './notify-owner.server.ts'

const by = { audience: 'account' } as const
const current = z.string().default('')

const codeOfApp = z
  .string()
  .default('')
  .transform((text, context) => {
    const typed = readCodeTyped(text)
    if (typed?.kind === 'app') return typed.code
    context.addIssue({ code: 'custom', message: 'Vul de zes cijfers in die de app nu toont' })
    return z.NEVER
  })

/**
 * Turns on logging in in two steps, with the secret that was shown in this session and a code of it; all other sessions end.
 * Gives the recovery codes, which are shown once.
 */
export const setUpSecondStep = act({
  name: 'setUpSecondStep',
  by,
  needs: ['sessionId', 'secret', 'baseUrl'],
  input: z.object({ code: codeOfApp, current }),
  refusals: {
    ...confirmRefusals,
    wrongCode: {
      says: 'Deze code klopt niet. Wacht op de volgende code in de app, en kijk of de klok van uw telefoon gelijk loopt',
      at: 'code',
    },
    stepIsOn: { says: 'Inloggen in twee stappen staat al aan' },
  },
  async prepare({ db, by: actor, now, sessionId, secret, refuse }, given) {
    await confirmPassword(db, actor, { current: given.current, sessionId, secret }, now)
    const owner = { municipalityId: actor.municipalityId, accountId: actor.id }
    const appSecret = secretToSetUp({ ...owner, storedSessionId: storedSessionId(sessionId) }, secret)
    const step = timeStepOf(appSecret, given.code, now)
    if (step === null) return refuse('wrongCode')
    return { owner, sealedSecret: seal(appSecret, owner, secret), step }
  },
  async run({ trx, now, sessionId, baseUrl, refuse }, _, { owner, sealedSecret, step }) {
    const added = await trx
      .insertInto('secondStep')
      .values({ ...owner, sealedSecret, lastTimeStep: step, createdAt: now })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'accountId']).doNothing())
      .returning('accountId')
      .executeTakeFirst()
    if (!added) refuse('stepIsOn')
    const codes = await storeNewCodes(trx, owner)
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', owner.municipalityId)
      .where('userId', '=', owner.accountId)
      .where('id', '!=', storedSessionId(sessionId))
      .execute()
    await notifyOfSecondStep(trx, { ...owner, baseUrl }, 'setUp', now)
    return did(codes, { subject: { kind: 'account', id: owner.accountId } })
  },
})

/** Makes ten new recovery codes in place of the old ones; they are shown once. */
export const renewRecoveryCodes = act({
  name: 'renewRecoveryCodes',
  by,
  needs: ['sessionId', 'secret', 'baseUrl'],
  input: z.object({ current }),
  refusals: { ...confirmRefusals, stepIsOff: { says: 'Inloggen in twee stappen staat uit' } },
  async prepare({ db, by: actor, now, sessionId, secret }, given) {
    await confirmPassword(db, actor, { current: given.current, sessionId, secret }, now)
  },
  async run({ trx, by: { municipalityId, id: accountId }, now, baseUrl, refuse }) {
    const owner = { municipalityId, accountId }
    const on = await trx
      .selectFrom('secondStep')
      .select('accountId')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!on) refuse('stepIsOff')
    await trx
      .deleteFrom('recoveryCode')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .execute()
    const codes = await storeNewCodes(trx, owner)
    await notifyOfSecondStep(trx, { ...owner, baseUrl }, 'newCodes', now)
    return did(codes, { subject: { kind: 'account', id: accountId } })
  },
})

/** Gives the codes as they are shown. */
async function storeNewCodes(trx: Trx, owner: { municipalityId: string; accountId: string }): Promise<string[]> {
  const { codes, hashes } = newRecoveryCodes()
  await trx
    .insertInto('recoveryCode')
    .values(hashes.map((codeHash) => ({ ...owner, codeHash })))
    .execute()
  return codes.map(showInGroups)
}
