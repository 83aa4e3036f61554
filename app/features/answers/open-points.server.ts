import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** The other points with the theme of this one that have no answer, in the order of lists; none when it has no theme. */
export async function openOfTheme(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
): Promise<string[]> {
  const { rows } = await sql<{ pointId: string }>`
    select other.point_id from point_work as here
    join point_work as other on other.municipality_id = here.municipality_id and other.process_id = here.process_id
      and other.theme_id = here.theme_id and other.disposition is null and other.point_id <> here.point_id
    where here.municipality_id = ${municipalityId} and here.process_id = ${processId} and here.point_id = ${pointId}
    order by other.place, other.point_id`.execute(trx)
  return rows.map(({ pointId }) => pointId)
}

/** More open points of a theme than this are counted as 'meer dan'. */
const MOST_OPEN = 1000

/** How many points with this theme have no answer or only this one, at most one more than `MOST_OPEN`. */
export async function countOpenOfTheme(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  { id: pointId, themeId }: { id: string; themeId: string },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from point_work
      where municipality_id = ${municipalityId} and process_id = ${processId} and theme_id = ${themeId}
        and disposition is null and point_id <> ${pointId}
      limit ${MOST_OPEN}
    ) as counted`.execute(db)
  return 1 + (rows[0]?.count ?? 0)
}
