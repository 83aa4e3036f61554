import { rankingCsv } from './export-ranking.ts'

/** An empty file to fill: every group with every topic, without places. */
export function listsTemplate({
  groups,
  topics,
}: {
  groups: readonly { name: string }[]
  topics: readonly { name: string }[]
}): string {
  const unranked = topics.map(({ name }) => ({ topic: name, motivation: '' }))
  return rankingCsv({ groups: groups.map(({ name }) => ({ name, list: [], unranked })) })
}
