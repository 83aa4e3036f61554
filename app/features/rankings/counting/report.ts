import { changeBetween, ifMerged, leaveOneOut, margin, smallestSwaps, type Swap } from './firmness.ts'
import { kemeny } from './kemeny.ts'
import { averageOfRankers, borda, copeland, schulze, type Placed } from './other-methods.ts'
import { outcome, topOf, type CountingRules, type Standing, type TieRule } from './outcome.ts'
import { ballotsOf, type RankingLists } from './ranking-lists.ts'
import { relatedTopics } from './related-topics.ts'

export type ReportRow = {
  topic: string
  sum: number
  place: number
  shared: boolean
  inTop: boolean
  /** Per group in the order of the groups: its place, or null where it gave none. */
  ranks: (number | null)[]
}

type ReportGroup = {
  name: string
  /** Places from first to last. */
  list: { rank: number; topic: string; motivation: string }[]
  /** Topics without a place, with what was written about them all the same. */
  unranked: { topic: string; motivation: string }[]
}

export type OtherMethod = {
  method: 'borda' | 'copeland' | 'schulze' | 'kemeny'
  /** Null: could not be computed exactly in the time there is. */
  top: string[] | null
  /** Topics of which it depends on the order chosen whether they are in it. */
  undecided: string[]
  sameTop: boolean
  /** How many topics end level on the first place; null for Kemeny, which gives orders and no places. */
  firstPlaces: number | null
}

export type Together = {
  topics: string[]
  /** Groups that brought them together in what they wrote. */
  groups: string[]
  byClerk: boolean
  name: string
  place: number
  sum: number
  top: string[]
}

/** Appendix 1 as data, by name: every view of the outcome is made of it. */
export type RankingReport = {
  k: number
  unrankedRank: number
  tieChain: TieRule[]
  decisions: { order: string[]; reason: string }[]
  rows: ReportRow[]
  groups: ReportGroup[]
  top: string[]
  margin: number | null
  /** The smallest swaps by one group that put another topic in the top; empty when no single swap does. */
  swaps: Swap[]
  withoutGroup: { group: string; top: string[]; leaves: string[]; enters: string[] }[]
  methods: OtherMethod[]
  /** What averaging over only the groups that ranked a topic would push out. */
  averageDrops: string[]
  together: Together[]
}

/** Counts the lists and looks at the outcome from all sides. Topics that share a place stand in alphabetical order. */
export function rankingReport(lists: RankingLists): RankingReport {
  const ballots = ballotsOf(lists)
  const rules: CountingRules = { tieChain: lists.tieChain, decisions: lists.decisions }
  const standings = outcome(ballots, rules)
  const [topicName, groupName] = [namesOf(lists.topics), namesOf(lists.groups)]
  const top = topOf(standings)
  const named = (topics: readonly string[]) => topics.map(topicName).sort(inDutch)
  return {
    ...{ k: lists.k, unrankedRank: lists.unrankedRank, tieChain: lists.tieChain },
    decisions: lists.decisions.map(({ order, reason }) => ({ order: order.map(topicName), reason })),
    rows: standings
      .map((standing) => rowOf(standing, topicName, ballots))
      .sort((one, other) => one.place - other.place || inDutch(one.topic, other.topic)),
    groups: lists.groups.map((group) => groupOf(group, lists, topicName)),
    top: named(top),
    margin: margin(standings),
    swaps: smallestSwaps(ballots, rules).map((swap) => ({
      group: groupName(swap.group),
      ...{ leaves: named(swap.leaves), enters: named(swap.enters) },
      higher: { ...swap.higher, topic: topicName(swap.higher.topic) },
      lower: { ...swap.lower, topic: topicName(swap.lower.topic) },
    })),
    withoutGroup: leaveOneOut(ballots, rules).map((without) => ({
      ...{ group: groupName(without.group), top: named(without.top) },
      ...{ leaves: named(without.leaves), enters: named(without.enters) },
    })),
    methods: [
      compared('borda', borda(ballots), lists.k, top, named),
      compared('copeland', copeland(ballots), lists.k, top, named),
      compared('schulze', schulze(ballots), lists.k, top, named),
      comparedWithKemeny(ballots, top, named),
    ],
    averageDrops: named(changeBetween(top, placedTop(averageOfRankers(ballots), lists.k)).leaves),
    together: togetherOf(lists).map(({ topics, groups, byClerk }) => {
      const { name, standings: then } = ifMerged(ballots, topics, rules)
      const one = then.find(({ topic }) => topic === name)
      const newName = topics.map(topicName).join(' en ')
      return {
        ...{ topics: topics.map(topicName), groups: groups.map(groupName), byClerk, name: newName },
        ...{ place: one?.place ?? 0, sum: one?.sum ?? 0 },
        top: topOf(then).map((topic) => (topic === name ? newName : topicName(topic))),
      }
    }),
  }
}

