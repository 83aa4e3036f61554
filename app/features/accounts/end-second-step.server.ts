import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { asAdministrator } from './administrators.server.ts'
import { lockAccount } from './block-account.server.ts'
import { confirmPassword, confirmRefusals } from './confirm-password.server.ts'
import { needsSecondStep } from './second-step.ts'
import { notifyOfSecondStep } from './notify-owner.server.ts'

/** Turns off one's own second step. Refused for who must have one. */
export const endSecondStep = act({
  name: 'endSecondStep',
  by: { audience: 'account' },
  needs: ['sessionId', 'secret', 'baseUrl', 'mode'],
  input: z.object({ current: z.string().default('') }),
  refusals: { ...confirmRefusals, stepIsNeeded: { says: 'Voor uw taken is inloggen in twee stappen nodig' } },
  async prepare({ db, by, now, sessionId, secret, mode, refuse }, { current }) {
    if (needsSecondStep(by, mode)) refuse('stepIsNeeded')
    await confirmPassword(db, by, { current, sessionId, secret }, now)
  },
  async run({ trx, by, now, baseUrl }) {
    const owner = { municipalityId: by.municipalityId, accountId: by.id }
    if (!(await deleteSecondStep(trx, owner))) return changedNothing(undefined)
    await notifyOfSecondStep(trx, { ...owner, baseUrl }, 'ended', now)
    return did(undefined, { subject: { kind: 'account', id: by.id } })
  },
})

/**
 * Takes away the second step of someone who lost app and codes, by another administrator or by command; all sessions of the
 * account end, and the person gets a message. Refused for yourself; a second time changes nothing.
 */
export const resetSecondStep = act({
  name: 'resetSecondStep',
  by: { audience: 'official', needs: 'administrator' },
  needs: ['baseUrl'],
  input: z.object({ accountId: z.string() }),
  refusals: { ownSecondStep: { says: 'U kunt uw eigen tweede stap niet wissen. Vraag een andere beheerder' } },
  async run({ trx, by, now, baseUrl, refuse }, given) {
    const { municipalityId } = by
    const accountId = asId(given.accountId)
    const owner = { municipalityId, accountId }
    await asAdministrator(trx, by)
    if (accountId === by.id) refuse('ownSecondStep')
    await lockAccount(trx, owner)
    if (!(await deleteSecondStep(trx, owner))) return changedNothing(undefined)
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', accountId)
      .execute()
    await notifyOfSecondStep(trx, { ...owner, baseUrl }, 'reset', now)
    return did(undefined, { subject: { kind: 'account', id: accountId } })
  },
})

/** Whether there was one; recovery codes go with it. */
async function deleteSecondStep(
  trx: Trx,
  { municipalityId, accountId }: { municipalityId: string; accountId: string },
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('secondStep')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .returning('accountId')
    .executeTakeFirst()
  return gone !== undefined
}
