import { sql } from 'kysely'
import type { InnerRole } from '#app/features/accounts/account.ts'
import type { Db } from '#db/client.server.ts'
import type { Process } from './queries.server.ts'

/** Who did an act on this process last, by name; null for the command line, or when it was never done. */
export async function doerOf(db: Db, process: Process, act: 'release' | 'withdraw'): Promise<string | null> {
  const row = await db
    .selectFrom('event')
    .innerJoin('account', (join) =>
      join.onRef('account.municipalityId', '=', 'event.municipalityId').onRef('account.id', '=', 'event.actorId'),
    )
    .select('account.name')
    .where('event.municipalityId', '=', process.municipalityId)
    // By subject, not by process: there all that was done to points and answers since would be gone through.
    .where('event.subjectKind', '=', 'process')
    .where('event.subjectId', '=', process.id)
    .where('event.act', '=', act)
    .orderBy('event.id', 'desc')
    .executeTakeFirst()
  return row?.name ?? null
}

/** Names of those in the municipality who may release, at most ten. */
export const approverNames = (db: Db, municipalityId: string) =>
  namesOf(db, municipalityId, ['approver', 'administrator'])

/** Names of those who fill in what the municipality says about itself, at most ten. */
export const administratorNames = (db: Db, municipalityId: string) => namesOf(db, municipalityId, ['administrator'])

async function namesOf(db: Db, municipalityId: string, tasks: InnerRole[]): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'membership.municipalityId')
        .onRef('account.id', '=', 'membership.accountId'),
    )
    .select('account.name')
    .where('membership.municipalityId', '=', municipalityId)
    .where('membership.role', '=', 'official')
    .where(sql<boolean>`membership.inner_roles && ${tasks}::text[]`)
    .where('account.blockedAt', 'is', null)
    .orderBy('account.name')
    .limit(10)
    .execute()
  return rows.map(({ name }) => name)
}
