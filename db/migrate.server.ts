import { randomInt } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations as migrateJobs } from 'graphile-worker'
import { sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { openDatabase, type Database } from './client.server.ts'
import { grantToServingRole, roleOf } from './roles.server.ts'

const folder = path.join(import.meta.dirname, 'migrations')

/** No migration could begin: there is no server at the address, no such database, or the password is wrong. */
export class DatabaseUnreachable extends Error {
  constructor(cause: unknown, variable = 'DATABASE_URL') {
    // For a name with two addresses Node gives an AggregateError without a message.
    const words =
      cause instanceof AggregateError
        ? cause.errors.map(String).join('; ')
        : cause instanceof Error
          ? cause.message
          : String(cause)
    super(`De database is niet te gebruiken: ${words}. Kijk of ${variable} klopt en of de database aan staat.`, {
      cause,
    })
    this.name = 'DatabaseUnreachable'
  }
}

/** The two roles do not fit each other or the database; the message says what an administrator should do. */
export class RolesProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(`${message} Zie "Twee rollen" in docs/production.md.`, { cause })
    this.name = 'RolesProblem'
  }
}

/**
 * Brings the database up to date and returns the names of the migrations that ran. Several processes may call it at
 * once. Throws DatabaseUnreachable.
 */
export async function migrate(owner: Database): Promise<string[]> {
  const { error, results = [] } = await migratorOf(owner).migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName
    if (failed === undefined) throw new DatabaseUnreachable(error)
    throw new Error(`Migratie ${failed} mislukte: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  await migrateJobs({ pgPool: owner.pool })
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/**
 * Addresses of one database: for the role that serves, and for the role that owns the tables (null: only the first is
 * known).
 */
export type DatabaseUrls = { url: string; ownerUrl: string | null }

/** The migrations that ran, and one line of warning for the administrator, or null. */
export type Prepared = { ran: string[]; warning: string | null }

/**
 * Prepares a database for serving: the owner migrates, and grants the role that serves what it needs. One role for both
 * works, with a warning. A role that serves without the owner's address must find the database up to date. Throws
 * DatabaseUnreachable and RolesProblem.
 */
export async function prepareDatabase({ url, ownerUrl }: DatabaseUrls): Promise<Prepared> {
  const serving = openDatabase(url, { work: 'migration' })
  const owner = ownerUrl === null ? null : openDatabase(ownerUrl, { work: 'migration' })
  try {
    const servingRole = await roleOf(serving.db).catch((error: unknown) => {
      if (owner && isRefusedLogin(error))
        throw new RolesProblem(
          `De rol van DATABASE_URL (${userOf(url)}) kan niet inloggen: zij is nog niet gemaakt, of het wachtwoord is anders.`,
          error,
        )
      throw new DatabaseUnreachable(error)
    })
    if (!owner) return await prepareWithOne(serving, servingRole)
    const ownerRole = await roleOf(owner.db).catch((error: unknown) => {
      if (isRefusedLogin(error))
        throw new RolesProblem(`De rol van MIGRATE_DATABASE_URL (${userOf(ownerUrl ?? '')}) kan niet inloggen.`, error)
      throw new DatabaseUnreachable(error, 'MIGRATE_DATABASE_URL')
    })
    if (!(await isSameDatabase(owner, serving)))
      throw new RolesProblem('DATABASE_URL en MIGRATE_DATABASE_URL wijzen niet naar dezelfde database.')
    if (!ownerRole.owns)
      throw new RolesProblem(`De rol van MIGRATE_DATABASE_URL (${ownerRole.name}) is geen eigenaar van de tabellen.`)
    const ran = await migrate(owner)
    if ((await roleOf(serving.db)).owns) return { ran, warning: warningOf(servingRole.name) }
    await grantToServingRole(owner.db, servingRole.name)
    return { ran, warning: null }
  } finally {
    await serving.close()
    await owner?.close()
  }
}

async function prepareWithOne(serving: Database, { name, owns }: { name: string; owns: boolean }): Promise<Prepared> {
  if (owns) return { ran: await migrate(serving), warning: warningOf(name) }
  try {
    const waiting = (await migratorOf(serving).getMigrations()).filter(({ executedAt }) => executedAt === undefined)
    if (waiting.length === 0) {
      // When nothing has to be migrated this only reads.
      await migrateJobs({ pgPool: serving.pool })
      return { ran: [], warning: null }
    }
  } catch (error) {
    if (!isForbidden(error)) throw error
  }
  throw new RolesProblem(
    `De database is niet bij, en de rol ${name} mag haar niet bijwerken. Zet MIGRATE_DATABASE_URL, of werk haar eerst bij met "npm run saomen -- migrate".`,
  )
}

const warningOf = (role: string) =>
  `Let op: de rol ${role} serveert en is ook eigenaar van de tabellen. Veiliger zijn twee rollen: zie "Twee rollen" in docs/production.md.`

/** Whether both connections lead to the same database: then one cannot take a lock that the other holds. */
async function isSameDatabase(one: Database, other: Database): Promise<boolean> {
  const key = randomInt(2 ** 47)
  return one.db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${key}::bigint)`.execute(connection)
    try {
      const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${key}::bigint) as taken`.execute(
        other.db,
      )
      return rows[0]?.taken === false
    } finally {
      await sql`select pg_advisory_unlock(${key}::bigint)`.execute(connection)
    }
  })
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
const isRefusedLogin = (error: unknown) => codeOf(error) === '28P01' || codeOf(error) === '28000'
const isForbidden = (error: unknown) => codeOf(error) === '42501'
const userOf = (url: string) => decodeURIComponent(new URL(url).username) || 'zonder naam'

const migratorOf = ({ db }: Database) => new Migrator({ db, provider: { getMigrations: readMigrations } })

/** Reads the numbered SQL files; there is no way down. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_.*\.sql$/.test(file)).sort()
  const migrations: Record<string, Migration> = {}
  for (const file of files) {
    const statements = await readFile(path.join(folder, file), 'utf8')
    migrations[file.replace(/\.sql$/, '')] = {
      up: (db) =>
        sql
          .raw(statements)
          .execute(db)
          .then(() => {}),
    }
  }
  return migrations
}
