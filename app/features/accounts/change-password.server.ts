import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { hashPassword, verifyPassword } from './password.server.ts'
import { passwordProblem } from './password.ts'
import { countAttempt, forgiveAttempt, TooManyAttempts } from './rate-limit.server.ts'
import { storedSessionId } from './session.server.ts'

/** Gives the account a new password; all its sessions but this one end, and links for a new one. Refused at 'current' or 'password'. */
export async function changePassword(
  db: Db,
  by: Actor,
  input: { current: string; password: string; sessionId: string; municipalityName: string },
  now: Date,
  secret: string,
): Promise<void> {
  const { municipalityId } = by
  const { email, passwordHash } = await db
    .selectFrom('account')
    .select(['email', 'passwordHash'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', by.id)
    .executeTakeFirstOrThrow()
  const problem = passwordProblem(input.password, { email, municipalityName: input.municipalityName })
  if (problem) throw new Refused(problem, 'password')
  // Whoever finds a screen left open may not guess the password there.
  const attempt = { municipalityId, kind: 'changePassword', subject: by.id, secret, limit: 10, windowMinutes: 15 }
  const verdict = await countAttempt(db, attempt, now)
  if (!verdict.allowed) throw new TooManyAttempts(verdict.secondsToWait, now, 'Er is te vaak een verkeerd wachtwoord ingevuld.')
  if (!(await verifyPassword(passwordHash, input.current))) throw new Refused('Dit is niet uw huidige wachtwoord', 'current')
  await forgiveAttempt(db, attempt, now)
  const newHash = await hashPassword(input.password)
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('account')
      .set({ passwordHash: newHash })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', by.id)
      .execute()
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', by.id)
      .where('id', '!=', storedSessionId(input.sessionId))
      .execute()
    await trx.deleteFrom('passwordReset').where('municipalityId', '=', municipalityId).where('accountId', '=', by.id).execute()
    await record(trx, { municipalityId, at: now, by, act: 'changePassword', subject: { kind: 'account', id: by.id } })
  })
}
