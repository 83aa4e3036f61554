import { inTransaction, type Db } from '#db/client.server.ts'
import { finishLogIn, type LoggedIn } from './finish-log-in.server.ts'
import { rememberDevice, type Browser } from './known-device.server.ts'
import { pendingCookie } from './pending-log-in.server.ts'
import { hasSecondStep } from './second-step-of.server.ts'
import type { Site } from './session.server.ts'

/** The first step was taken: the cookies say by whom. */
export type SecondStep = { step: 'secondStep'; cookies: string[] }

type FirstStepTaken = Browser & {
  accountId: string
  baseUrl: string
  /** Came with a link from the mailbox of the owner, who then needs no message, and whose device is known from here on. */
  byLink: boolean
}

/** After the first step: in, or the code of the second step is asked. */
export async function takeNextStep(
  db: Db,
  site: Site,
  { byLink, ...taken }: FirstStepTaken,
  now: Date,
  secret: string,
): Promise<LoggedIn | SecondStep> {
  const { municipalityId, secure } = site
  const owner = { municipalityId, accountId: taken.accountId }
  if (!(await hasSecondStep(db, owner))) return finishLogIn(db, site, { ...taken, tellOwner: !byLink }, now)
  const account = await db
    .selectFrom('account')
    .select('passwordHash')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', taken.accountId)
    .executeTakeFirstOrThrow()
  const at = { secure, now }
  const cookies = [
    pendingCookie(
      { municipalityId, secret },
      { accountId: taken.accountId, passwordHash: account.passwordHash ?? '' },
      at,
    ),
  ]
  if (byLink) cookies.push((await inTransaction(db, (trx) => rememberDevice(trx, owner, taken, at))).cookie)
  return { step: 'secondStep', cookies }
}
