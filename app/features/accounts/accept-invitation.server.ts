import { z } from 'zod'
import { act, changedNothing, refusedBy } from '#app/acts/act.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { innerRoles as allInnerRoles, roles, type InnerRole, type Role } from './account.ts'
import { refuseGuessable } from './guessable-password.server.ts'
import { emailRefusal, insertAccount } from './insert-account.server.ts'
import { hashOfToken } from './link-token.server.ts'
import { localPath } from './local-path.ts'
import { hashPassword } from './password.server.ts'

export type Invitation = {
  id: string
  email: string
  name: string
  role: Role
  innerRoles: InnerRole[]
  state: 'open' | 'accepted' | 'revoked' | 'expired'
  /** Where it is about: a path on this site; null for the person's own area. */
  path: string | null
}

/** What to do when a link opens nothing, or nothing any more. */
export const invitationRefusals = {
  unknown: { says: 'Deze link werkt niet. Open de link in uw e-mail opnieuw.' },
  accepted: { says: 'U hebt deze uitnodiging al aangenomen. Log in met uw e-mailadres en wachtwoord.' },
  revoked: { says: 'Deze uitnodiging is ingetrokken. Vraag de gemeente om een nieuwe.' },
  expired: { says: 'Deze uitnodiging is verlopen. Vraag de gemeente om een nieuwe.' },
}

/** The invitation that a link belongs to, in any state, or null. */
export async function invitationOfToken(
  db: Db | Trx,
  municipalityId: string,
  token: string | null,
  now: Date,
): Promise<Invitation | null> {
  if (!token) return null
  const row = await db
    .selectFrom('invitation')
    .select(['id', 'email', 'name', 'role', 'innerRoles', 'path', 'acceptedAt', 'revokedAt', 'expiresAt'])
    .where('municipalityId', '=', municipalityId)
    .where('tokenHash', '=', hashOfToken(token))
    .executeTakeFirst()
  const role = roles.find((known) => known === row?.role)
  if (!row || !role) return null
  const state = row.acceptedAt ? 'accepted' : row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'open'
  const held = allInnerRoles.filter((inner) => row.innerRoles.includes(inner))
  return { id: row.id, email: row.email, name: row.name, role, innerRoles: held, state, path: localPath(row.path) }
}

/** Makes the account that an invitation promises, with the password that the person chose. Works once. In the record the new account is who did it. */
export const acceptInvitation = act({
  name: 'acceptInvitation',
  by: { audience: 'everyone' },
  input: z.object({ token: z.string().default(''), password: z.string().default('') }),
  refusals: { ...invitationRefusals, ...emailRefusal },
  async prepare({ db, by, now }, { token, password }) {
    const { email, name } = usable(await invitationOfToken(db, by.municipalityId, token, now))
    await refuseGuessable(db, by.municipalityId, { password, email, name })
    return { email, passwordHash: await hashPassword(password) }
  },
  async run({ trx, by: { municipalityId }, now }, { token }, { email, passwordHash }) {
    // All that were sent to this address, in one order: they are closed together, and two may be accepted at once.
    await trx
      .selectFrom('invitation')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('email', '=', email)
      .orderBy('id')
      .forUpdate()
      .execute()
    // Read again under the lock: another tab may have accepted it, or an administrator may have taken it back.
    const { id, name, role, innerRoles, path } = usable(await invitationOfToken(trx, municipalityId, token, now))
    const accountId = await insertAccount(trx, { municipalityId, email, name, passwordHash, role, innerRoles }, now)
    await closeOthers(trx, { municipalityId, email, role, accountId }, now)
    await record(trx, {
      ...{ municipalityId, at: now, by: { kind: 'account', id: accountId }, act: 'acceptInvitation' },
      subject: { kind: 'invitation', id },
      detail: { role },
    })
    return changedNothing({ accountId, role, path })
  },
})

type Accepted = { municipalityId: string; email: string; role: Role; accountId: string }

/**
 * Of what else was sent to this address. A partner can have several invitations that are open, each about something else: with
 * the account none of them is needed any more, and who was invited for other work as well is let in as a partner. Nothing
 * else is given along: an invitation of a partner is passed on more easily than one of an administrator.
 */
async function closeOthers(trx: Trx, { municipalityId, email, role, accountId }: Accepted, now: Date): Promise<void> {
  const closed = await trx
    .updateTable('invitation')
    .set({ acceptedAt: now })
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .where('role', 'in', [role, 'partnerMember'])
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .returning('role')
    .execute()
  if (role === 'partnerMember' || !closed.some((other) => other.role === 'partnerMember')) return
  await trx
    .insertInto('membership')
    .values({ municipalityId, accountId, role: 'partnerMember', innerRoles: [], createdAt: now })
    .execute()
}

function usable(invitation: Invitation | null): Invitation {
  const state = invitation?.state ?? 'unknown'
  if (!invitation || state !== 'open') throw refusedBy(invitationRefusals, state === 'open' ? 'unknown' : state)
  return invitation
}
