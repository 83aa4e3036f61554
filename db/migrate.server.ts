import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations as migrateJobs } from 'graphile-worker'
import { sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Database } from './client.server.ts'

const folder = path.join(import.meta.dirname, 'migrations')

/** Before the first migration: no server there, no such database, or a password that is wrong. */
export class DatabaseUnreachable extends Error {
  constructor(cause: unknown) {
    // Of a name with two addresses Node gives an error without words for both together.
    const words = cause instanceof AggregateError ? cause.errors.map(String).join('; ') : cause instanceof Error ? cause.message : String(cause)
    super(`De database is niet te gebruiken: ${words}. Kijk of DATABASE_URL klopt en of de database aan staat.`, { cause })
    this.name = 'DatabaseUnreachable'
  }
}

/** Brings the database up to date; returns the names of the migrations that ran. Several processes may call it at once. Throws DatabaseUnreachable. */
export async function migrate({ db, pool }: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName
    if (failed === undefined) throw new DatabaseUnreachable(error)
    throw new Error(`Migratie ${failed} mislukte: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  await migrateJobs({ pgPool: pool })
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Numbered, up-only SQL files. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_.*\.sql$/.test(file)).sort()
  const migrations: Record<string, Migration> = {}
  for (const file of files) {
    const statements = await readFile(path.join(folder, file), 'utf8')
    migrations[file.replace(/\.sql$/, '')] = { up: (db) => sql.raw(statements).execute(db).then(() => {}) }
  }
  return migrations
}
