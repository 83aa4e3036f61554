import { sql } from 'kysely'
import type { Db, Trx } from './client.server.ts'

const schemas = ['public', 'graphile_worker']

/** The record of what was done: added to, never changed or emptied. */
const appendOnly = ['public.event']

/** What says which migrations ran: the role that serves reads it, so that it knows whether it fits. */
const readOnly = ['public.kysely_migration', 'public.kysely_migration_lock', 'graphile_worker.migrations']

/** Any number of our own: processes that start at once give one after the other. */
const GRANTING = 7_203_461

/** The role of a connection, and whether it owns our tables (or could make them, where there are none yet). */
export async function roleOf(db: Db): Promise<{ name: string; owns: boolean }> {
  const { rows } = await sql<{ name: string; owns: boolean }>`
    select current_user::text as name, coalesce(
      (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('public.municipality')),
      has_schema_privilege('public', 'create')) as owns`.execute(db)
  const [row] = rows
  if (!row) throw new Error('PostgreSQL did not say who we are')
  return row
}

/**
 * Gives the role that serves what it needs on the tables of the owner, who calls this after every migration, and nothing more: of
 * the record it may only read and add. May be done again and again, also while a site serves.
 */
export async function giveToServingRole(owner: Db, role: string): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${GRANTING}::bigint)`.execute(trx)
    const to = sql.id(role)
    const all = await ownRelations(trx, ['r', 'p', 'v', 'm'])
    const some = (names: string[]) => sql.raw(all.filter((name) => names.includes(name)).join(', '))
    await sql`grant usage on schema ${sql.join(schemas.map((name) => sql.id(name)))} to ${to}`.execute(trx)
    await sql`revoke all on ${sql.raw(all.join(', '))} from ${to}`.execute(trx)
    await sql`grant select, insert, update, delete on ${sql.raw(all.join(', '))} to ${to}`.execute(trx)
    await sql`revoke update, delete on ${some(appendOnly)} from ${to}`.execute(trx)
    await sql`revoke insert, update, delete on ${some(readOnly)} from ${to}`.execute(trx)
    const sequences = await ownRelations(trx, ['S'])
    if (sequences.length > 0)
      await sql`grant usage, select on sequence ${sql.raw(sequences.join(', '))} to ${to}`.execute(trx)
    for (const schema of schemas) {
      const given = sql`alter default privileges in schema ${sql.id(schema)} grant`
      await sql`${given} select, insert, update, delete on tables to ${to}`.execute(trx)
      await sql`${given} usage, select on sequences to ${to}`.execute(trx)
    }
    await sql`grant execute on all functions in schema graphile_worker to ${to}`.execute(trx)
    await openRowsOfJobs(trx, role)
  })
}

/** What is ours of some kinds (pg_class.relkind); an extension may have put others beside it, which are not ours to give. */
async function ownRelations(trx: Trx, kinds: string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = any(${schemas}) and relkind = any(${kinds}::"char"[]) and pg_has_role(relowner, 'usage')
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    order by 1`.execute(trx)
  return rows.map(({ name }) => name)
}

/**
 * The tables of the jobs have row-level security without a policy: for who is not their owner nothing can be added and all jobs are
 * invisible, without an error. A policy is made only where it is missing, for that waits for whoever uses the table.
 */
async function openRowsOfJobs(trx: Trx, role: string) {
  const { rows } = await sql<{ name: string; roles: string[] | null }>`
    select format('%I.%I', nspname, relname) as name,
      (select array_agg(rolname::text) from pg_policy join pg_roles on pg_roles.oid = any(polroles)
        where polrelid = pg_class.oid and polname = 'saomen_serves') as roles
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'graphile_worker' and relrowsecurity`.execute(trx)
  for (const { name, roles } of rows) {
    const table = sql.raw(name)
    if (roles === null)
      await sql`create policy saomen_serves on ${table} to ${sql.id(role)} using (true) with check (true)`.execute(trx)
    // Another role may still be serving while this one takes over.
    else if (!roles.includes(role)) {
      await sql`alter policy saomen_serves on ${table} to ${sql.join([...roles, role].map((one) => sql.id(one)))}`.execute(
        trx,
      )
    }
  }
}
