import type { Db, Trx } from '#db/client.server.ts'

export type CouncilMember = { accountId: string; name: string; email: string; blocked: boolean }

/** The accounts of council members of a municipality by name, also those that are blocked. */
export async function councilMembersOf(db: Db | Trx, municipalityId: string): Promise<CouncilMember[]> {
  const members = await db
    .selectFrom('account')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.municipalityId', '=', 'account.municipalityId')
        .onRef('membership.accountId', '=', 'account.id'),
    )
    .select(['account.id as accountId', 'account.name', 'account.email', 'account.blockedAt'])
    .where('account.municipalityId', '=', municipalityId)
    .where('membership.role', '=', 'councilMember')
    .orderBy('account.name')
    .orderBy('account.email')
    .execute()
  return members.map(({ blockedAt, ...member }) => ({ ...member, blocked: blockedAt !== null }))
}
