import { channel } from 'node:diagnostics_channel'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Trx } from '#db/client.server.ts'

/*
 * The version of what a municipality shows in public. The runner of acts raises it for each act that declares `changes`;
 * whoever keeps rendered pages compares it. A reaction that comes in never raises it: commits that notify wait for each
 * other, and a reaction changes no public page.
 */

/** The channel of NOTIFY on which every process hears the id of a municipality whose content changed. */
export const CONTENT_CHANNEL = 'saomen_content'

/** What this process hears on `contentChanged`. */
export type ContentChanged = { db: Db; municipalityId: string }

/**
 * Publishes a ContentChanged for each act of this process that changed something public, after its commit and before its
 * answer: `db` is the database that the act was called with.
 */
export const contentChanged = channel('saomen:content')

/** What an act changes of the public pages; without it, nothing. */
export type Changes =
  /** It may change a public page. */
  | 'public'
  /** It changes a public page only when answers of its process are public; for an act that works in a process. */
  | 'publicOnceAnswered'

/**
 * Raises the version of a municipality, and tells every process when the transaction commits. As the last statement of a
 * transaction: others who change this municipality wait from here to its end.
 */
export async function raiseContentVersion(trx: Trx, municipalityId: string): Promise<void> {
  await raise(trx, sql`select ${municipalityId}::uuid as municipality_id`)
}

/**
 * Raises the version of the municipality of a process of which any answers are public, and says whether it did. The process is
 * held: its first answers become public before this looks, or after this transaction.
 */
export async function raiseOnceAnswered(trx: Trx, municipalityId: string, processId: string): Promise<boolean> {
  return raise(
    trx,
    sql`with held as materialized (
        select municipality_id, published_at from process
        where municipality_id = ${municipalityId} and id = ${processId} for key share
      ) select municipality_id from held where published_at is not null`,
  )
}

async function raise(trx: Trx, changed: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`
    with raised as (
      insert into content_version as stored (municipality_id, version)
      select municipality_id, 1 from (${changed}) as changed
      on conflict (municipality_id) do update set version = stored.version + 1
      returning municipality_id
    ) select pg_notify(${CONTENT_CHANNEL}, municipality_id::text) from raised`.execute(trx)
  return rows.length > 0
}
