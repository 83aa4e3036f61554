import { runInThread } from '#app/run-in-thread.ts'
import { isHeading, type Block } from '#app/features/plans/plan.ts'
import type { Origin } from './match-versions.ts'
import type { ComparedPart } from './matching.ts'

/** The largest plans that are matched need a fraction of this, in MB. */
const MOST_MEMORY = 1024
/** Two plans of 5,000 paragraphs with little in common take a few seconds. */
const PATIENCE_MS = 60_000

/** Where each new part comes from, and which old part it continues (by position; null: none). */
export type MatchedParts = { origins: Origin[]; continued: (number | null)[] }

/** Matches two lists of headings and paragraphs in a thread of its own, so that the site goes on meanwhile. Null when that takes too much. */
export function matchInThread(olds: readonly Block[], news: readonly Block[]): Promise<MatchedParts | null> {
  const compared = (block: Block): ComparedPart => ({ text: block.text, isHeading: isHeading(block) })
  return runInThread<MatchedParts>(
    'app/features/plans/versions/matching-thread.ts',
    { olds: olds.map(compared), news: news.map(compared) },
    { megabytes: MOST_MEMORY, patienceMs: PATIENCE_MS },
  )
}
