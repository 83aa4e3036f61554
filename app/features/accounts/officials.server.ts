import type { Db, Trx } from '#db/client.server.ts'

export type Official = { id: string; name: string; email: string }

const officials = (db: Db | Trx, municipalityId: string) =>
  db
    .selectFrom('account')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.municipalityId', '=', 'account.municipalityId')
        .onRef('membership.accountId', '=', 'account.id'),
    )
    .select(['account.id', 'account.name', 'account.email'])
    .where('account.municipalityId', '=', municipalityId)
    .where('membership.role', '=', 'official')
    .where('account.blockedAt', 'is', null)

/** The officials of a municipality who can work now, by name. */
export async function officialsOf(db: Db | Trx, municipalityId: string): Promise<Official[]> {
  return officials(db, municipalityId).orderBy('account.name').orderBy('account.id').execute()
}

/** Whether this account is of an official of the municipality who can work now. */
export async function isOfficial(db: Db | Trx, municipalityId: string, accountId: string): Promise<boolean> {
  const all = await officialsOf(db, municipalityId)
  return all.some(({ id }) => id === accountId)
}
