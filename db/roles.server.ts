import { sql } from 'kysely'
import type { Db, Trx } from './client.server.ts'

const schemas = ['public', 'graphile_worker']

/** The record of what was done: rows are added, never changed or deleted. */
const appendOnly = ['public.event']

/** The lists of migrations that ran: the role that serves reads them to know whether the database is up to date. */
const readOnly = ['public.kysely_migration', 'public.kysely_migration_lock', 'graphile_worker.migrations']

/** An arbitrary number of our own: processes that start together take turns granting. */
const GRANTING = 7_203_461

/** The role of a connection, and whether it owns our tables (or could create them, where there are none yet). */
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
 * Grants the role that serves exactly what it needs on the tables of the owner, who calls this after every migration;
 * of the record it may only read and add rows. Safe to repeat, also while a site serves.
 */
export async function grantToServingRole(owner: Db, role: string): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${GRANTING}::bigint)`.execute(trx)
    const to = sql.id(role)
    const all = await ourRelations(trx, ['r', 'p', 'v', 'm'])
    const some = (names: string[]) => sql.raw(all.filter((name) => names.includes(name)).join(', '))
    await sql`grant usage on schema ${sql.join(schemas.map((name) => sql.id(name)))} to ${to}`.execute(trx)
    await sql`revoke all on ${sql.raw(all.join(', '))} from ${to}`.execute(trx)
    await sql`grant select, insert, update, delete on ${sql.raw(all.join(', '))} to ${to}`.execute(trx)
    await sql`revoke update, delete on ${some(appendOnly)} from ${to}`.execute(trx)
    await sql`revoke insert, update, delete on ${some(readOnly)} from ${to}`.execute(trx)
    const sequences = await ourRelations(trx, ['S'])
    if (sequences.length > 0)
      await sql`grant usage, select on sequence ${sql.raw(sequences.join(', '))} to ${to}`.execute(trx)
    for (const schema of schemas) {
      const given = sql`alter default privileges in schema ${sql.id(schema)} grant`
      await sql`${given} select, insert, update, delete on tables to ${to}`.execute(trx)
      await sql`${given} usage, select on sequences to ${to}`.execute(trx)
    }
    await sql`grant execute on all functions in schema graphile_worker to ${to}`.execute(trx)
    await allowJobRows(trx, role)
  })
}

/** Our relations of these kinds (pg_class.relkind). Those of an extension are not ours to grant. */
async function ourRelations(trx: Trx, kinds: string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = any(${schemas}) and relkind = any(${kinds}::"char"[]) and pg_has_role(relowner, 'usage')
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    order by 1`.execute(trx)
  return rows.map(({ name }) => name)
}

/**
 * The tables of the jobs have row-level security without a policy: anyone but their owner sees no jobs and can add
 * none, and gets no error. A policy is created only where it is missing, because creating one waits for everyone who
 * uses the table.
 */
async function allowJobRows(trx: Trx, role: string) {
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
    // The earlier role may still be serving while this one takes over.
    else if (!roles.includes(role)) {
      await sql`alter policy saomen_serves on ${table} to ${sql.join([...roles, role].map((one) => sql.id(one)))}`.execute(
        trx,
      )
    }
  }
}
