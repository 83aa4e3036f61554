import { rankTable, type Ballots } from './ballots.ts'
import { placesOf } from './places.ts'

export type Placed = { topic: string; score: number; place: number }

/**
 * Points for every topic a list puts below: with ten topics 9 for place 1, 8 for place 2. Topics without a place share the
 * places that are left. Most points first. (Borda count for lists that stop halfway.)
 */
export function borda(ballots: Ballots): Placed[] {
  const { topics, ballots: lists } = ballots
  const points = topics.map((topic) =>
    lists.reduce((sum, { ranks }) => {
      const above = (rank: number) => [...ranks.values()].filter((other) => other < rank).length
      const rank = ranks.get(topic)
      if (rank !== undefined) return sum + topics.length - 1 - above(rank)
      return sum + (topics.length - ranks.size - 1) / 2
    }, 0),
  )
  return byScore(topics, points)
}

/** Duels won less duels lost, each topic against each other; a duel is won by who more groups put higher. (Copeland.) */
export function copeland(ballots: Ballots): Placed[] {
  const { topics } = ballots
  const prefer = preferences(ballots)
  const duels = topics.map((_, one) =>
    topics.reduce((score, _other, other) => score + Math.sign(at(prefer, one, other) - at(prefer, other, one)), 0),
  )
  return byScore(topics, duels)
}

/** Duels through the strongest chain of won duels (Schulze, strength counted in winning votes). The score is duels won. */
export function schulze(ballots: Ballots): Placed[] {
  const { topics } = ballots
  const prefer = preferences(ballots)
  const strength = prefer.map((row, one) => row.map((votes, other) => (votes > at(prefer, other, one) ? votes : 0)))
  for (const [via, onward] of strength.entries()) {
    for (const [one, row] of strength.entries()) {
      if (one === via) continue
      for (const other of row.keys()) {
        if (other === one || other === via) continue
        row[other] = Math.max(row[other] ?? 0, Math.min(row[via] ?? 0, onward[other] ?? 0))
      }
    }
  }
  const beats = (one: number, other: number) => at(strength, one, other) > at(strength, other, one)
  // Winning is transitive here, so who is beaten by fewer stands higher.
  const beaten = topics.map((_, one) => -topics.filter((_other, other) => beats(other, one)).length)
  return byScore(topics, beaten)
}

/** The trap: averages over only the groups that ranked a topic; lowest first, topics that nobody ranked last. */
export function averageOfRankers({ topics, ballots }: Ballots): Placed[] {
  const averages = topics.map((topic) => {
    const given = ballots.flatMap(({ ranks }) => ranks.get(topic) ?? [])
    return given.length === 0 ? -Infinity : -given.reduce((sum, rank) => sum + rank, 0) / given.length
  })
  return byScore(topics, averages)
}

/** How many groups put one topic above another: `[one][other]`. */
export function preferences(ballots: Ballots): number[][] {
  const table = rankTable(ballots)
  return ballots.topics.map((_, one) =>
    ballots.topics.map((_other, other) => table.filter((ranks) => (ranks[one] ?? 0) < (ranks[other] ?? 0)).length),
  )
}

const at = (matrix: readonly number[][], row: number, column: number): number => matrix[row]?.[column] ?? 0

function byScore(topics: readonly string[], scores: readonly number[]): Placed[] {
  const levels = [...new Set(scores)].sort((one, other) => other - one)
  const blocks = levels.map((score) =>
    topics.filter((_, topic) => scores[topic] === score).map((topic) => ({ topic, score })),
  )
  const places = placesOf(blocks)
  return blocks.flat().map((topic, index) => ({ ...topic, place: places[index] ?? 0 }))
}
