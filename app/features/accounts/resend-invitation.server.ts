import { NotFound, Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { roles, type Actor } from './account.ts'
import { asAdministrator } from './administrators.server.ts'
import { invitationEnd, sendInvitation } from './invite-account.server.ts'
import { newLinkToken } from './link-token.server.ts'

/** A second press on the button within this time sends nothing more. */
const SAME_PRESS_MS = 60_000

/** Sends an invitation again with a new link, for 14 days from now; the link sent before no longer works. */
export async function resendInvitation(
  db: Db,
  by: Actor,
  { invitationId, baseUrl }: { invitationId: string; baseUrl: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  const { token, tokenHash } = newLinkToken()
  const expiresAt = invitationEnd(now)
  await inTransaction(db, async (trx) => {
    await asAdministrator(trx, by)
    const invitation = await trx
      .selectFrom('invitation')
      .select(['id', 'email', 'name', 'role', 'acceptedAt', 'revokedAt', 'expiresAt'])
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', invitationId)
      .forUpdate()
      .executeTakeFirst()
    const role = roles.find((known) => known === invitation?.role)
    if (!invitation || !role) throw new NotFound()
    if (invitation.acceptedAt) throw new Refused('Deze uitnodiging is al aangenomen')
    if (invitation.revokedAt) throw new Refused('Deze uitnodiging is ingetrokken. Nodig opnieuw uit')
    if (expiresAt.getTime() - invitation.expiresAt.getTime() < SAME_PRESS_MS) return
    await trx
      .updateTable('invitation')
      .set({ tokenHash, expiresAt })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', invitationId)
      .execute()
    const { id, email, name } = invitation
    await sendInvitation(trx, by, { id, email, name, role, token, tokenHash, expiresAt, baseUrl }, now)
    await record(trx, { municipalityId, at: now, by, act: 'resendInvitation', subject: { kind: 'invitation', id } })
  })
}
