import { pickedPoints, type PickedPoint } from '#app/features/changes/picked-points.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { allPoints } from './desk-filter.ts'
import { walkAlong } from './desk-order.server.ts'

/** How many points are offered at once. */
const OFFERED = 20

/** The first points of a process with this number, name or words, for who chooses the reason of a change; none when nothing is typed. */
export async function findPoints(
  db: Db,
  process: ProcessRef,
  words: string,
  by: Looking,
): Promise<{ points: PickedPoint[]; hasMore: boolean }> {
  const search = words.replace(/\s+/g, ' ').trim().slice(0, 200)
  if (search === '') return { points: [], hasMore: false }
  const walk = await walkAlong(db, process, { ...allPoints, search }, by)
  const found = await walk({ from: null, direction: 'forward', limit: OFFERED + 1 })
  const ids = found.slice(0, OFFERED).map(({ pointId }) => pointId)
  return { points: await pickedPoints(db, process, ids), hasMore: found.length > OFFERED }
}
