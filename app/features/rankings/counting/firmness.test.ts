import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeBetween, ifMerged, leaveOneOut, margin, smallestSwaps } from './firmness.ts'
import { outcome, topOf } from './outcome.ts'
import { someBallots, someChain } from './random-ballots.fixture.ts'
import { list, realBallots } from './real-case.fixture.ts'

const plain = { tieChain: [] }

describe('how firm the outcome of 28 April 2016 is', () => {
  test('one point parts the top five from what is outside', () => {
    expect(margin(outcome(realBallots, plain))).toBe(1)
  })

  test('one swap replaces Gezondheid by Informele zorg: group 2, its places 4 and 5', () => {
    expect(smallestSwaps(realBallots, plain)).toEqual([
      {
        group: 'Groep 2',
        higher: { topic: 'Gezondheid', rank: 4 },
        lower: { topic: 'Informele zorg', rank: 5 },
        leaves: ['Gezondheid'],
        enters: ['Informele zorg'],
      },
    ])
  })

  test('without group 1 or group 2 the top five is another, without group 3 it is the same', () => {
    expect(leaveOneOut(realBallots, plain).map(({ group, leaves, enters }) => ({ group, leaves, enters }))).toEqual([
      { group: 'Groep 1', leaves: ['Onderwijs'], enters: ['Informele zorg'] },
      { group: 'Groep 2', leaves: ['Mobiliteit & Voorzieningen'], enters: ['Informele zorg'] },
      { group: 'Groep 3', leaves: [], enters: [] },
    ])
  })

  test('Mantelzorg and Informele zorg taken together would come first', () => {
    const { name, standings } = ifMerged(realBallots, ['Mantelzorg', 'Informele zorg'], plain)
    expect(name).toBe('Mantelzorg + Informele zorg')
    expect(standings.slice(0, 2).map(({ topic, sum, place }) => ({ topic, sum, place }))).toEqual([
      { topic: name, sum: 6, place: 1 },
      { topic: 'Opvoeden en opgroeien', sum: 9, place: 2 },
    ])
    expect(standings).toHaveLength(9)
  })
})

test('when everything is in the top there is no margin, and no swap changes it', () => {
  const ballots = { topics: ['a', 'b'], ballots: [list('1', ['a', 'b'])], k: 2, unrankedRank: 3 }
  expect(margin(outcome(ballots, plain))).toBeNull()
  expect(smallestSwaps(ballots, plain)).toEqual([])
})

test('one group alone cannot be left out', () => {
  expect(leaveOneOut({ ...realBallots, ballots: [list('1', ['Sport'])] }, plain)).toEqual([])
})

test('a topic without a place can be what is swapped', () => {
  const ballots = { topics: ['a', 'b', 'c'], ballots: [list('1', ['a']), list('2', ['b'])], k: 1, unrankedRank: 2 }
  const swaps = smallestSwaps({ ...ballots, ballots: [list('1', ['a'])] }, plain)
  expect(swaps).toHaveLength(2)
  expect(swaps[0]).toMatchObject({
    higher: { topic: 'a', rank: 1 },
    lower: { topic: 'b', rank: null },
    leaves: ['a'],
    enters: ['b'],
  })
})

test('every swap that is named does what it says, and no smaller one does', () => {
  fc.assert(
    fc.property(someBallots({ topics: 6, groups: 4 }), someChain, (ballots, tieChain) => {
      const before = topOf(outcome(ballots, { tieChain }))
      const swaps = smallestSwaps(ballots, { tieChain })
      const rankOf = (group: string, topic: string) =>
        ballots.ballots.find((ballot) => ballot.group === group)?.ranks.get(topic) ?? ballots.unrankedRank
      for (const { group, higher, lower, leaves, enters } of swaps) {
        const after = topOf(outcome(swapped(ballots, group, higher.topic, lower.topic), { tieChain }))
        expect(changeBetween(before, after)).toEqual({
          leaves: expect.arrayContaining(leaves),
          enters: expect.arrayContaining(enters),
        })
        expect(leaves.length).toBeGreaterThan(0)
      }
      const sizes = swaps.map(({ group, higher, lower }) => rankOf(group, lower.topic) - rankOf(group, higher.topic))
      expect(new Set(sizes).size).toBeLessThanOrEqual(1)
      const smallest = sizes[0] ?? Infinity
      for (const { group } of ballots.ballots) {
        for (const one of ballots.topics) {
          for (const other of ballots.topics) {
            const size = rankOf(group, other) - rankOf(group, one)
            if (size <= 0 || size >= smallest) continue
            const after = topOf(outcome(swapped(ballots, group, one, other), { tieChain }))
            expect(changeBetween(before, after).leaves, `${group}: ${one} and ${other}`).toEqual([])
          }
        }
      }
    }),
  )
})

function swapped(ballots: Parameters<typeof outcome>[0], group: string, higher: string, lower: string) {
  return {
    ...ballots,
    ballots: ballots.ballots.map((ballot) => {
      if (ballot.group !== group) return ballot
      const ranks = new Map(ballot.ranks)
      const [first, second] = [ranks.get(higher), ranks.get(lower)]
      ranks.delete(higher)
      ranks.delete(lower)
      if (second !== undefined) ranks.set(higher, second)
      if (first !== undefined) ranks.set(lower, first)
      return { group, ranks }
    }),
  }
}
