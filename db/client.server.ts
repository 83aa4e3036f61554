import { Socket } from 'node:net'
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { endNotices } from './notices.server.ts'
import { nameOfPrepared } from './prepared.server.ts'
import type { DB } from './types.generated.ts'

export type Db = Kysely<DB>
/** For functions that must run inside the transaction of an act. */
export type Trx = Transaction<DB>

export type Database = {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/**
 * `max` connections, and the milliseconds to wait for a connection, a statement, a lock and the next statement of an
 * open transaction.
 */
export type Waits = { max: number; connect: number; statement: number; lock: number; idleInTransaction: number }

const [SECOND, MINUTE] = [1000, 60_000]

/**
 * What each kind of work may use of the database: `max` connections, and a limit to every wait, so that a visitor
 * learns within seconds that the site is busy. Each kind has its own connections: none of them can use up those of the
 * visitors.
 */
export const waits = {
  /**
   * The slowest page with 165,000 points takes 1.1 s (`npm run bench:scale`); an export of all points is read in
   * batches.
   */
  serving: { max: 16, connect: 5 * SECOND, statement: 30 * SECOND, lock: 10 * SECOND, idleInTransaction: 30 * SECOND },
  /** Four jobs at once, one connection that listens, and one for scheduled jobs. */
  jobs: { max: 6, connect: MINUTE, statement: 10 * MINUTE, lock: MINUTE, idleInTransaction: 10 * MINUTE },
  /** Five at once. Apart from the jobs, whose statements are cancelled when the process ends: a message may not be sent twice. */
  messages: { max: 5, connect: MINUTE, statement: 10 * MINUTE, lock: MINUTE, idleInTransaction: 10 * MINUTE },
  command: { max: 4, connect: MINUTE, statement: 30 * MINUTE, lock: 2 * MINUTE, idleInTransaction: 30 * MINUTE },
  /** Processes that start together wait for the one that migrates; they wait for a lock, hence the long lock wait. */
  migration: { max: 2, connect: MINUTE, statement: 120 * MINUTE, lock: 10 * MINUTE, idleInTransaction: 30 * MINUTE },
  /** Checks whether the database answers, while all other connections may be in use. */
  probe: { max: 1, connect: SECOND, statement: SECOND, lock: SECOND, idleInTransaction: SECOND },
} satisfies Record<string, Waits>

/** A kind of work on the database. */
export type Work = keyof typeof waits

const DATE = 1082

/** A date without a time stays `YYYY-MM-DD`: a JavaScript Date would shift it with the time zone of the machine. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  },
}

/** A connection that nobody used for so long is closed. */
const IDLE_MS = 10 * SECOND

/** Sends prepared statements under their names. */
class NamingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    const query = this.query.bind(this)
    this.query = (statement: unknown, ...rest: unknown[]) => {
      const name = typeof statement === 'string' ? nameOfPrepared(statement) : undefined
      return Reflect.apply(query, this, [name === undefined ? statement : { name, text: statement }, ...rest])
    }
  }
}

type Options = Partial<Waits> & { work?: Work; idleMs?: number; onError?: (error: Error) => void }

/**
 * Opens a pool for a kind of work; `own` replaces its waits. A lost connection is reported to `onError` and replaced on
 * next use.
 */
export function openDatabase(
  url: string,
  { work = 'command', idleMs = IDLE_MS, onError = () => {}, ...own }: Options = {},
): Database {
  const { max, connect, statement, lock, idleInTransaction } = { ...waits[work], ...own }
  const pool = new pg.Pool({
    Client: NamingClient,
    ...{ connectionString: url, max, types, application_name: work === 'serving' ? 'saomen' : `saomen ${work}` },
    ...{ connectionTimeoutMillis: connect, statement_timeout: statement, lock_timeout: lock },
    ...{ idle_in_transaction_session_timeout: idleInTransaction, idleTimeoutMillis: idleMs, keepAlive: true },
  })
  // `pool.end` resolves while the last connections are still closing; errors they raise from then on mean nothing.
  let closing = false
  const report = (error: Error) => {
    if (!closing) onError(error)
  }
  pool.on('error', report)
  pool.on('connect', (client) => {
    client.on('error', report)
    // The worker's connections may be silent: one of them only listens.
    if (work !== 'jobs') endWhenSilent(client, idleMs + Math.max(statement, lock, idleInTransaction))
  })
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
      // Kysely ends the pool only if it has used it; a connection left open would keep the process alive.
      if (!pool.ending) await pool.end()
    },
  }
}

/**
 * Ends a connection over which nothing came for `ms`. The database ends every wait before that by itself, so it hangs or
 * cannot be reached; without this whoever waits would wait until it can, and the connection would be no use after that.
 */
function endWhenSilent(client: pg.Client, ms: number) {
  const { stream } = client.connection
  if (stream instanceof Socket) stream.setTimeout(ms, () => stream.destroy())
}

/** Runs one act as one transaction; inside another transaction it joins that one. */
export async function inTransaction<T>(db: Db | Trx, act: (trx: Trx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return act(db as Trx)
  return db.transaction().execute(act)
}
