const MEGABYTE = 1024 * 1024

/**
 * Memory that bodies of people without a session take while they come in: many at once, each within its limit and none of
 * them ending, would otherwise take all there is. One network gets a part of it: a whole school that sends at the same
 * moment takes a tenth of that part. A few networks can fill the whole together, slowly and for as long as they like; so there is
 * room of its own for networks that hold little, as somebody does who sends one reaction.
 */
export function bodyRoom({
  whole = 64 * MEGABYTE,
  network: share = 16 * MEGABYTE,
  forThoseWithLittle = 32 * MEGABYTE,
  little = MEGABYTE / 4,
} = {}) {
  let taken = 0
  const takenBy = new Map<string, number>()
  return {
    /** Takes so many bytes, or says that there is no room for them. */
    take(network: string, bytes: number): boolean {
      const before = takenBy.get(network) ?? 0
      const held = before + bytes
      if (held > share || taken + bytes > (held > little ? whole : whole + forThoseWithLittle)) return false
      taken += bytes
      takenBy.set(network, held)
      return true
    },
    giveBack(network: string, bytes: number): void {
      const left = (takenBy.get(network) ?? 0) - bytes
      taken -= bytes
      if (left > 0) takenBy.set(network, left)
      else takenBy.delete(network)
    },
  }
}
export type BodyRoom = ReturnType<typeof bodyRoom>
