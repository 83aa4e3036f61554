import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/** The number that a chapter of the version of before has in the one that people read now, by its old number; null when it is gone. */
export type MovedChapters = ReadonlyMap<string, string | null>

/**
 * What a later room does about what it keeps by chapter or by part of the plan, in the transaction in which another version becomes the one that
 * people read, just before it does. What it does is the same for one row and for very many.
 */
export type FollowReaders = (trx: Trx, process: ProcessRef, chapters: MovedChapters, now: Date) => Promise<void>

/** Which chapters of one version are which in another. */
export async function movedChapters(
  trx: Trx,
  { municipalityId }: ProcessRef,
  { from, to }: { from: string; to: string },
): Promise<MovedChapters> {
  const { rows } = await sql<{ was: string; now: string | null }>`
    select old.number as was, max(chapter.number) as now
    from section as old
    left join section as current on current.municipality_id = old.municipality_id and current.plan_version_id = ${to}
      and current.lineage_id = old.lineage_id
    left join section as chapter on chapter.municipality_id = current.municipality_id and chapter.plan_version_id = current.plan_version_id
      and chapter.number = split_part(current.number, '.', 1) and chapter.number <> ''
    where old.municipality_id = ${municipalityId} and old.plan_version_id = ${from} and old.number <> '' and position('.' in old.number) = 0
    group by old.number`.execute(trx)
  return new Map(rows.map(({ was, now }) => [was, now]))
}
