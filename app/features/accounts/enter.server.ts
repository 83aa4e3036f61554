import { setCookies } from '#app/cookies.server.ts'
import { inTransaction } from '#db/client.server.ts'
import type { LoggedIn } from './finish-log-in.server.ts'
import type { Visit } from './guard.server.ts'
import { deviceCookie } from './known-device.server.ts'
import { takeNextStep, type SecondStep } from './next-step.server.ts'
import { pendingCookie } from './pending-log-in.server.ts'
import { endSession, openSession, type Site } from './session.server.ts'

/**
 * Opens the session of who took every step, or lets the code of the second one be asked. Gives the cookies to set, that of the
 * session first. It comes after the act: the library of sessions has a connection of its own, and sees only what is committed.
 */
export async function logInCookies(site: Site, outcome: LoggedIn | SecondStep, now: Date): Promise<string[]> {
  const { secure } = site
  if (outcome.step === 'done') {
    const { accountId, device } = outcome
    return [await openSession(site, accountId, device.name, now, device.id), deviceCookie(device.token, secure)]
  }
  const { pending, deviceToken } = outcome
  return [pendingCookie(pending, secure), ...(deviceToken === null ? [] : [deviceCookie(deviceToken, secure)])]
}

type Here = Pick<Visit, 'context' | 'site' | 'sessionId' | 'now'>

/** The same in the answer of this visit. Two people at one computer: the session that was open here ends, instead of staying behind. */
export async function enter({ context, site, sessionId, now }: Here, outcome: LoggedIn | SecondStep): Promise<void> {
  if (outcome.step === 'done' && sessionId) await endSession(site, sessionId)
  setCookies(context.headers, ...(await logInCookies(site, outcome, now)))
}

/** After a link from the mailbox, with which a password was set: the next step, in the answer of this visit. */
export async function enterByLink(visit: Visit, accountId: string): Promise<LoggedIn | SecondStep> {
  const { db, municipality, browser, origin, context, now } = visit
  const taken = { ...browser, baseUrl: origin, secret: context.secret, byLink: true }
  const outcome = await inTransaction(db, (trx) =>
    takeNextStep(trx, { municipalityId: municipality.id, accountId }, taken, now),
  )
  await enter(visit, outcome)
  return outcome
}
