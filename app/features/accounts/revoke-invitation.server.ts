import { NotFound, Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { asAdministrator } from './administrators.server.ts'

/** Takes back an invitation, with others of the same role to the same address: their links no longer work. Refused when it was accepted; a second time changes nothing. */
export async function revokeInvitation(
  db: Db,
  by: Actor,
  { invitationId }: { invitationId: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  await inTransaction(db, async (trx) => {
    await asAdministrator(trx, by)
    const invitation = await trx
      .selectFrom('invitation')
      .select(['email', 'role', 'acceptedAt', 'revokedAt'])
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', invitationId)
      .forUpdate()
      .executeTakeFirst()
    if (!invitation) throw new NotFound()
    if (invitation.acceptedAt) throw new Refused('Deze uitnodiging is al aangenomen. U kunt het account wel blokkeren')
    if (invitation.revokedAt) return
    await trx
      .updateTable('invitation')
      .set({ revokedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('email', '=', invitation.email)
      .where('role', '=', invitation.role)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'revokeInvitation',
      subject: { kind: 'invitation', id: invitationId },
    })
  })
}
