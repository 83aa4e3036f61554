/** What one group put on its list: topics with their place, 1 being the first. A topic that is not in it was not ranked. */
type Ballot = { group: string; ranks: ReadonlyMap<string, number> }

/** Everything that is counted. Topics and groups are named by whatever tells them apart: an id, or a name of a file. */
export type Ballots = {
  topics: readonly string[]
  ballots: readonly Ballot[]
  /** How many places a list has: the five of a top five. */
  k: number
  /** What a topic counts for a group that did not rank it; later than every place of a list. */
  unrankedRank: number
}

/** Why these lists cannot be counted, or null. In Dutch, for whoever prepares or reads in a session. */
export function problemOf({ topics, ballots, k, unrankedRank }: Ballots): string | null {
  if (topics.length === 0) return 'Er zijn geen onderwerpen.'
  if (new Set(topics).size < topics.length) return 'Een onderwerp staat er twee keer in.'
  if (!Number.isInteger(k) || k < 1) return 'Het aantal plaatsen moet een heel getal van 1 of meer zijn.'
  if (!Number.isInteger(unrankedRank) || unrankedRank <= k) {
    return `Een onderwerp zonder plaats moet later tellen dan plaats ${k}: kies ${k + 1} of meer.`
  }
  if (new Set(ballots.map(({ group }) => group)).size < ballots.length) return 'Een groep staat er twee keer in.'
  const known = new Set(topics)
  for (const { group, ranks } of ballots) {
    const taken = new Set<number>()
    for (const [topic, rank] of ranks) {
      if (!known.has(topic)) return `Groep ${group}: het onderwerp ${topic} is er niet.`
      if (!Number.isInteger(rank) || rank < 1 || rank > k) return `Groep ${group}: plaats ${rank} is er niet.`
      if (taken.has(rank)) return `Groep ${group}: plaats ${rank} is twee keer gegeven.`
      taken.add(rank)
    }
  }
  return null
}

/**
 * The ranks as numbers, per group in the order of `topics`. A topic without a place gets the declared rank: averaging over
 * only the groups that ranked it would push out a topic that every group likes a little.
 */
export function rankTable({ topics, ballots, unrankedRank }: Ballots): number[][] {
  return ballots.map(({ ranks }) => topics.map((topic) => ranks.get(topic) ?? unrankedRank))
}

/** The same lists without one group. */
export function withoutGroup(ballots: Ballots, group: string): Ballots {
  return { ...ballots, ballots: ballots.ballots.filter((ballot) => ballot.group !== group) }
}

/**
 * The same lists with topics taken together as one, which each group ranked where it ranked the best of them. The places of
 * the other topics stay as they were given.
 */
export function merged(ballots: Ballots, together: readonly string[], name: string): Ballots {
  const gone = new Set(together)
  return {
    ...ballots,
    topics: [...ballots.topics.filter((topic) => !gone.has(topic)), name],
    ballots: ballots.ballots.map(({ group, ranks }) => {
      const best = Math.min(...together.map((topic) => ranks.get(topic) ?? Infinity))
      const rest = [...ranks].filter(([topic]) => !gone.has(topic))
      return { group, ranks: new Map(best === Infinity ? rest : [...rest, [name, best]]) }
    }),
  }
}
