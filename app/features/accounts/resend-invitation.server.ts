import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { asId } from '#app/ids.server.ts'
import { roles } from './account.ts'
import { asAdministrator } from './administrators.server.ts'
import { invitationEnd, sendInvitation } from './invite-account.server.ts'
import { newLinkToken } from './link-token.server.ts'

/** A second press on the button within this time sends nothing more. */
const SAME_PRESS_MS = 60_000

/** Sends an invitation again with a new link, for 14 days from now; the link sent before no longer works. */
export const resendInvitation = act({
  name: 'resendInvitation',
  by: { audience: 'official', needs: 'administrator' },
  needs: ['baseUrl'],
  input: z.object({ invitationId: z.string() }),
  refusals: {
    accepted: { says: 'Deze uitnodiging is al aangenomen' },
    revoked: { says: 'Deze uitnodiging is ingetrokken. Nodig opnieuw uit' },
  },
  async run({ trx, by, now, baseUrl, refuse }, { invitationId }) {
    const { municipalityId } = by
    const { token, tokenHash } = newLinkToken()
    const expiresAt = invitationEnd(now)
    await asAdministrator(trx, by)
    const invitation = await trx
      .selectFrom('invitation')
      .select(['id', 'email', 'name', 'role', 'acceptedAt', 'revokedAt', 'expiresAt'])
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', asId(invitationId))
      .forUpdate()
      .executeTakeFirst()
    const role = roles.find((known) => known === invitation?.role)
    if (!invitation || !role) throw new NotFound()
    if (invitation.acceptedAt) refuse('accepted')
    if (invitation.revokedAt) refuse('revoked')
    if (expiresAt.getTime() - invitation.expiresAt.getTime() < SAME_PRESS_MS) return changedNothing(undefined)
    const { id, email, name } = invitation
    await trx
      .updateTable('invitation')
      .set({ tokenHash, expiresAt })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await sendInvitation(trx, by, { id, email, name, role, token, tokenHash, expiresAt, baseUrl }, now)
    return did(undefined, { subject: { kind: 'invitation', id } })
  },
})
