import fc from 'fast-check'
import type { Ballots } from './ballots.ts'
import { tieRules, type TieRule } from './outcome.ts'
import { list } from './real-case.fixture.ts'

/** Random lists: full, half filled and empty ones, and ones with gaps. */
export function someBallots({ topics: most = 9, groups = 6 } = {}): fc.Arbitrary<Ballots> {
  return fc.integer({ min: 1, max: most }).chain((count) => {
    const topics = Array.from({ length: count }, (_, index) => `onderwerp ${index}`)
    return fc
      .record({ k: fc.integer({ min: 1, max: count }), later: fc.integer({ min: 1, max: 3 }) })
      .chain(({ k, later }) => {
        const oneList = fc.tuple(
          fc.shuffledSubarray(topics),
          fc.shuffledSubarray(Array.from({ length: k }, (_, index) => index + 1)),
        )
        return fc.array(oneList, { minLength: 1, maxLength: groups }).map((lists) => ({
          ...{ topics, k, unrankedRank: k + later },
          ballots: lists.map(([chosen, ranks], group) => ({
            group: `groep ${group}`,
            ranks: new Map(
              ranks.flatMap((rank, index) => (chosen[index] === undefined ? [] : [[chosen[index], rank] as const])),
            ),
          })),
        }))
      })
  })
}

/** Random lists in which every group filled all its places without gaps. */
export function someFullBallots(most = 6): fc.Arbitrary<Ballots> {
  return fc.integer({ min: 2, max: most }).chain((count) => {
    const topics = Array.from({ length: count }, (_, index) => `onderwerp ${index}`)
    return fc.integer({ min: 1, max: count }).chain((k) =>
      fc
        .array(fc.shuffledSubarray(topics, { minLength: k, maxLength: k }), { minLength: 1, maxLength: 5 })
        .map((lists) => ({
          ...{ topics, k, unrankedRank: k + 1 },
          ballots: lists.map((chosen, group) => list(`groep ${group}`, chosen)),
        })),
    )
  })
}

export const someChain: fc.Arbitrary<TieRule[]> = fc.shuffledSubarray([...tieRules])
