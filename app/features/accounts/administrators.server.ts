import { refusedBy } from '#app/acts/act.server.ts'
import { NotAllowed } from '#app/errors.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { Doer } from './account.ts'

export const lastAdministratorRefusal = {
  lastAdministrator: {
    says: 'Dit is de laatste beheerder. Maak eerst iemand anders beheerder',
    at: 'innerRoles',
  },
}

/**
 * Begins an act on the accounts of a municipality: such acts go one at a time, so that two administrators cannot take
 * each other's role at the same moment, and who lost the role a moment ago can no longer act.
 */
export async function asAdministrator(trx: Trx, by: Doer): Promise<void> {
  await trx.selectFrom('municipality').select('id').where('id', '=', by.municipalityId).forNoKeyUpdate().execute()
  if (by.kind === 'command') return
  const administrators = await administratorsOf(trx, by.municipalityId)
  if (!administrators.includes(by.id)) throw new NotAllowed('Alleen een beheerder van uw gemeente mag dit doen.')
}

/** Refuses the act when it left the municipality without anyone who can manage accounts. */
export async function refuseWithoutAdministrator(trx: Trx, municipalityId: string): Promise<void> {
  if ((await administratorsOf(trx, municipalityId)).length > 0) return
  throw refusedBy(lastAdministratorRefusal, 'lastAdministrator')
}

async function administratorsOf(trx: Trx, municipalityId: string): Promise<string[]> {
  const found = await trx
    .selectFrom('account')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.municipalityId', '=', 'account.municipalityId')
        .onRef('membership.accountId', '=', 'account.id'),
    )
    .select('account.id')
    .where('account.municipalityId', '=', municipalityId)
    .where('account.blockedAt', 'is', null)
    .where('membership.role', '=', 'official')
    .where((eb) => eb(eb.val('administrator'), '=', eb.fn.any('membership.innerRoles')))
    .execute()
  return found.map(({ id }) => id)
}
