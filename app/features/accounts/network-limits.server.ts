import { verdictOn, windowOf, type Attempt, type Verdict } from './rate-limit.server.ts'

/** Networks that are counted at once; one more takes some 200 bytes. */
const MOST_NETWORKS = 50_000

type NetworkAttempt = Omit<Attempt, 'secret'>

/**
 * Counts what networks do in the memory of this process, for what everyone does on a busy evening: a row for each
 * network would make all who share it wait for each other. Each process counts for itself, and begins anew when it starts.
 * Where too many networks come, those that came longest ago are counted anew.
 */
export function networkLimits(most = MOST_NETWORKS) {
  const counts = new Map<string, { start: number; count: number }>()
  return {
    /** Counts one try and says whether it may go on, or how many seconds to wait. */
    count({ municipalityId, kind, subject, limit, windowMinutes, weight = 1 }: NetworkAttempt, now: Date): Verdict {
      const key = JSON.stringify([municipalityId, kind, subject])
      const { start, end } = windowOf({ windowMinutes }, now)
      const before = counts.get(key)
      const count = (before?.start === start.getTime() ? before.count : 0) + weight
      counts.delete(key)
      counts.set(key, { start: start.getTime(), count })
      const [oldest] = counts.keys()
      if (counts.size > most && oldest !== undefined) counts.delete(oldest)
      return verdictOn(count, limit, end, now)
    },
    /** How many networks are counted now. */
    get size() {
      return counts.size
    },
  }
}

/** The limits of this process. */
export const limitsHere = networkLimits()
