import { describe, expect, test } from 'vitest'
import type { RankingLists } from '#app/features/rankings/counting/ranking-lists.ts'
import { realBallots } from '#app/features/rankings/counting/real-case.fixture.ts'
import { rankingReport } from '#app/features/rankings/counting/report.ts'
import type { SessionState } from '#app/features/rankings/session.ts'
import { bigScreen, furtherWords } from './big-screen.ts'

const lists: RankingLists = {
  ...{ k: 5, unrankedRank: 6, tieChain: [], relations: [], decisions: [] },
  topics: realBallots.topics.map((name) => ({ id: name, name, description: '', aliases: [], link: '' })),
  groups: realBallots.ballots.map(({ group, ranks }) => ({
    ...{ id: group, name: group, version: 0, members: [{ accountId: 'a', name: 'Raadslid A' }] },
    entries: [...ranks].map(([topicId, rank]) => ({ topicId, rank, motivation: rank < 4 ? 'Daarom' : ' ' })),
  })),
}
const screen = (state: SessionState, revealed = 0) =>
  bigScreen({ ...lists, state, revealed }, { reportOf: rankingReport, firmnessOf: () => ['Eén punt scheelt het.'] })
const names = (shown: unknown) => realBallots.topics.filter((topic) => JSON.stringify(shown).includes(topic))

describe('while the groups are at work', () => {
  test('the room sees how far each group is, and no topic is in the data', () => {
    const shown = screen('open', 5)
    expect(shown.groups[0]).toEqual({
      name: 'Groep 1',
      members: 1,
      slots: ['motivated', 'motivated', 'motivated', 'chosen', 'chosen'],
    })
    expect(shown.reveal).toBeNull()
    expect(names(shown)).toEqual([])
  })
})

describe('after closing the outcome is shown place by place, from the last up', () => {
  test('nothing at first, and nothing in the data either', () => {
    const shown = screen('closed')
    expect(shown.reveal).toEqual({ rows: [null, null, null, null, null], outside: [], further: [], firmness: [] })
    expect(names(shown)).toEqual([])
  })

  test('a shared place comes as a whole', () => {
    const shown = screen('closed', 1)
    expect(shown.reveal?.rows.map((row) => row && `${row.place} ${row.topic} (${row.sharedBy})`)).toEqual([
      null,
      '2 Gezondheid (4)',
      '2 Mantelzorg (4)',
      '2 Mobiliteit & Voorzieningen (4)',
      '2 Onderwijs (4)',
    ])
    expect(names(shown)).toHaveLength(4)
  })

  test('when all of the top is there, what is outside follows with how firm it is', () => {
    const { reveal } = screen('published', 99)
    expect(reveal?.rows[0]).toEqual({
      topic: 'Opvoeden en opgroeien',
      place: 1,
      sum: 9,
      ranks: [1, null, 2],
      sharedBy: 1,
    })
    expect(reveal?.outside.map(({ topic, place }) => [topic, place])).toEqual([['Informele zorg', 6]])
    expect(reveal?.further).toEqual([
      { topic: 'Laaggeletterdheid', sum: 17 },
      { topic: 'Schulddienstverlening', sum: 17 },
      { topic: 'Sport', sum: 18 },
      { topic: 'Vrijwilligers', sum: 18 },
    ])
    expect(reveal?.firmness).toEqual(['Eén punt scheelt het.'])
  })

  test('a place outside the top that many share is cut, and its others are not lost', () => {
    const none = {
      ...lists,
      topics: lists.topics.slice(0, 5),
      k: 1,
      groups: lists.groups.slice(0, 1).map((group) => ({ ...group, entries: group.entries.slice(0, 1) })),
    }
    const { reveal } = bigScreen(
      { ...none, state: 'closed', revealed: 1 },
      { reportOf: rankingReport, firmnessOf: () => [] },
    )
    expect([reveal?.rows.length, reveal?.outside.length, reveal?.further.length]).toEqual([1, 2, 2])
  })

  test('what does not fit under the outcome is counted', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ topic: `Oversteekplaatsen in dorp ${at + 1}`, sum: 18 }))
    expect(furtherWords(many.slice(0, 2))).toBe(
      'Verder: Oversteekplaatsen in dorp 1 18, Oversteekplaatsen in dorp 2 18',
    )
    expect(furtherWords(many)).toMatch(/ 18 en nog 24 onderwerpen$/)
    expect(furtherWords([])).toBeNull()
  })
})
