const MEGABYTE = 1024 * 1024

/**
 * Limits the memory for bodies of people without a session while they come in. Without it many bodies at once, each
 * within its own limit and none of them ending, would use all there is. Each network gets a part: a whole school that
 * sends at the same moment uses a tenth of that part. A few networks can fill the whole together, slowly and for as
 * long as they like, so some memory is kept apart for networks that use little, such as one person who sends one
 * reaction.
 */
export function bodyMemory({
  whole = 64 * MEGABYTE,
  network: share = 16 * MEGABYTE,
  forSmallSenders = 32 * MEGABYTE,
  small = MEGABYTE / 4,
} = {}) {
  let taken = 0
  const takenBy = new Map<string, number>()
  return {
    /** Reserves this many bytes; false when there is no memory for them. */
    take(network: string, bytes: number): boolean {
      const before = takenBy.get(network) ?? 0
      const held = before + bytes
      if (held > share || taken + bytes > (held > small ? whole : whole + forSmallSenders)) return false
      taken += bytes
      takenBy.set(network, held)
      return true
    },
    release(network: string, bytes: number): void {
      const left = (takenBy.get(network) ?? 0) - bytes
      taken -= bytes
      if (left > 0) takenBy.set(network, left)
      else takenBy.delete(network)
    },
  }
}
export type BodyMemory = ReturnType<typeof bodyMemory>
