import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { RankingGroup, RankingTopic } from '#app/features/rankings/counting/ranking-lists.ts'
import type { RankingSession } from './queries.server.ts'

type Rules = Pick<RankingSession, 'k' | 'unrankedRank' | 'tieChain' | 'heldOn' | 'meetingKind'>

/** Marks of what the forms of a ranking show: a form sends its own back as `seen`, so that nobody overwrites another unseen. */
export const rankingMarks = {
  rules: ({ k, unrankedRank, tieChain, heldOn, meetingKind }: Rules) =>
    seenMark([k, unrankedRank, tieChain, heldOn, meetingKind]),
  topic: ({ name, description, aliases, link }: Omit<RankingTopic, 'id'>) =>
    seenMark([name, description, aliases, link]),
  group: ({ name, members }: RankingGroup) => seenMark([name, members.map(({ accountId }) => accountId)]),
  topics: ({ topics }: RankingSession) => seenMark(topics.map(({ id }) => id)),
  groups: ({ groups }: RankingSession) => seenMark(groups.map(({ id }) => id)),
  /** All that is fixed by opening. */
  all: (session: RankingSession): string =>
    seenMark([
      rankingMarks.rules(session),
      session.topics.map(rankingMarks.topic),
      session.groups.map(rankingMarks.group),
    ]),
}
