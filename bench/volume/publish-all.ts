import { sql } from 'kysely'
import { keepPublishedPoints } from '#app/features/answers/publish-points.server.ts'
import { fillEntries } from '#app/features/search/fill-entries.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'

/** Gives what is still open an answer and makes all of a process public, without messages to anyone. */
export async function publishAll(
  db: Db,
  { municipalityId, id }: { municipalityId: string; id: string },
): Promise<void> {
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id}`
  await sql`
    with open as (
      select point_id from point_work where ${own} and disposition is null),
    written as (
      insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
      select ${municipalityId}, ${id}, point_id, 'noted', 'Wij hebben dit gelezen en betrekken het bij het vervolg.', now() from open returning id)
    insert into answer_point (municipality_id, process_id, answer_id, point_id) select ${municipalityId}, ${id}, id, id from written`.execute(
    db,
  )
  await inTransaction(db, async (trx) => {
    await sql`update process set state = 'answered', answered_at = now() where municipality_id = ${municipalityId} and id = ${id}`.execute(
      trx,
    )
    await keepPublishedPoints(trx, { municipalityId, id })
  })
  await fillEntries(db)
}
