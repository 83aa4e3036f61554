import type { Trx } from '#db/client.server.ts'
import { finishLogIn, type LoggedIn } from './finish-log-in.server.ts'
import { rememberDevice, type Browser } from './known-device.server.ts'
import { pendingToken } from './pending-log-in.server.ts'
import { hasSecondStep } from './second-step-of.server.ts'

/** The first step was taken: `pending` says by whom, `deviceToken` that the device is known from here on. */
export type SecondStep = { step: 'secondStep'; pending: string; deviceToken: string | null }

type FirstStepTaken = Browser & {
  baseUrl: string
  secret: string
  /** Came with a link from the mailbox of the owner, who then needs no message, and whose device is known from here on. */
  byLink: boolean
}

/** After the first step: in, or the code of the second step is asked. */
export async function takeNextStep(
  trx: Trx,
  owner: { municipalityId: string; accountId: string },
  { byLink, secret, ...taken }: FirstStepTaken,
  now: Date,
): Promise<LoggedIn | SecondStep> {
  if (!(await hasSecondStep(trx, owner))) return finishLogIn(trx, owner, { ...taken, notifyOwner: !byLink }, now)
  const { municipalityId, accountId } = owner
  const account = await trx
    .selectFrom('account')
    .select('passwordHash')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const pending = pendingToken({ municipalityId, secret }, { accountId, passwordHash: account.passwordHash ?? '' }, now)
  return {
    step: 'secondStep',
    pending,
    deviceToken: byLink ? (await rememberDevice(trx, owner, taken, now)).token : null,
  }
}
