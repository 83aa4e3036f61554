import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { endNotices } from './notices.server.ts'
import type { DB } from './types.generated.ts'

export type Db = Kysely<DB>
/** For functions that only make sense inside the transaction of an act. */
export type Trx = Transaction<DB>

export type Database = {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

const DATE = 1082

/** Dates without a time stay `YYYY-MM-DD`: as a JavaScript Date they would shift with the time zone of the machine. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  },
}

/** Opens a pool of at most `max` connections. A lost connection is reported to `onError` and replaced on next use. */
export function openDatabase(url: string, { max = 16, onError = (_: Error) => {} } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max, types, application_name: 'saomen' })
  // The pool says it has ended while its last connections are still on their way out; what they say then is no news.
  let closing = false
  const report = (error: Error) => {
    if (!closing) onError(error)
  }
  pool.on('error', report)
  pool.on('connect', (client) => client.on('error', report))
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    db,
    pool,
    async close() {
      closing = true
      await endNotices(pool)
      await db.destroy()
      // Kysely ends the pool only once it has used it itself; a connection left open would hold up the process.
      if (!pool.ending) await pool.end()
    },
  }
}

/** Runs one act as one transaction; inside another act it joins that one. */
export async function inTransaction<T>(db: Db | Trx, act: (trx: Trx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return act(db as Trx)
  return db.transaction().execute(act)
}
