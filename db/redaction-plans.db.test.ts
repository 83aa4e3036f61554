import { sql, type RawBuilder } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction, openDatabase, type Trx } from '#db/client.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { db, ownerUrl } = await testDatabase()
const MANY = 3000
const text = 'De bus van Harm Veenstra rijdt niet, en dat is jammer.'

test(
  'of very many points, only those are read from which words are left out or put back',
  { timeout: 60_000 },
  async () => {
    const municipality = await aMunicipality(db)
    const official = await anActor(db, municipality, { innerRoles: ['processor'] })
    const process = await aProcess(db, municipality)
    const own = sql`${municipality.id}::uuid as municipality_id, ${process.id}::uuid as process_id`
    const one = openDatabase(ownerUrl, { max: 1 })
    try {
      const fill = (rows: RawBuilder<unknown>) => rows.execute(one.db)
      await fill(sql`insert into contributor (municipality_id, process_id, id, kind)
      select ${own}, gen_random_uuid(), 'resident' from generate_series(1, ${MANY}::int)`)
      await fill(sql`insert into contribution (municipality_id, process_id, id, contributor_id, ordinal, kind, channel, received_at, timeliness, text)
      select ${own}, id, id, 1, 'reaction', 'online', ${NOW}, 'onTime',
        case when row_number() over (order by id) <= 3 then ${text} else 'De trein rijdt wel.' end from contributor`)
      await fill(sql`insert into point (municipality_id, process_id, id, contribution_id, contributor_id, quote_start, quote_end, created_at)
      select ${own}, id, id, id, 0, length(text), ${NOW} from contribution`)
      await fill(sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
      select ${own}, id, 'noted', 'Dank u wel.', ${NOW} from contributor`)
      await fill(
        sql`insert into checked_point (municipality_id, process_id, point_id, detector) select ${own}, id, 1 from point`,
      )
      await fill(
        sql`insert into checked_answer (municipality_id, process_id, answer_id, detector) select ${own}, id, 1 from answer`,
      )
      // As the database does by itself after a while: words are in their index then.
      await fill(sql`vacuum analyze`)
      const chosen = await one.db
        .selectFrom('contribution')
        .select('id')
        .where('text', '=', text)
        .orderBy('id')
        .execute()
      const range = { start: text.indexOf('Harm'), end: text.indexOf('Harm') + 'Harm Veenstra'.length }
      const rowsRead = async (act: (trx: Trx) => Promise<unknown>) =>
        inTransaction(one.db, async (trx) => {
          const before = await readUntilNow(trx)
          await act(trx)
          const after = await readUntilNow(trx)
          return Object.fromEntries(
            Object.keys(after).map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]),
          )
        })
      const leaveOutOfAll = async (trx: Trx) => {
        await sql`insert into redaction (municipality_id, process_id, id, contribution_id, range_start, range_end, reason, created_at, created_by)
          select ${own}, gen_random_uuid(), id, ${range.start}, ${range.end}, 'personName', ${NOW}, ${official.id}
          from unnest(${chosen.map(({ id }) => id)}::uuid[]) as id`.execute(trx)
      }
      const leavingOut = await rowsRead(leaveOutOfAll)
      for (const [table, rows] of Object.entries(leavingOut)) expect(rows, `${table}: ${rows}`).toBeLessThan(200)
      const checked = await one.db.selectFrom('checkedPoint').select('pointId').execute()
      expect(checked, 'and those that say these words are searched again').toHaveLength(MANY - chosen.length)
      const puttingBack = await rowsRead((trx) => sql`delete from redaction`.execute(trx))
      for (const [table, rows] of Object.entries(puttingBack)) expect(rows, `${table}: ${rows}`).toBeLessThan(200)
    } finally {
      await one.close()
    }
  },
)

/** How many rows of each table this transaction read from the beginning of the table to its end. */
async function readUntilNow(trx: Trx): Promise<Record<string, number>> {
  const { rows } = await sql<{ table: string; rows: number }>`
    select relname as table, pg_stat_get_xact_tuples_returned(oid)::int as rows from pg_class
    where relname in ('point', 'point_work', 'contribution', 'answer', 'checked_point', 'checked_answer')`.execute(trx)
  return Object.fromEntries(rows.map(({ table, rows }) => [table, rows]))
}
