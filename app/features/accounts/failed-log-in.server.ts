import { record } from '#app/features/record/record.server.ts'
import { log } from '#app/log.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { attemptsSoFar, countAttempt, type Attempt } from './rate-limit.server.ts'

/** Wrong passwords in an hour after which an unknown device needs the mailbox of the owner as well. */
const WRONG_BEFORE_LINK = 100
/** Which of the wrong tries in an hour the record keeps: enough to see an attack, too few to fill it. */
const RECORDED = [1, 10, 100]

type Who = {
  municipalityId: string
  email: string
  /** null: no such account; nothing of it goes into the record, and no address into the log. */
  accountId: string | null
}

function attemptOf({ municipalityId, email }: Who, secret: string): Attempt {
  return {
    municipalityId,
    secret,
    kind: 'wrongPasswordOfAccount',
    subject: email,
    limit: WRONG_BEFORE_LINK,
    windowMinutes: 60,
  }
}

/** Whether so many wrong passwords were tried on an account this hour that the password alone says too little. */
export async function isBeingGuessed(db: Db, who: Who, now: Date, secret: string): Promise<boolean> {
  return (await attemptsSoFar(db, attemptOf(who, secret), now)) >= WRONG_BEFORE_LINK
}

/** Counts a wrong password; the first, tenth and hundredth of an hour leave an event with the account that was tried. */
export async function countWrongPassword(db: Db, who: Who, now: Date, secret: string): Promise<void> {
  const { count } = await countAttempt(db, attemptOf(who, secret), now)
  await recordFailure(db, who, { act: 'failLogIn', count }, now)
}

/** Counts a wrong code of the second step, and leaves events in the same way. */
export async function countWrongCode(db: Db, who: Who, now: Date, secret: string): Promise<void> {
  const { count } = await countAttempt(db, { ...attemptOf(who, secret), kind: 'wrongCodeOfAccount' }, now)
  await recordFailure(db, who, { act: 'failSecondStep', count }, now)
}

/**
 * An address without an account is in the log alone, and not by its name. The transaction is there for it too, so that the time
 * it takes tells nothing.
 */
async function recordFailure(
  db: Db,
  { municipalityId, accountId }: Who,
  { act, count }: { act: string; count: number },
  now: Date,
) {
  if (!RECORDED.includes(count)) return
  if (accountId === null) log.warn('wrong password for an address without an account', { attempt: count })
  await inTransaction(db, async (trx) => {
    if (accountId === null) return
    const subject = { kind: 'account', id: accountId }
    await record(trx, { municipalityId, at: now, by: { kind: 'system', id: null }, act, subject, detail: { count } })
  })
}
