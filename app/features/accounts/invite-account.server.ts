import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { invitationInput } from './account.schema.ts'
import { roleNames, type Doer, type Role } from './account.ts'
import { asAdministrator } from './administrators.server.ts'
import { emailRefusal } from './insert-account.server.ts'
import { newLinkToken } from './link-token.server.ts'

const INVITATION_DAYS = 14

const openInvitationRefusal = {
  isInvited: { says: 'Voor dit e-mailadres staat al een uitnodiging open. U kunt die opnieuw sturen', at: 'email' },
}

/** Invites someone by e-mail, for 14 days. `key` becomes the id of the invitation: the same form sent twice invites once. */
export const inviteAccount = act({
  name: 'inviteAccount',
  by: { audience: 'official', needs: 'administrator' },
  needs: ['baseUrl'],
  input: invitationInput,
  refusals: { ...emailRefusal, ...openInvitationRefusal },
  async run({ trx, by, now, baseUrl }, { key: id, email, name, role, innerRoles }) {
    const { municipalityId } = by
    const { token, tokenHash } = newLinkToken()
    const expiresAt = invitationEnd(now)
    await asAdministrator(trx, by)
    const sameForm = await trx
      .selectFrom('invitation')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (sameForm) return changedNothing(undefined)
    await refuseKnownAddress(trx, municipalityId, email, now)
    await dropExpired(trx, municipalityId, email, now)
    await trx
      .insertInto('invitation')
      .values({
        ...{ municipalityId, id, tokenHash, email, name, role, innerRoles, invitedBy: by.id },
        createdAt: now,
        expiresAt,
      })
      .execute()
    await sendInvitation(trx, by, { id, email, name, role, token, tokenHash, expiresAt, baseUrl }, now)
    return did(undefined, { subject: { kind: 'invitation', id }, detail: { role } })
  },
})

export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000)
}

async function refuseKnownAddress(trx: Trx, municipalityId: string, email: string, now: Date) {
  const account = await trx
    .selectFrom('account')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .executeTakeFirst()
  if (account) throw refusedBy(emailRefusal, 'hasAccount')
  const open = await trx
    .selectFrom('invitation')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (open) throw refusedBy(openInvitationRefusal, 'isInvited')
}

/** An older invitation that expired gives way, so that one address has one invitation. */
async function dropExpired(trx: Trx, municipalityId: string, email: string, now: Date) {
  await trx
    .updateTable('invitation')
    .set({ revokedAt: now })
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .execute()
}

/** Queues the message with the link. Its key is made of the token, so that each link is sent once. */
export async function sendInvitation(
  trx: Trx,
  by: Doer,
  invitation: {
    id: string
    email: string
    name: string
    role: Role
    token: string
    tokenHash: string
    expiresAt: Date
    baseUrl: string
  },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  const { id, email, name, role, token, tokenHash, expiresAt, baseUrl } = invitation
  const municipality = await trx
    .selectFrom('municipality')
    .select('name')
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  await notify(trx, {
    municipalityId,
    key: `invitation:${id}:${tokenHash.slice(0, 16)}`,
    template: 'invitation',
    to: email,
    data: {
      municipality: municipality.name,
      name,
      invitedBy: by.kind === 'account' ? by.name : municipality.name,
      role: roleNames[role].toLowerCase(),
      link: `${baseUrl}${paths.public.invitation(token)}`,
      // The day before the link ends: 'tot en met' must be true until midnight.
      expiresOn: formatDate(today(new Date(expiresAt.getTime() - 86_400_000))),
    },
    now,
  })
}
