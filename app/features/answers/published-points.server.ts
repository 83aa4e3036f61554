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
  return { paragraphs: Object.fromEntries(paragraph), sections: Object.fromEntries(section) }
}
