import { sql } from 'kysely'
import { renewPublishedWords } from '#app/features/answers/publish-points.server.ts'
import { eachByItself } from '#app/each-by-itself.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'

/** How many points a transaction makes findable: it holds their process for less than a second. */
const AT_ONCE = 1000

/**
 * Makes findable what became public in such numbers that its act did not wait for it. The worker asks it every minute, and
 * it goes on until everything can be found. What is taken back is gone at once: only adding waits.
 */
export async function fillEntries(db: Db): Promise<void> {
  const due = await db.selectFrom('searchDue').select(['municipalityId', 'processId']).execute()
  await eachByItself(due, async ({ municipalityId, processId }) => {
    while (!(await inTransaction(db, (trx) => fillSome(trx, { municipalityId, id: processId }))));
  })
}

/** Gives whether all was done. */
async function fillSome(trx: Trx, { municipalityId, id }: { municipalityId: string; id: string }): Promise<boolean> {
  // Held, so that nothing of it is taken back between reading what is public and storing it.
  await sql`select from process where municipality_id = ${municipalityId} and id = ${id} for share`.execute(trx)
  const due = await trx
    .selectFrom('searchDue')
    .select('afterPoint')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!due) return true
  const points = await trx
    .selectFrom('publishedPoint')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('pointId', '>', due.afterPoint)
    .orderBy('pointId')
    .limit(AT_ONCE)
    .execute()
  const ids = points.map(({ pointId }) => pointId)
  await sql`select search_points(${municipalityId}, ${id}, ${ids}::uuid[])`.execute(trx)
  await renewPublishedWords(trx, { municipalityId, id }, ids)
  const last = ids.length === AT_ONCE ? ids.at(-1) : undefined
  const ofProcess = sql`where municipality_id = ${municipalityId} and process_id = ${id}`
  await (
    last === undefined
      ? sql`delete from search_due ${ofProcess}`
      : sql`update search_due set after_point = ${last} ${ofProcess}`
  ).execute(trx)
  return last === undefined
}
