import { v7 as uuid } from 'uuid'
import { refusedBy } from '#app/acts/act.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { InnerRole, Role } from './account.ts'

type NewAccount = {
  municipalityId: string
  email: string
  name: string
  passwordHash: string
  role: Role
  innerRoles: InnerRole[]
}

/** The form of an address under which it is stored and looked up. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}

export const emailRefusal = { hasAccount: { says: 'Dit e-mailadres heeft al een account', at: 'email' } }

/** Adds an account with its first role, inside an act; refused at 'email' when the address has one. Returns the id. */
export async function insertAccount(trx: Trx, account: NewAccount, now: Date): Promise<string> {
  const { municipalityId, email, name, passwordHash, role, innerRoles } = account
  const added = await trx
    .insertInto('account')
    .values({ municipalityId, id: uuid(), email: normalEmail(email), name: name.trim(), passwordHash, createdAt: now })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'email']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw refusedBy(emailRefusal, 'hasAccount')
  await trx
    .insertInto('membership')
    .values({
      municipalityId,
      accountId: added.id,
      role,
      innerRoles: role === 'official' ? innerRoles : [],
      createdAt: now,
    })
    .execute()
  return added.id
}
