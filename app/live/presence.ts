/** A screen reports every ten seconds that it is there; one that was silent for longer than this is gone. */
export const HERE_FOR_MS = 25_000

/** Whether someone who was last seen at `seenAt` is there now; null is someone who left. */
export function isHere(seenAt: Date | null, now: Date): boolean {
  return seenAt !== null && now.getTime() - seenAt.getTime() < HERE_FOR_MS
}
