import { problemOf, rankTable, type Ballots } from './ballots.ts'
import { placesOf } from './places.ts'

/** Rules that part topics with the same sum, in the order of the chain that was chosen before the session opened. */
export const tieRules = ['moreGroups', 'bestRank', 'headToHead'] as const
export type TieRule = (typeof tieRules)[number]

/** What the meeting decided about topics that the chain left on one place: their order, and why. */
type MeetingDecision = { order: readonly string[]; reason: string }

export type CountingRules = {
  tieChain: readonly TieRule[]
  decisions?: readonly MeetingDecision[]
}

export type Standing = {
  topic: string
  /** Sum of the ranks; the lowest is first. */
  sum: number
  /** 1, 2, 2, 4: topics that nothing parts share a place, and the next one counts them all. */
  place: number
  shared: boolean
  /** Whether it is in the top k; all topics that share the last place of it are. */
  inTop: boolean
  /** How many groups gave it a place. */
  rankedBy: number
}

/** Counts the lists: lowest sum of ranks first, then the chain, then the meeting. Throws on lists that cannot be counted. */
export function outcome(ballots: Ballots, rules: CountingRules): Standing[] {
  const problem = problemOf(ballots)
  if (problem) throw new Error(problem)
  const table = rankTable(ballots)
  const blocks = blocksInOrder(table, ballots, rules)
  const places = placesOf(blocks)
  return blocks.flat().map((topic, index) => {
    const place = places[index] ?? 0
    return {
      topic: ballots.topics[topic] ?? '',
      sum: sumOf(table, topic),
      place,
      shared: places.filter((other) => other === place).length > 1,
      inTop: place <= ballots.k,
      rankedBy: rankedBy(table, topic, ballots.unrankedRank),
    }
  })
}

/** The topics of the top k: more than k of them when the last place is shared. */
export function topOf(standings: readonly Standing[]): string[] {
  return standings.filter(({ inTop }) => inTop).map(({ topic }) => topic)
}

/** Topics (as columns of the table) from first to last, those that share a place in one block. */
export function blocksInOrder(
  table: readonly number[][],
  ballots: Pick<Ballots, 'topics' | 'unrankedRank'>,
  rules: CountingRules,
): number[][] {
  const all = ballots.topics.map((_, topic) => topic)
  return splitBy(all, (topic) => sumOf(table, topic))
    .flatMap((block) => applyChain(table, block, rules.tieChain, ballots.unrankedRank))
    .flatMap((block) => applyDecisions(block, ballots.topics, rules.decisions ?? []))
}

const sumOf = (table: readonly number[][], topic: number) => table.reduce((sum, ranks) => sum + (ranks[topic] ?? 0), 0)

const rankedBy = (table: readonly number[][], topic: number, unrankedRank: number) =>
  table.filter((ranks) => (ranks[topic] ?? unrankedRank) < unrankedRank).length

function applyChain(
  table: readonly number[][],
  block: number[],
  chain: readonly TieRule[],
  unrankedRank: number,
): number[][] {
  const [rule, ...rest] = chain
  if (block.length < 2 || rule === undefined) return [block]
  return partBy[rule](table, block, unrankedRank).flatMap((part) => applyChain(table, part, rest, unrankedRank))
}

/** How each rule parts topics that are level so far; what it cannot part stays in one block. */
const partBy: Record<TieRule, (table: readonly number[][], block: number[], unrankedRank: number) => number[][]> = {
  moreGroups: (table, block, unrankedRank) => splitBy(block, (topic) => -rankedBy(table, topic, unrankedRank)),
  bestRank: (table, block) => splitBy(block, (topic) => Math.min(...table.map((ranks) => ranks[topic] ?? Infinity))),
  headToHead,
}

/**
 * First who wins most of the duels with the others of the block: a duel is won by who more groups put higher. Those that
 * are level are compared once more among themselves, until that parts nobody.
 */
function headToHead(table: readonly number[][], block: number[]): number[][] {
  const duel = (one: number, other: number) =>
    Math.sign(table.reduce((lead, ranks) => lead + Math.sign((ranks[other] ?? 0) - (ranks[one] ?? 0)), 0))
  const parts = splitBy(block, (topic) => -block.reduce((won, other) => won + duel(topic, other), 0))
  return parts.length === 1 ? parts : parts.flatMap((part) => (part.length > 1 ? headToHead(table, part) : [part]))
}

/** A decision parts a block only when it orders all of it: half an order would leave the rest to chance. */
function applyDecisions(block: number[], topics: readonly string[], decisions: readonly MeetingDecision[]): number[][] {
  if (block.length < 2) return [block]
  const names = block.map((topic) => topics[topic] ?? '')
  const decision = decisions.find(
    ({ order }) => order.length === block.length && names.every((name) => order.includes(name)),
  )
  if (!decision) return [block]
  return splitBy(block, (topic) => decision.order.indexOf(topics[topic] ?? ''))
}

/** Sorts by a number, lowest first, and keeps what is level together in its old order. */
function splitBy(topics: readonly number[], measure: (topic: number) => number): number[][] {
  const by = new Map<number, number[]>()
  for (const topic of topics) {
    const value = measure(topic)
    const level = by.get(value)
    if (level) level.push(topic)
    else by.set(value, [topic])
  }
  return [...by].sort(([one], [other]) => one - other).map(([, level]) => level)
}
