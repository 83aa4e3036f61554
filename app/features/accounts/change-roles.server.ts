import { act, did } from '#app/acts/act.server.ts'
import { asId } from '#app/ids.server.ts'
import { rolesInput } from './account.schema.ts'
import { asAdministrator, lastAdministratorRefusal, refuseWithoutAdministrator } from './administrators.server.ts'
import { lockAccount } from './block-account.server.ts'

/** Gives an account these roles and no others, from its next request on. Refused for the last administrator. */
export const changeRoles = act({
  name: 'changeRoles',
  by: { audience: 'official', needs: 'administrator' },
  input: rolesInput,
  refusals: lastAdministratorRefusal,
  async run({ trx, by, now }, { accountId: given, roles, innerRoles }) {
    const { municipalityId } = by
    const accountId = asId(given)
    await asAdministrator(trx, by)
    await lockAccount(trx, { municipalityId, accountId })
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
    const detail = { roles: roles.join(' '), innerRoles: innerRoles.join(' ') }
    return did(undefined, { subject: { kind: 'account', id: accountId }, detail })
  },
})
