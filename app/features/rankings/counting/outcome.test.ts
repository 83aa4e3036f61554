import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemOf, type Ballots } from './ballots.ts'
import { outcome, topOf, type Standing } from './outcome.ts'
import { someBallots, someChain } from './random-ballots.fixture.ts'
import { list, realBallots } from './real-case.fixture.ts'

const placesByTopic = (standings: Standing[]) => Object.fromEntries(standings.map(({ topic, place }) => [topic, place]))
const wholeChain = ['moreGroups', 'bestRank', 'headToHead'] as const

describe('the lists of 28 April 2016', () => {
  const plain = outcome(realBallots, { tieChain: [] })

  test.each([
    ['Opvoeden en opgroeien', 9, 1, false, true, 2],
    ['Onderwijs', 11, 2, true, true, 2],
    ['Mantelzorg', 11, 2, true, true, 2],
    ['Gezondheid', 11, 2, true, true, 3],
    ['Mobiliteit & Voorzieningen', 11, 2, true, true, 2],
    ['Informele zorg', 12, 6, false, false, 2],
    ['Schulddienstverlening', 17, 7, true, false, 1],
    ['Laaggeletterdheid', 17, 7, true, false, 1],
    ['Vrijwilligers', 18, 9, true, false, 0],
    ['Sport', 18, 9, true, false, 0],
  ])('%s: sum %i, place %i', (topic, sum, place, shared, inTop, rankedBy) => {
    expect(plain.find((standing) => standing.topic === topic)).toEqual({ topic, sum, place, shared, inTop, rankedBy })
  })

  test('places 2 to 5 are one shared place', () => {
    expect(plain.slice(0, 6).map(({ place }) => place)).toEqual([1, 2, 2, 2, 2, 6])
  })

  test('the chain parts them as far as a fair rule can', () => {
    const parted = outcome(realBallots, { tieChain: wholeChain })
    expect(parted.slice(0, 6).map(({ topic, place }) => `${place} ${topic}`)).toEqual([
      '1 Opvoeden en opgroeien',
      '2 Gezondheid',
      '3 Mobiliteit & Voorzieningen',
      '4 Onderwijs',
      '4 Mantelzorg',
      '6 Informele zorg',
    ])
    expect(new Set(topOf(parted)), 'who is in the top five stays the same').toEqual(new Set(topOf(plain)))
  })

  test.each([
    [['moreGroups'], { Gezondheid: 2, 'Mobiliteit & Voorzieningen': 3, Onderwijs: 3, Mantelzorg: 3 }],
    [['bestRank'], { 'Mobiliteit & Voorzieningen': 2, Onderwijs: 3, Mantelzorg: 3, Gezondheid: 5 }],
    // Mobiliteit wins from Onderwijs and Mantelzorg and loses to Gezondheid, which loses to those two; they are level.
    [['headToHead'], { 'Mobiliteit & Voorzieningen': 2, Onderwijs: 3, Mantelzorg: 3, Gezondheid: 5 }],
  ] as const)('the chain %j alone', (tieChain, places) => {
    expect(placesByTopic(outcome(realBallots, { tieChain }))).toMatchObject(places)
  })

  test('the meeting can decide what the chain left level, and only that', () => {
    const decided = (order: string[]) =>
      placesByTopic(outcome(realBallots, { tieChain: wholeChain, decisions: [{ order, reason: 'geloot' }] }))
    expect(decided(['Mantelzorg', 'Onderwijs'])).toMatchObject({ Mantelzorg: 4, Onderwijs: 5, 'Informele zorg': 6 })
    expect(decided(['Sport', 'Opvoeden en opgroeien'])).toEqual(
      placesByTopic(outcome(realBallots, { tieChain: wholeChain })),
    )
    expect(decided(['Onderwijs'])).toMatchObject({ Mantelzorg: 4, Onderwijs: 4 })
  })
})

test('who shares the last place of the top is in it, all of them', () => {
  const ballots: Ballots = {
    ...realBallots,
    topics: ['a', 'b', 'c', 'd'],
    ballots: [list('1', ['a', 'b']), list('2', ['a', 'c'])],
    k: 2,
    unrankedRank: 3,
  }
  expect(topOf(outcome(ballots, { tieChain: [] }))).toEqual(['a', 'b', 'c'])
})

test('a circle of duels stays one shared place', () => {
  const ballots: Ballots = {
    ...{ topics: ['a', 'b', 'c'], k: 3, unrankedRank: 4 },
    ballots: [list('1', ['a', 'b', 'c']), list('2', ['b', 'c', 'a']), list('3', ['c', 'a', 'b'])],
  }
  expect(outcome(ballots, { tieChain: wholeChain }).map(({ place }) => place)).toEqual([1, 1, 1])
})

