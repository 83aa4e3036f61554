import type { ProcessRef, Stage } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { publishedCounts } from './published-counts.server.ts'

/** How many points were made about the places of a plan. Sections by number and with all that hangs under them. */
export type PublishedPoints = { paragraphs: Record<string, number>; sections: Record<string, number> }

/**
 * The points of a process by where they belong in its plan: the place a reaction was about, and the sections its answer
 * names. Null until the answers are public.
 */
export async function publishedPoints(db: Db, process: ProcessRef & { stage: Stage }): Promise<PublishedPoints | null> {
  if (process.stage !== 'answered') return null
  const { paragraph, section } = await publishedCounts(db, process, ['paragraph', 'section'])
  return { paragraphs: Object.fromEntries(paragraph), sections: Object.fromEntries(section) }
}
