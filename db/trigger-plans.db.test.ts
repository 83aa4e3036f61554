import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'

const { db, ownerUrl } = await testDatabase()
const MANY = 2500

test(
  'very many rows change as fast on a connection that changed a single one before',
  { timeout: 60_000 },
  async () => {
    const municipality = await aMunicipality(db)
    const { id: accountId } = await anActor(db, municipality)
    const process = await aProcess(db, municipality)
    // The tables are filled as their owner does, who may tell the database how much there is.
    const own = sql`${municipality.id}::uuid as municipality_id, ${process.id}::uuid as process_id`
    const one = openDatabase(ownerUrl, { max: 1 })
    try {
      await sql`insert into contributor (municipality_id, process_id, id, kind)
      select ${own}, gen_random_uuid(), 'resident' from generate_series(1, ${MANY}::int)`.execute(one.db)
      await sql`analyze contributor`.execute(one.db)
      await sql`insert into contribution (municipality_id, process_id, id, contributor_id, ordinal, kind, channel, received_at, timeliness, text)
      select ${own}, id, id, 1, 'reaction', 'online', ${NOW}, 'onTime', 'De bus rijdt niet.' from contributor`.execute(
        one.db,
      )
      await sql`analyze contribution`.execute(one.db)
      await sql`insert into point (municipality_id, process_id, id, contribution_id, contributor_id, summary, created_at)
      select ${own}, id, id, id, 'Bus', ${NOW} from contributor`.execute(one.db)
      await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
      select ${own}, id, 'noted', 'Dank u wel.', ${NOW} from contributor`.execute(one.db)
      await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id) select ${own}, id, id from contributor`.execute(
        one.db,
      )
      await sql`insert into assignment_rule (municipality_id, process_id, id, step, assignee_id, created_at)
      select ${own}, gen_random_uuid(), 2, ${accountId}, ${NOW}`.execute(one.db)
      await sql`analyze`.execute(one.db)
      const ofOne = sql`id = (select min(id::text)::uuid from contributor)`
      const changes = [
        (which = sql`true`) => sql`update contribution set not_public = 'x' where ${which}`,
        (which = sql`true`) => sql`update answer set reply = reply || '!', updated_by = ${accountId} where ${which}`,
      ]
      for (const change of changes) await change(ofOne).execute(one.db)
      await sql`update point_work set step = 2 where point_id = (select min(id::text)::uuid from contributor)`.execute(
        one.db,
      )
      const began = performance.now()
      for (const change of changes) await change().execute(one.db)
      await sql`update point_work set step = 2`.execute(one.db)
      // Each row with every other one takes tens of seconds.
      expect(performance.now() - began).toBeLessThan(10_000)
      const { rows } =
        await sql`select 1 from point_work where assignee_id = ${accountId} and answered_by = ${accountId}`.execute(db)
      expect(rows).toHaveLength(MANY)
    } finally {
      await one.close()
    }
  },
)