const inDutch = (one: string, other: string) => one.localeCompare(other, 'nl')

function namesOf(all: readonly { id: string; name: string }[]): (id: string) => string {
  const names = new Map(all.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

function rowOf(
  standing: Standing,
  topicName: (id: string) => string,
  { ballots }: ReturnType<typeof ballotsOf>,
): ReportRow {
  const { topic, sum, place, shared, inTop } = standing
  return {
    topic: topicName(topic),
    sum,
    place,
    shared,
    inTop,
    ranks: ballots.map(({ ranks }) => ranks.get(topic) ?? null),
  }
}

function groupOf(
  { name, entries }: RankingLists['groups'][number],
  { topics }: RankingLists,
  topicName: (id: string) => string,
): ReportGroup {
  const list = entries
    .flatMap(({ topicId, rank, motivation }) =>
      rank === null ? [] : [{ rank, topic: topicName(topicId), motivation }],
    )
    .sort((one, other) => one.rank - other.rank)
  const ranked = new Set(list.map(({ topic }) => topic))
  const unranked = topics
    .filter((topic) => !ranked.has(topic.name))
    .map((topic) => ({
      topic: topic.name,
      motivation: entries.find(({ topicId }) => topicId === topic.id)?.motivation ?? '',
    }))
    .sort((one, other) => inDutch(one.topic, other.topic))
  return { name, list, unranked }
}

const placedTop = (placed: readonly Placed[], k: number) =>
  placed.filter(({ place }) => place <= k).map(({ topic }) => topic)

function compared(
  method: OtherMethod['method'],
  placed: readonly Placed[],
  k: number,
  top: readonly string[],
  named: (topics: readonly string[]) => string[],
): OtherMethod {
  const theirs = placedTop(placed, k)
  const firstPlaces = placed.filter(({ place }) => place === 1).length
  return { method, top: named(theirs), undecided: [], sameTop: isSame(theirs, top), firstPlaces }
}

function comparedWithKemeny(
  ballots: ReturnType<typeof ballotsOf>,
  top: readonly string[],
  named: (topics: readonly string[]) => string[],
): OtherMethod {
  const best = kemeny(ballots)
  if (!best.exact) return { method: 'kemeny', top: null, undecided: [], sameTop: false, firstPlaces: null }
  const sameTop = best.possible.length === 0 && isSame(best.certain, top)
  return { method: 'kemeny', top: named(best.certain), undecided: named(best.possible), sameTop, firstPlaces: null }
}

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((topic) => other.includes(topic))

/** Pairs that the clerk marked, then pairs that motivations bring together. */
function togetherOf({ topics, groups, relations }: RankingLists) {
  const motivations = groups.flatMap(({ id, entries }) =>
    entries
      .filter(({ rank }) => rank !== null)
      .map(({ topicId, motivation }) => ({ group: id, topic: topicId, text: motivation })),
  )
  const found = relatedTopics(topics, motivations)
  const isPair = (one: readonly string[], other: readonly string[]) => isSame(one, other)
  const marked = relations.map((pair) => ({
    topics: [...pair],
    groups: found.find((relation) => isPair(relation.topics, pair))?.groups ?? [],
    byClerk: true,
  }))
  const others = found.filter(({ topics: pair }) => !relations.some((relation) => isPair(relation, pair)))
  return [
    ...marked,
    ...others.map(({ topics: pair, groups: by }) => ({ topics: [...pair], groups: by, byClerk: false })),
  ]
}
