import { sql } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import { innerRoles, type InnerRole } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { mayDoStep, stepAt, type Step } from './steps.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** An official who can have points; `innerRoles` say which steps. */
export type Colleague = { id: string; name: string; innerRoles: InnerRole[] }

export const strangerRefusal = {
  stranger: {
    says: ({ name, step }: { name: string; step: string }) =>
      name === '' ? 'Kies een collega uit de lijst.' : `${name} mag de stap ${step} niet doen. Kies iemand anders.`,
    at: 'accountId',
  },
}

/** The officials of a municipality who are not blocked, by name. */
export async function colleaguesOf(db: Db | Trx, municipalityId: string): Promise<Colleague[]> {
  const { rows } = await sql<{ id: string; name: string; innerRoles: string[] }>`${keptPlan('colleagues')}
    select account.id, account.name, membership.inner_roles
    from account
    join membership on membership.municipality_id = account.municipality_id and membership.account_id = account.id and membership.role = 'official'
    where account.municipality_id = ${municipalityId} and account.blocked_at is null
    order by account.name, account.id`.execute(db)
  return rows.map(({ innerRoles: found, ...colleague }) => ({
    ...colleague,
    innerRoles: found.map((role) => oneOf(innerRoles, role)),
  }))
}

/** The colleague who gets points at a step. Throws Refused when it is nobody of this municipality, or may not do the step. */
export async function mayTake(
  trx: Trx,
  { municipalityId }: ProcessRef,
  { accountId, steps, position }: { accountId: string; steps: readonly Step[]; position: number },
): Promise<Colleague> {
  const id = asId(accountId)
  const colleague = (await colleaguesOf(trx, municipalityId)).find((each) => each.id === id)
  const step = stepAt(steps, position)
  if (!colleague) throw refusedBy(strangerRefusal, 'stranger', { name: '', step: '' })
  if (!mayDoStep(colleague, step))
    throw refusedBy(strangerRefusal, 'stranger', { name: colleague.name, step: step?.name ?? '' })
  return colleague
}
