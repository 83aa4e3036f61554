import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { RankingGroup, RankingTopic } from '#app/features/rankings/counting/ranking-lists.ts'
import type { RankingSession } from '#app/features/rankings/queries.server.ts'

/** Marks of what the forms of a session show: a form sends its own back, so that nobody overwrites another unseen. */
export const marks = {
  rules: ({ k, unrankedRank, tieChain, heldOn, meetingKind }: RankingSession) =>
    seenMark([k, unrankedRank, tieChain, heldOn, meetingKind]),
  topic: ({ name, description, aliases, link }: RankingTopic) => seenMark([name, description, aliases, link]),
  group: ({ name, members }: RankingGroup) => seenMark([name, members.map(({ accountId }) => accountId)]),
  topics: ({ topics }: RankingSession) => seenMark(topics.map(({ id }) => id)),
  groups: ({ groups }: RankingSession) => seenMark(groups.map(({ id }) => id)),
  /** All that is fixed by opening. */
  all: (session: RankingSession): string =>
    seenMark([marks.rules(session), session.topics.map(marks.topic), session.groups.map(marks.group)]),
}
