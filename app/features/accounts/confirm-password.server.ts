import { refusedBy } from '#app/acts/act.server.ts'
import type { Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { verifyPassword } from './password.server.ts'
import { countAttempts, forgiveAttempt } from './rate-limit.server.ts'
import { storedSessionId } from './session.server.ts'

export const confirmRefusals = { wrongPassword: { says: 'Dit is niet uw huidige wachtwoord', at: 'current' } }

/**
 * Makes sure that who sits at an open screen is its owner. Refused at 'current'; TooManyAttempts after ten wrong ones in a
 * quarter of an hour, counted for this session alone: what someone tries at another never keeps the owner from it.
 */
export async function confirmPassword(
  db: Db,
  by: Actor,
  { current, sessionId, secret }: { current: string; sessionId: string; secret: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  const { passwordHash } = await db
    .selectFrom('account')
    .select('passwordHash')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', by.id)
    .executeTakeFirstOrThrow()
  const subject = JSON.stringify([by.id, storedSessionId(sessionId)])
  const attempt = { municipalityId, kind: 'confirmPassword', subject, secret, limit: 10, windowMinutes: 15 }
  await countAttempts(db, [attempt], now, 'Er is te vaak een verkeerd wachtwoord ingevuld.')
  if (!(await verifyPassword(passwordHash, current))) throw refusedBy(confirmRefusals, 'wrongPassword')
  await forgiveAttempt(db, attempt, now)
}