describe('lists that cannot be counted are refused', () => {
  test.each([
    [{ topics: [] }, 'Er zijn geen onderwerpen.'],
    [{ topics: ['a', 'a'] }, 'Een onderwerp staat er twee keer in.'],
    [{ k: 0 }, 'Het aantal plaatsen moet een heel getal van 1 of meer zijn.'],
    [{ unrankedRank: 5 }, 'Een onderwerp zonder plaats moet later tellen dan plaats 5: kies 6 of meer.'],
    [{ ballots: [list('1', ['a']), list('1', ['a'])] }, 'Een groep staat er twee keer in.'],
    [{ ballots: [list('1', ['z'])] }, 'Groep 1: het onderwerp z is er niet.'],
    [{ ballots: [list('1', ['a', 'b', 'c', 'd', 'e', 'f'])] }, 'Groep 1: plaats 6 is er niet.'],
    [
      {
        ballots: [
          {
            group: '1',
            ranks: new Map([
              ['a', 1],
              ['b', 1],
            ]),
          },
        ],
      },
      'Groep 1: plaats 1 is twee keer gegeven.',
    ],
  ] as [Partial<Ballots>, string][])('%j', (wrong, message) => {
    const ballots = { topics: ['a', 'b', 'c', 'd', 'e', 'f'], ballots: [], k: 5, unrankedRank: 6, ...wrong }
    expect(problemOf(ballots)).toBe(message)
    expect(() => outcome(ballots, { tieChain: [] })).toThrow(message)
  })
})

describe('whatever the lists are', () => {
  const counted = fc.record({ ballots: someBallots(), tieChain: someChain })

  test('every topic has one place, and places count on', () => {
    fc.assert(
      fc.property(counted, ({ ballots, tieChain }) => {
        const standings = outcome(ballots, { tieChain })
        expect(standings.map(({ topic }) => topic).sort()).toEqual([...ballots.topics].sort())
        for (const [index, { place, shared }] of standings.entries()) {
          expect(place).toBe(standings.findIndex((other) => other.place === place) + 1)
          expect(place).toBeLessThanOrEqual(index + 1)
          expect(shared).toBe(standings.filter((other) => other.place === place).length > 1)
        }
        expect(topOf(standings).length).toBeGreaterThanOrEqual(Math.min(ballots.k, ballots.topics.length))
      }),
    )
  })

  test('the order of groups and topics makes no difference', () => {
    const shuffled = counted.chain(({ ballots, tieChain }) =>
      fc
        .tuple(
          fc.shuffledSubarray([...ballots.topics], { minLength: ballots.topics.length }),
          fc.shuffledSubarray([...ballots.ballots], { minLength: ballots.ballots.length }),
        )
        .map(([topics, lists]) => ({ ballots, other: { ...ballots, topics, ballots: lists }, tieChain })),
    )
    fc.assert(
      fc.property(shuffled, ({ ballots, other, tieChain }) => {
        expect(placesByTopic(outcome(other, { tieChain }))).toEqual(placesByTopic(outcome(ballots, { tieChain })))
      }),
    )
  })

  test('a lower sum is never behind a higher one', () => {
    fc.assert(
      fc.property(counted, ({ ballots, tieChain }) => {
        const sums = outcome(ballots, { tieChain }).map(({ sum }) => sum)
        expect(sums).toEqual([...sums].sort((one, other) => one - other))
      }),
    )
  })

  test('raising a topic on one list never worsens its place', () => {
    const raised = counted.chain(({ ballots, tieChain }) =>
      fc
        .record({
          group: fc.nat(ballots.ballots.length - 1),
          topic: fc.constantFrom(...ballots.topics),
          to: fc.integer({ min: 1, max: ballots.k }),
        })
        .map(({ group, topic, to }) => ({ ballots, tieChain, topic, after: raise(ballots, group, topic, to) })),
    )
    fc.assert(
      fc.property(raised, ({ ballots, tieChain, topic, after }) => {
        fc.pre(after !== null)
        const before = placesByTopic(outcome(ballots, { tieChain }))[topic] ?? 0
        expect(placesByTopic(outcome(after, { tieChain }))[topic]).toBeLessThanOrEqual(before)
      }),
      { numRuns: 300 },
    )
  })
})

/** Puts a topic higher on one list; what stood there and below moves down one, the last one off the list. Null when it is no raise. */
function raise(ballots: Ballots, index: number, topic: string, to: number): Ballots | null {
  const ballot = ballots.ballots[index]
  const from = ballot?.ranks.get(topic) ?? ballots.unrankedRank
  if (!ballot || from <= to) return null
  const ranks = new Map<string, number>([[topic, to]])
  for (const [other, rank] of ballot.ranks) {
    if (other === topic) continue
    const moved = rank >= to && rank < from ? rank + 1 : rank
    if (moved <= ballots.k) ranks.set(other, moved)
  }
  return { ...ballots, ballots: ballots.ballots.with(index, { ...ballot, ranks }) }
}
