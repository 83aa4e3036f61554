import { renewPublishedPlaces } from '#app/features/answers/publish-points.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { movedChapters, type FollowReaders } from '#app/features/plans/versions/moved-chapters.server.ts'
import { carryChapters, chaptersOfParts } from '#app/features/points/carry-chapters.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { carryRules } from '#app/features/workflow/carry-rules.server.ts'
import type { Trx } from '#db/client.server.ts'

/**
 * Makes a version the one that people read, for a process that is held, with all that is kept by chapter or by part of the plan: the chapters of points,
 * the rules by which they are given to someone, and the parts that published points are about. `followers` are those of later rooms.
 */
export async function makeReadersVersion(
  trx: Trx,
  process: ProcessRef,
  { from, to, now }: { from: string; to: string; now: Date },
  followers: readonly FollowReaders[],
): Promise<{ lostRules: number }> {
  const chapters = await movedChapters(trx, process, { from, to })
  const before = await chaptersOfParts(trx, process)
  for (const follow of followers) await follow(trx, process, chapters, now)
  await makeCurrent(trx, process, to, 'readers')
  const lostRules = await carryRules(trx, process, chapters, () => carryChapters(trx, process, { before, chapters }))
  await renewPublishedPlaces(trx, process)
  return { lostRules }
}
