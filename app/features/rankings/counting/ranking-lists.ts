import type { Ballots } from './ballots.ts'
import type { TieRule } from './outcome.ts'

export type RankingTopic = { id: string; name: string; description: string; aliases: string[]; link: string }

/** `rank` is null for what was taken off the list, or was named without a place. */
type ListEntry = { topicId: string; rank: number | null; motivation: string }

export type RankingGroup = {
  id: string
  name: string
  /** Counts the changes of the list. */
  version: number
  members: { accountId: string; name: string }[]
  entries: ListEntry[]
}

/** Everything of a session that the outcome is made of. */
export type RankingLists = {
  k: number
  unrankedRank: number
  tieChain: TieRule[]
  topics: RankingTopic[]
  groups: RankingGroup[]
  /** Pairs of topics that the clerk says belong together. */
  relations: (readonly [string, string])[]
  decisions: { order: string[]; reason: string }[]
}

/** The lists as they are counted; topics and groups by id. */
export function ballotsOf({ topics, groups, k, unrankedRank }: RankingLists): Ballots {
  return {
    topics: topics.map(({ id }) => id),
    ballots: groups.map(({ id, entries }) => ({
      group: id,
      ranks: new Map(entries.flatMap(({ topicId, rank }) => (rank === null ? [] : [[topicId, rank] as const]))),
    })),
    k,
    unrankedRank,
  }
}
