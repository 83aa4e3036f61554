import { changeWork, type WorkChange } from '#app/features/points/change-work.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/** What a row of a file changes of the work on a point; what is left out stays. */
export type WorkInRow = Pick<WorkChange, 'themeId' | 'assigneeId' | 'dueOn'> & { placeId?: string }

/** Gives points what their rows say, under one event. Rows that say the same take the statements of one. */
export async function giveWork(
  trx: Trx,
  process: ProcessRef,
  { eventId, rows }: { eventId: string; rows: readonly { pointId: string; work: WorkInRow }[] },
  now: Date,
): Promise<void> {
  const groups = Map.groupBy(
    rows.filter(({ work }) => Object.keys(work).length > 0),
    ({ work }) => JSON.stringify([work.themeId, work.assigneeId, work.dueOn, work.placeId].map((part) => part ?? '')),
  )
  for (const group of groups.values()) {
    const points = group.map(({ pointId }) => pointId)
    const { placeId, ...change } = group[0]?.work ?? {}
    if (placeId !== undefined) await placePoints(trx, process, { eventId, points, placeId }, now)
    await changeWork(trx, process, { eventId, points, change }, now)
    await tellPoints(trx, process.municipalityId, points)
  }
}
