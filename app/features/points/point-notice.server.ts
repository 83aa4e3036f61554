import { sql } from 'kysely'
import { feedsOf } from '#app/live/live-feed.server.ts'
import type { Trx } from '#db/client.server.ts'

/** The channel on which PostgreSQL tells every process of the site that something of a point changed. */
const POINT_CHANNEL = 'saomen_point'

/** The point that changed; a screen that shows it reads the rest from the database. */
type PointNotice = { pointId: string }

/** Tells whoever has one of these points open that something of it changed, when and only when the act is committed. */
export async function tellPoints(trx: Trx, municipalityId: string, pointIds: readonly string[]): Promise<void> {
  await sql`
    select pg_notify(${POINT_CHANNEL}, json_build_object('pointId', point_id)::text) from (
      select distinct point_id from point_presence
      where municipality_id = ${municipalityId} and point_id = any(${[...pointIds]}::uuid[])
    ) as open`.execute(trx)
}

/** The points that this process of the site shows. */
export const pointFeeds = feedsOf<PointNotice>(POINT_CHANNEL)

/** The screens at which one point is open. */
export const pointScreen = (pointId: string, load: () => Promise<unknown>) => ({
  key: pointId,
  load,
  concern: (change: PointNotice) => (change.pointId === pointId ? ('read' as const) : null),
})
