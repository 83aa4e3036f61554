/** A screen tells every ten seconds that it is there; one that was silent for longer is gone. */
export const HERE_FOR_MS = 25_000

/** Whether someone who was last seen then is there now; null is who left. */
export function isHere(seenAt: Date | null, now: Date): boolean {
  return seenAt !== null && now.getTime() - seenAt.getTime() < HERE_FOR_MS
}
