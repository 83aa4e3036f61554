import { createHash } from 'node:crypto'
import type { RankingLists } from '#app/features/rankings/counting/ranking-lists.ts'
import { rankingReport, type RankingReport } from '#app/features/rankings/counting/report.ts'

const MOST_KEPT = 100
const kept = new Map<string, RankingReport>()

/**
 * The report of these lists, computed once as long as nothing of them changes: looking at a large outcome from all sides
 * can take a second, in which the process does nothing else, and the projector asks for it at every step.
 */
export function cachedReport(lists: RankingLists): RankingReport {
  const key = keyOf(lists)
  const report = kept.get(key) ?? rankingReport(lists)
  // What was asked for last stands last, so that what goes first was not asked for longest.
  kept.delete(key)
  kept.set(key, report)
  const [oldest] = kept.keys()
  if (oldest !== undefined && kept.size > MOST_KEPT) kept.delete(oldest)
  return report
}

/** Everything that the report is made of; who is in a group, or when the session opened, is not. */
function keyOf({ k, unrankedRank, tieChain, topics, groups, relations, decisions }: RankingLists): string {
  const lists = groups.map(({ id, name, entries }) => [id, name, entries])
  return createHash('sha256')
    .update(JSON.stringify([k, unrankedRank, tieChain, topics, lists, relations, decisions]))
    .digest('base64url')
}
