import { expect, test } from 'vitest'
import type { RankingGroup, RankingLists } from './counting/ranking-lists.ts'
import { rankingReport } from './counting/report.ts'
import { cachedReport } from './cached-report.server.ts'

const lists: RankingLists = {
  ...{ k: 2, unrankedRank: 5, tieChain: [], relations: [], decisions: [] },
  topics: ['Zorg', 'Sport', 'Werk'].map((name) => ({
    id: `id of ${name}`,
    name,
    description: '',
    aliases: [],
    link: '',
  })),
  groups: ['Groep 1', 'Groep 2'].map((name, at) => ({
    ...{ id: `id of ${name}`, name, version: 4, members: [] },
    entries: [
      { topicId: 'id of Zorg', rank: 1 + at, motivation: 'a' },
      { topicId: 'id of Sport', rank: 2 - at, motivation: 'b' },
    ],
  })),
}
const [first, second] = lists.groups as [RankingGroup, RankingGroup]

test('the same lists are counted once, also when they are read anew with others in the groups', () => {
  const report = cachedReport(lists)
  expect(report).toEqual(rankingReport(lists))
  const anew = structuredClone({
    ...lists,
    groups: [{ ...first, version: 9, members: [{ accountId: 'a', name: 'A' }] }, second],
  })
  expect(cachedReport(anew)).toBe(report)
})

test.each([
  ['the number of places', { k: 3 }],
  ['what no place counts for', { unrankedRank: 4 }],
  ['the chain', { tieChain: ['bestRank'] }],
  ['a name of a topic', { topics: lists.topics.map((topic) => ({ ...topic, name: `${topic.name}!` })) }],
  ['a name of a group', { groups: [{ ...first, name: 'Rood' }, second] }],
  ['a place', { groups: [{ ...first, entries: first.entries.slice(1) }, second] }],
  [
    'a motivation',
    { groups: [{ ...first, entries: first.entries.map((entry) => ({ ...entry, motivation: 'Ook sport' })) }, second] },
  ],
  ['what belongs together', { relations: [['id of Zorg', 'id of Werk']] }],
  ['a decision', { decisions: [{ order: ['id of Sport', 'id of Zorg'], reason: 'Zo besloten' }] }],
] as [string, Partial<RankingLists>][])('they are counted anew when this changes: %s', (_, change) => {
  const changed = { ...lists, ...change }
  expect(cachedReport(changed)).toEqual(rankingReport(changed))
  expect(cachedReport(changed)).not.toEqual(cachedReport(lists))
})
