/**
 * `npm run bench:ranking`: how long counting takes, with all its details, for the largest session that we promise to
 * handle.
 */
import { performance } from 'node:perf_hooks'
import type { Ballots } from '#app/features/rankings/counting/ballots.ts'
import { leaveOneOut, smallestSwaps } from '#app/features/rankings/counting/firmness.ts'
import { kemeny } from '#app/features/rankings/counting/kemeny.ts'
import { borda, copeland, schulze } from '#app/features/rankings/counting/other-methods.ts'
import { outcome, tieRules } from '#app/features/rankings/counting/outcome.ts'

const RUNS = 20

/** Lists drawn with a fixed seed; popular topics are drawn more often, as in a council. */
function drawn(topicCount: number, groupCount: number, k: number, seed: number): Ballots {
  let state = seed
  const random = () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32
  const topics = Array.from({ length: topicCount }, (_, index) => `onderwerp ${index}`)
  const ballots = Array.from({ length: groupCount }, (_, group) => {
    const order = topics
      .map((topic, index) => ({ topic, at: random() * (index + 3) }))
      .sort((one, other) => one.at - other.at)
    return { group: `groep ${group}`, ranks: new Map(order.slice(0, k).map(({ topic }, index) => [topic, index + 1])) }
  })
  return { topics, ballots, k, unrankedRank: k + 1 }
}

const rules = { tieChain: tieRules }
const work: [string, (ballots: Ballots) => unknown][] = [
  ['outcome', (ballots) => outcome(ballots, rules)],
  ['smallest swap', (ballots) => smallestSwaps(ballots, rules)],
  ['leave one group out', (ballots) => leaveOneOut(ballots, rules)],
  ['Borda, Copeland, Schulze', (ballots) => [borda(ballots), copeland(ballots), schulze(ballots)]],
  ['Kemeny', kemeny],
]

for (const [topics, groups, k] of [
  [10, 3, 5],
  [40, 20, 5],
  [40, 20, 40],
] as const) {
  console.log(`\n${topics} topics, ${groups} groups, top ${k}: milliseconds p50 / p95 / slowest of ${RUNS}`)
  const cases = Array.from({ length: RUNS }, (_, run) => drawn(topics, groups, k, run + 1))
  for (const [name, count] of work) {
    const times = cases
      .map((ballots) => {
        const began = performance.now()
        count(ballots)
        return performance.now() - began
      })
      .sort((one, other) => one - other)
    const at = (part: number) => (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(1)
    console.log(`  ${name.padEnd(26)} ${at(0.5)} / ${at(0.95)} / ${at(1)}`)
  }
  const exact = cases.filter((ballots) => kemeny(ballots).exact).length
  console.log(`  Kemeny was exact in ${exact} of ${RUNS}`)
}
