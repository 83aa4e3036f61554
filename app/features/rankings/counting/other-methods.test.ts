import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ballots } from './ballots.ts'
import { kemeny, MOST_ENTANGLED } from './kemeny.ts'
import { averageOfRankers, borda, copeland, preferences, schulze, type Placed } from './other-methods.ts'
import { outcome, topOf } from './outcome.ts'
import { someBallots, someFullBallots } from './random-ballots.fixture.ts'
import { list, realBallots } from './real-case.fixture.ts'

const topFive = new Set(topOf(outcome(realBallots, { tieChain: [] })))
const top = (placed: Placed[], k = 5) => new Set(placed.filter(({ place }) => place <= k).map(({ topic }) => topic))

describe('other ways of counting the lists of 28 April 2016', () => {
  test('Borda and Copeland give the same five', () => {
    expect(top(borda(realBallots))).toEqual(topFive)
    expect(top(copeland(realBallots))).toEqual(topFive)
  })

  test('with Schulze six topics end level', () => {
    expect(top(schulze(realBallots), 1)).toEqual(new Set([...topFive, 'Informele zorg']))
  })

  test('the best orders of Kemeny all have the same five', () => {
    expect(kemeny(realBallots)).toMatchObject({ exact: true, possible: [] })
    expect(new Set((kemeny(realBallots) as { certain: string[] }).certain)).toEqual(topFive)
  })

  test('the trap: averages over only the groups that ranked a topic drop Gezondheid, which all three chose', () => {
    const five = top(averageOfRankers(realBallots))
    expect(five.has('Gezondheid')).toBe(false)
    expect(five.has('Informele zorg')).toBe(true)
  })
})

describe('examples from the books', () => {
  /** Lists that several groups made alike: { 5: 'acbed' } is five groups with that order. */
  const election = (lists: [number, string][]): Ballots => {
    const topics = [...(lists[0]?.[1] ?? '')].sort()
    const ballots = lists.flatMap(([times, order], kind) =>
      Array.from({ length: times }, (_, at) => list(`${kind}.${at}`, [...order])),
    )
    return { topics, ballots, k: topics.length, unrankedRank: topics.length + 1 }
  }

  test('Schulze: the first example of its author', () => {
    const ballots = election([
      [5, 'acbed'],
      [5, 'adecb'],
      [8, 'bedac'],
      [3, 'cabed'],
      [7, 'caebd'],
      [2, 'cbade'],
      [7, 'dceba'],
      [8, 'ebadc'],
    ])
    expect(
      schulze(ballots)
        .map(({ topic }) => topic)
        .join(''),
    ).toBe('eacbd')
  })

  test('the capital of Tennessee: Borda, Copeland and Kemeny choose Nashville', () => {
    // m Memphis, n Nashville, c Chattanooga, k Knoxville
    const ballots = election([
      [42, 'mnck'],
      [26, 'nckm'],
      [15, 'cknm'],
      [17, 'kcnm'],
    ])
    expect(borda(ballots).map(({ topic, score }) => `${topic}${score}`)).toEqual(['n194', 'c173', 'm126', 'k107'])
    expect(
      copeland(ballots)
        .map(({ topic }) => topic)
        .join(''),
    ).toBe('nckm')
    expect(kemeny({ ...ballots, k: 1 })).toEqual({ exact: true, distance: 207, certain: ['n'], possible: [] })
  })
})

describe('whatever the lists are', () => {
  test('Kemeny finds what comparing all orders finds', () => {
    fc.assert(
      fc.property(someBallots({ topics: 6, groups: 5 }), (ballots) => {
        const prefer = preferences(ballots)
        const cost = (order: number[]) =>
          order.reduce(
            (sum, one, place) =>
              sum + order.slice(place + 1).reduce((more, other) => more + (prefer[other]?.[one] ?? 0), 0),
            0,
          )
        const orders = permutations(ballots.topics.map((_, topic) => topic)).map((order) => ({
          order,
          cost: cost(order),
        }))
        const distance = Math.min(...orders.map((each) => each.cost))
        const tops = orders.filter((each) => each.cost === distance).map(({ order }) => order.slice(0, ballots.k))
        const certain = ballots.topics.filter((_, topic) => tops.every((set) => set.includes(topic)))
        const possible = ballots.topics.filter(
          (topic, index) => !certain.includes(topic) && tops.some((set) => set.includes(index)),
        )
        const found = kemeny(ballots)
        expect(
          found.exact && { ...found, certain: found.certain.toSorted(), possible: found.possible.toSorted() },
        ).toEqual({
          ...{ exact: true, distance },
          certain: certain.toSorted(),
          possible: possible.toSorted(),
        })
      }),
    )
  })

  test('a topic that wins every duel is first with Copeland, Schulze and Kemeny', () => {
    fc.assert(
      fc.property(someFullBallots(), (ballots) => {
        const prefer = preferences(ballots)
        const winner = ballots.topics.findIndex((_, one) =>
          ballots.topics.every(
            (_other, other) => one === other || (prefer[one]?.[other] ?? 0) > (prefer[other]?.[one] ?? 0),
          ),
        )
        fc.pre(winner >= 0)
        const name = ballots.topics[winner]
        expect(
          copeland(ballots)
            .filter(({ place }) => place === 1)
            .map(({ topic }) => topic),
        ).toEqual([name])
        expect(
          schulze(ballots)
            .filter(({ place }) => place === 1)
            .map(({ topic }) => topic),
        ).toEqual([name])
        expect(kemeny({ ...ballots, k: 1 })).toMatchObject({ certain: [name], possible: [] })
      }),
    )
  })

  test('Borda hands out as many points as there are duels', () => {
    fc.assert(
      fc.property(someBallots(), (ballots) => {
        const [count, groups] = [ballots.topics.length, ballots.ballots.length]
        const total = borda(ballots).reduce((sum, { score }) => sum + score, 0)
        expect(total).toBeCloseTo((groups * count * (count - 1)) / 2)
      }),
    )
  })
})

test('what is too entangled to compute exactly is said, not guessed', () => {
  const count = MOST_ENTANGLED + 1
  const topics = Array.from({ length: count }, (_, index) => `${index}`)
  // Every list is the one before, turned by a third: each topic loses to some and wins from others, all in one circle.
  const turned = (by: number) => [...topics.slice(by), ...topics.slice(0, by)]
  const ballots = [turned(0), turned(7), turned(14)].map((order, group) => list(`${group}`, order))
  expect(kemeny({ topics, ballots, k: count, unrankedRank: count + 1 })).toEqual({ exact: false, entangled: count })
})

function permutations(all: number[]): number[][] {
  if (all.length < 2) return [all]
  return all.flatMap((first) => permutations(all.filter((other) => other !== first)).map((rest) => [first, ...rest]))
}
