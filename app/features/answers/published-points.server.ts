import { whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { publishedCounts } from './published-counts.server.ts'

/** How many points were made about the places of a plan. Sections by number and with all that hangs under them. */
export type PublishedPoints = { paragraphs: Record<string, number>; sections: Record<string, number> }

/**
 * The points of a process by where they belong in its plan: the place a reaction was about, and the sections its answer
 * names. Null until any answer is public.
 */
export async function publishedPoints(
  db: Db,
  process: ProcessRef & { publishedAt: Date | null },
): Promise<PublishedPoints | null> {
  if (process.publishedAt === null) return null
  const { paragraph, section } = await publishedCounts(db, process, ['paragraph', 'section'])
  return { paragraphs: await whereTheyAre(db, process, paragraph), sections: Object.fromEntries(section) }
}

/** Points stay with the words that they were made on; they count where those words stand now, at each piece of what was split. */
async function whereTheyAre(
  db: Db,
  process: ProcessRef,
  counts: ReadonlyMap<string, number>,
): Promise<Record<string, number>> {
  const went = await whereWordsWent(db, process, [...counts.keys()])
  const now: Record<string, number> = {}
  for (const [id, count] of counts)
    for (const place of went.get(id)?.now ?? []) now[place.id] = (now[place.id] ?? 0) + count
  return now
}
