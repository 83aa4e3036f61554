import { sql } from 'kysely'
import { inTransaction, type Db } from '#db/client.server.ts'
import { makePublic } from '#tests/publish-answers.ts'

/**
 * Gives what is still open an answer and makes all of a process public, without messages to anyone. The worker makes it findable
 * by pieces of words after that, as after any publication of this size.
 */
export async function publishAll(db: Db, process: { municipalityId: string; id: string }): Promise<void> {
  while ((await answerSome(db, process)) > 0);
  await makePublic(db, process, new Date())
}

/** So many at once: officials who save meanwhile wait for it, as for any act on the whole process, and no longer than a save may wait. */
const AT_ONCE = 20_000

/** Answers points that have no answer yet; gives how many. */
function answerSome(db: Db, { municipalityId, id }: { municipalityId: string; id: string }): Promise<number> {
  return inTransaction(db, async (trx) => {
    await sql`select from process where municipality_id = ${municipalityId} and id = ${id} for update`.execute(trx)
    const { rows } = await sql`
    with open as (
      select point_id from point_work where municipality_id = ${municipalityId} and process_id = ${id} and disposition is null
      limit ${AT_ONCE}
    ),
    written as (
      insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
      select ${municipalityId}, ${id}, point_id, 'noted', 'Wij hebben dit gelezen en betrekken het bij het vervolg.', now()
      from open returning id
    )
    insert into answer_point (municipality_id, process_id, answer_id, point_id)
    select ${municipalityId}, ${id}, id, id from written returning point_id`.execute(trx)
    return rows.length
  })
}
