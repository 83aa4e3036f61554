import { NotFound } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { RolesChoice } from './account.schema.ts'
import type { Actor } from './account.ts'
import { asAdministrator, refuseWithoutAdministrator } from './administrators.server.ts'

/** Gives an account these roles and no others, from its next request on. Refused for the last administrator. */
export async function changeRoles(
  db: Db,
  by: Actor,
  { accountId, roles, innerRoles }: RolesChoice & { accountId: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  await inTransaction(db, async (trx) => {
    await asAdministrator(trx, by)
    const account = await trx
      .selectFrom('account')
      .select('blockedAt')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw new NotFound()
    await trx
      .deleteFrom('membership')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .execute()
    await trx
      .insertInto('membership')
      .values(
        roles.map((role) => ({
          municipalityId,
          accountId,
          role,
          innerRoles: role === 'official' ? innerRoles : [],
          createdAt: now,
        })),
      )
      .execute()
    await refuseWithoutAdministrator(trx, municipalityId)
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'changeRoles',
      subject: { kind: 'account', id: accountId },
      detail: { roles: roles.join(' '), innerRoles: innerRoles.join(' ') },
    })
  })
}
