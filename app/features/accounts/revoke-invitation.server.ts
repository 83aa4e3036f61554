import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { asId } from '#app/ids.server.ts'
import { asAdministrator } from './administrators.server.ts'

/**
 * Takes back an invitation, with others of the same role to the same address: their links no longer work. A second time changes
 * nothing.
 */
export const revokeInvitation = act({
  name: 'revokeInvitation',
  by: { audience: 'official', needs: 'administrator' },
  input: z.object({ invitationId: z.string() }),
  refusals: { accepted: { says: 'Deze uitnodiging is al aangenomen. U kunt het account wel blokkeren' } },
  async run({ trx, by, now, refuse }, given) {
    const { municipalityId } = by
    const invitationId = asId(given.invitationId)
    await asAdministrator(trx, by)
    const invitation = await trx
      .selectFrom('invitation')
      .select(['email', 'role', 'acceptedAt', 'revokedAt'])
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', invitationId)
      .forUpdate()
      .executeTakeFirst()
    if (!invitation) throw new NotFound()
    if (invitation.acceptedAt) refuse('accepted')
    if (invitation.revokedAt) return changedNothing(undefined)
    await trx
      .updateTable('invitation')
      .set({ revokedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('email', '=', invitation.email)
      .where('role', '=', invitation.role)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute()
    return did(undefined, { subject: { kind: 'invitation', id: invitationId } })
  },
})
