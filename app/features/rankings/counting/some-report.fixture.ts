import type { RankingLists } from './ranking-lists.ts'
import { realBallots } from './real-case.fixture.ts'
import { rankingReport, type RankingReport } from './report.ts'

type Given = Partial<Pick<RankingLists, 'k' | 'unrankedRank' | 'tieChain' | 'decisions' | 'relations'>> & {
  topics: readonly string[]
  /** Per group its topics from the first place on, with a reason where there is one. */
  groups: Record<string, readonly (string | readonly [topic: string, motivation: string])[]>
}

/** The report of lists that are written down by name. */
export function someReport({
  topics,
  groups,
  k = 5,
  unrankedRank = k + 1,
  tieChain = [],
  decisions = [],
  relations = [],
}: Given): RankingReport {
  return rankingReport({
    ...{ k, unrankedRank, tieChain, decisions, relations },
    topics: topics.map((name) => ({ id: name, name, description: '', aliases: [], link: '' })),
    groups: Object.entries(groups).map(([name, list]) => ({
      ...{ id: name, name, version: 0, members: [] },
      entries: list.map((entry, at) => {
        const [topicId, motivation] = typeof entry === 'string' ? [entry, ''] : entry
        return { topicId, rank: at + 1, motivation }
      }),
    })),
  })
}

/** The lists of 28 April 2016 as they are given to `someReport`; two groups name informal care and carers together. */
export const realLists: Given = {
  topics: realBallots.topics,
  groups: Object.fromEntries(
    realBallots.ballots.map(({ group, ranks }) => [
      group,
      [...ranks.keys()].map((topic) =>
        topic === 'Mantelzorg'
          ? ([topic, 'Kan niet zonder informele zorg'] as const)
          : ([topic, 'Omdat het telt'] as const),
      ),
    ]),
  ),
}
